/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.boomerang.model.WireAnswer;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.support.ErrorTable;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.ProviderApi;
import io.camelmessaging.common.support.ProviderJson;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.RequestBody;

/**
 * How Boomerang is spoken: JSON in bodies, lower-case words in queries, and a result code in each answer.
 */
final class BoomerangApi extends ProviderApi {

    private static final int FIRST_FAILURE = 400;
    private static final int LAST_HTTP = 599;

    private final BoomerangConfiguration configuration;
    private final Set<Integer> acceptedStatuses;

    BoomerangApi(BoomerangEndpoint endpoint) {
        super(endpoint, endpoint.getOperation(), ProviderJson.mapper(), new ErrorTable());
        this.configuration = endpoint.getConfiguration();
        this.acceptedStatuses = configuration.acceptedStatusCodes();
    }

    @Override
    protected String path() {
        String prefix = operation().use() == Operation.Use.SEND
                ? configuration.getSendPathPrefix() : configuration.getReadPathPrefix();
        return (prefix == null ? "" : prefix) + operation().path();
    }

    @Override
    protected RequestBody body(Record request) throws JsonProcessingException {
        return asJson(request);
    }

    @Override
    protected String errorCode(ObjectNode answer) {
        return answer.path("status").asText(null);
    }

    @Override
    protected String errorText(ObjectNode answer) {
        JsonNode message = answer.path("message");
        return message.isTextual() ? message.asText() : answer.toString();
    }

    /** HTTP says success, and the result code in the body may still say something else. */
    @Override
    protected Object read(Record request, ApiResponse response) {
        if (response.body().length == 0 && operation().isReadOnly()) {
            return empty(response);
        }
        WireAnswer answer;
        try {
            // without a tree between: an answer may hold ten thousand transactions
            answer = (WireAnswer) answers().readValue(response.body(), operation().responseType());
        } catch (IOException | NumberFormatException e) {
            throw unreadable(response);
        }
        if (answer == null) {
            throw unreadable(response);
        }
        Integer status = answer.status();
        if (status != null && !isAccepted(status)) {
            ObjectNode body = object(response);
            String text = body == null ? null : errorText(body);
            throw status >= FIRST_FAILURE && status <= LAST_HTTP
                    ? refusedByStatus(response, status, status.toString(), text)
                    : rejected(RejectionReason.OTHER, response.status(), status.toString(), text,
                            "ask the provider what the result code means; the option acceptedStatuses says which are success");
        }
        return completed(request, response, answer);
    }

    private boolean isAccepted(int status) {
        return acceptedStatuses.isEmpty() ? status < FIRST_FAILURE : acceptedStatuses.contains(status);
    }

    private Object empty(ApiResponse response) {
        try {
            return answers().readValue("{}", operation().responseType());
        } catch (IOException e) {
            throw unreadable(response);
        }
    }
}
