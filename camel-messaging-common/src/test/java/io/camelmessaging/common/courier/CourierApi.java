package io.camelmessaging.common.courier;

import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.ProviderApi;
import io.camelmessaging.common.ProviderJson;
import io.camelmessaging.common.transport.ApiResponse;

/**
 * How the courier is spoken: the HTTP status says what became of a call.
 */
final class CourierApi extends ProviderApi {

    CourierApi(CourierEndpoint endpoint) {
        super(endpoint, endpoint.getOperation(), ProviderJson.mapper());
    }

    @Override
    protected MessagingException refused(ApiResponse response) {
        return refusedByStatus(response, null, response.text());
    }

    @Override
    protected Object read(Record request, ApiResponse response) {
        Object answer = super.read(request, response);
        return answer instanceof Wire.Accepted accepted && request instanceof Wire.Sms sms
                ? accepted.sentTo(sms.number()) : answer;
    }
}
