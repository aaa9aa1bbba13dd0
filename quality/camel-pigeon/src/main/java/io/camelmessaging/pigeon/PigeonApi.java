/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.support.ErrorCode;
import io.camelmessaging.common.support.ErrorTable;
import io.camelmessaging.common.support.ProviderApi;
import io.camelmessaging.common.support.ProviderJson;

/** How the pigeon is spoken. */
final class PigeonApi extends ProviderApi {

    private static final ErrorTable ERRORS = new ErrorTable(
            ErrorCode.refused("HAWK", RejectionReason.RECIPIENT, "the number cannot be reached"));

    PigeonApi(PigeonEndpoint endpoint) {
        super(endpoint, endpoint.getOperation(), ProviderJson.mapper(), ERRORS);
    }

    @Override
    protected String errorCode(ObjectNode answer) {
        return answer.path("error").asText(null);
    }

    @Override
    protected String errorText(ObjectNode answer) {
        return answer.path("reason").asText(null);
    }
}
