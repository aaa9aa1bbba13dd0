/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.boomware.model.MessageAccepted;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.VerifyFailure;
import io.camelmessaging.common.support.ProviderApi;
import io.camelmessaging.common.support.ProviderJson;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.HttpMethod;
import io.camelmessaging.common.support.wire.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How Boomware is spoken: JSON both ways, errors as {@code errorCode} and {@code errorReason}.
 */
final class BoomwareApi extends ProviderApi {

    private static final Logger LOG = LoggerFactory.getLogger(BoomwareApi.class);

    private static final String ERROR = "errorCode";

    private final BoomwareConfiguration configuration;

    BoomwareApi(BoomwareEndpoint endpoint, BoomwareOperation operation) {
        super(endpoint, operation, ProviderJson.mapper(), BoomwareErrors.TABLE);
        this.configuration = endpoint.getConfiguration();
    }

    @Override
    protected HttpMethod method() {
        return operation() == BoomwareOperation.hlr ? configuration.getHlrMethod() : super.method();
    }

    @Override
    protected RequestBody body(Record request) throws JsonProcessingException {
        return asJson(request);
    }

    @Override
    protected String errorCode(ObjectNode answer) {
        JsonNode code = answer.path(ERROR);
        return code.canConvertToInt() ? String.valueOf(code.asInt()) : code.isTextual() ? code.asText().strip() : null;
    }

    @Override
    protected String errorText(ObjectNode answer) {
        return errorCode(answer) == null ? answer.toString() : answer.path("errorReason").asText(null);
    }

    @Override
    protected boolean reportsFailedVerification() {
        return configuration.getVerifyFailure() == VerifyFailure.result;
    }

    /**
     * Any 2xx means that the provider took the request, even if its body is empty or lacks the id; a body that is no
     * JSON comes from somebody else on the way.
     */
    @Override
    protected Object read(Record request, ApiResponse response) {
        MessageAccepted accepted = operation().responseType() == MessageAccepted.class ? accepted(response) : null;
        if (accepted != null) {
            return completed(request, response, accepted);
        }
        try {
            ObjectNode body = json(response) instanceof ObjectNode object ? object : mapper().createObjectNode();
            if (body.has(ERROR)) {
                throw refused(response);
            }
            return completed(request, response, answers().treeToValue(body, operation().responseType()));
        } catch (IOException e) {
            throw unreadable(response);
        }
    }

    /**
     * The answer to a message that was taken, read in one pass.
     *
     * @return null for an answer that is not as it should be, to be looked at as a whole
     */
    private MessageAccepted accepted(ApiResponse response) {
        try (JsonParser json = answers().createParser(response.body())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            MessageAccepted accepted = answers().readValue(json, MessageAccepted.class);
            return accepted.extraFields().containsKey(ERROR) ? null : accepted;
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    @Override
    protected SendResult confirmed(SendResult result) {
        if (result.outcomes().get(0).messageId() == null) {
            LOG.warn("boomware:{} was accepted, but its answer holds no requestId: receipts cannot be tied to it.",
                    operation().name());
        }
        return super.confirmed(result);
    }
}
