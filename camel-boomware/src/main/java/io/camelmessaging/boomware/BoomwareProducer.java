package io.camelmessaging.boomware;

import java.util.List;

import io.camelmessaging.boomware.model.ToNumber;
import io.camelmessaging.boomware.model.VerifyCheckResult;
import io.camelmessaging.common.MessagingProducer;
import io.camelmessaging.common.ProviderClient;
import org.apache.camel.Message;

/**
 * Calls one operation of Boomware.
 */
final class BoomwareProducer extends MessagingProducer<BoomwareApi> {

    BoomwareProducer(BoomwareEndpoint endpoint) {
        super(endpoint, new ProviderClient<>(endpoint, new BoomwareApi(endpoint, endpoint.getOperation())));
    }

    @Override
    protected List<String> recipients(Record request) {
        return request instanceof ToNumber to ? List.of(to.number()) : List.of();
    }

    @Override
    protected void writeHeaders(Message message, Object answer) {
        if (answer instanceof VerifyCheckResult check) {
            message.setHeader(BoomwareConstants.VERIFIED, check.verified());
        }
    }
}
