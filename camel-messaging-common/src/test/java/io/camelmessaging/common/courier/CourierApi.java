/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.support.ErrorCode;
import io.camelmessaging.common.support.ErrorTable;
import io.camelmessaging.common.support.ProviderApi;
import io.camelmessaging.common.support.ProviderJson;
import io.camelmessaging.common.support.wire.ApiResponse;

/**
 * How the courier is spoken: the HTTP status says what became of a call.
 */
final class CourierApi extends ProviderApi {

    private static final ErrorTable ERRORS = new ErrorTable(
            ErrorCode.refused("BLOCKED", RejectionReason.RECIPIENT, "the number is blocked"));

    CourierApi(CourierEndpoint endpoint) {
        super(endpoint, endpoint.getOperation(), ProviderJson.mapper(), ERRORS);
    }

    @Override
    protected MessagingException refused(ApiResponse response) {
        return refusedByStatus(response, null, response.text());
    }

    @Override
    protected String errorCode(ObjectNode answer) {
        return null;
    }

    @Override
    protected String errorText(ObjectNode answer) {
        return null;
    }

    @Override
    protected List<String> recipients(Record request) {
        return operation() == CourierOperation.bulk
                ? ((Wire.SmsBatch) request).messages().stream().map(Wire.Sms::number).toList() : super.recipients(request);
    }
}
