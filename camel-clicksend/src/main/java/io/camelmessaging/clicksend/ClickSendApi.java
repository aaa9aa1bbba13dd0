/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.clicksend.model.Answer;
import io.camelmessaging.clicksend.model.Done;
import io.camelmessaging.clicksend.model.MessagesSent;
import io.camelmessaging.clicksend.model.SendItem;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.support.MessagingEndpoint;
import io.camelmessaging.common.support.ProviderApi;
import io.camelmessaging.common.support.ProviderJson;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.HttpMethod;
import io.camelmessaging.common.support.wire.RequestBody;

/**
 * How ClickSend is spoken: an array of messages inside a request, and an envelope around every answer.
 */
final class ClickSendApi extends ProviderApi {

    /** What stands around the data, and goes into every {@link Answer}. */
    private static final List<String> ENVELOPE = List.of("http_code", "response_code", "response_msg");

    private final MessagingEndpoint endpoint;
    private final ClickSendOperation operation;
    private final ClickSendConfiguration configuration;

    ClickSendApi(MessagingEndpoint endpoint, ClickSendConfiguration configuration, ClickSendOperation operation) {
        super(endpoint, operation, ProviderJson.mapper()
                // an answer writes nothing as null, "", {} or [], depending on its age
                .enable(DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT)
                .enable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT),
              ClickSendErrors.TABLE);
        this.endpoint = endpoint;
        this.operation = operation;
        this.configuration = configuration;
    }

    /** The same account's other operation. */
    ClickSendApi speaking(ClickSendOperation other) {
        return new ClickSendApi(endpoint, configuration, other);
    }

    @Override
    protected String path() {
        return super.path().replace("{channel}", String.valueOf(configuration.getChannel()));
    }

    @Override
    protected Map<String, Object> fields(Record request) {
        return operation.isPaged() ? page((PageRequest) request) : super.fields(request);
    }

    private Map<String, Object> page(PageRequest request) {
        Map<String, Object> fields = request.listing() == null ? new LinkedHashMap<>() : super.fields(request.listing());
        fields.putIfAbsent("limit", ClickSendConfiguration.MAX_PAGE_SIZE);
        if (request.page() != null) {
            fields.put("page", request.page());
        }
        return fields;
    }

    @Override
    protected RequestBody body(Record request) throws JsonProcessingException {
        return operation.envelope() == null ? super.body(request) : asJson(envelope((Batch) request));
    }

    private Map<String, Object> envelope(Batch batch) {
        Map<String, Object> request = new LinkedHashMap<>(batch.top());
        request.put(operation.envelope().items(), batch.top().isEmpty() ? batch.items() : withoutTop(batch.items()));
        return request;
    }

    private List<Map<String, Object>> withoutTop(List<SendItem> items) {
        List<Map<String, Object>> rest = new ArrayList<>(items.size());
        for (SendItem item : items) {
            Map<String, Object> fields = super.fields((Record) item);
            fields.keySet().removeAll(operation.envelope().top());
            rest.add(fields);
        }
        return rest;
    }

    /** Cancelling needs no body. */
    @Override
    protected RequestBody body(Map<String, Object> fields) throws JsonProcessingException {
        return method() == HttpMethod.PUT && fields.isEmpty() ? null : super.body(fields);
    }

    @Override
    public Object answer(Record request, ApiResponse response, Throwable thrown) {
        if (thrown == null && response.status() == 404 && configuration.isIgnoreMissing() && method() == HttpMethod.DELETE) {
            ObjectNode envelope = object(response);
            return new Done(
                    404, "NOT_FOUND", envelope == null ? null : envelope.path("response_msg").asText(null), null, null);
        }
        return super.answer(request, response, thrown);
    }

    @Override
    protected String errorCode(ObjectNode answer) {
        return answer.path("response_code").asText(null);
    }

    @Override
    protected String errorText(ObjectNode answer) {
        return answer.path("response_msg").asText(null);
    }

    /** The HTTP status decides, and the code refines it. */
    @Override
    protected MessagingException refused(ApiResponse response, int judged, ObjectNode envelope) {
        return judged == 429 || judged >= 500
                ? refusedByStatus(response, judged, errorCode(envelope), errorText(envelope))
                : super.refused(response, judged, envelope);
    }

    /** Fax and post may have left the offer, or the account. */
    @Override
    protected MessagingException refusedByStatus(ApiResponse response, int judged, String code, String text) {
        return operation.isFaxOrPost() && (judged == 403 || judged == 404 || judged == 405)
                ? rejected(RejectionReason.ACCOUNT, response.status(), code, text,
                        "the account does not offer " + operation.name() + "; ask ClickSend")
                : super.refusedByStatus(response, judged, code, text);
    }

    @Override
    protected List<String> recipients(Record request) {
        return operation.envelope() == null
                ? List.of() : ((Batch) request).items().stream().map(Correlation::name).toList();
    }

    @Override
    protected Object read(Record request, ApiResponse response) {
        if (response.body().length == 0 && Done.class == operation.responseType()) {
            return new Done(response.status(), null, null, null, null);
        }
        MessagesSent sent = operation.responseType() == MessagesSent.class ? sent(response) : null;
        if (sent != null) {
            return told(sent, (Batch) request);
        }
        ObjectNode envelope = object(response);
        if (envelope == null) {
            throw unreadable(response);
        }
        refuseError(response, envelope);
        try {
            return read(request, cleaned(envelope, envelope.path("http_code").asInt(response.status())));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw unreadable(response);
        }
    }

    /**
     * What became of messages, read in one pass: by way of a tree each of a thousand of them was made twice.
     *
     * @return null for an answer that is not as it should be, to be looked at as a whole
     */
    private MessagesSent sent(ApiResponse response) {
        MessagesSent sent = null;
        ObjectNode envelope = mapper().createObjectNode();
        try (JsonParser json = answers().createParser(response.body())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                boolean data = "data".equals(name);
                if (data && (json.nextToken() != JsonToken.START_OBJECT || sent != null)) {
                    return null;
                }
                if (data) {
                    sent = answers().readValue(json, MessagesSent.class);
                } else {
                    json.nextToken();
                    envelope.set(name, mapper().readTree(json));
                }
            }
            if (sent == null || json.currentToken() != JsonToken.END_OBJECT) {
                return null;
            }
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
        refuseError(response, envelope);
        cleaned(envelope, envelope.path("http_code").asInt(response.status()));
        return sent.answered(envelope.path("http_code").asInt(), envelope.path("response_code").asText(null),
                envelope.path("response_msg").asText(null));
    }

    /** HTTP says success, and status or code inside say something else. */
    @Override
    protected void refuseError(ApiResponse response, ObjectNode envelope) {
        int status = envelope.path("http_code").asInt(response.status());
        if (status >= 400) {
            throw refused(response, status, envelope);
        }
        if (errors().find(errorCode(envelope)).isPresent()) {
            throw refused(response, 400, envelope);
        }
    }

    /** Status, code and text never make an answer unreadable: what they cannot be is left out. */
    private static ObjectNode cleaned(ObjectNode envelope, int status) {
        ENVELOPE.stream().filter(name -> !envelope.path(name).isValueNode()).forEach(envelope::remove);
        return envelope.put("http_code", status);
    }

    private Object read(Record request, ObjectNode envelope) throws JsonProcessingException {
        JsonNode data = envelope.path("data");
        if (operation.responseType() == Done.class) {
            return answers().treeToValue(envelope, Done.class);
        }
        if (!data.isObject()) {
            throw new IllegalArgumentException("There is no data");
        }
        ObjectNode answered = (ObjectNode) data;
        for (String name : ENVELOPE) {
            answered.set(name, envelope.get(name));
        }
        if (operation.isPaged()) {
            if (!isList(data.path("data"))) {
                throw new IllegalArgumentException("The rows are no list");
            }
            return answers().treeToValue(data, mapper().getTypeFactory()
                    .constructParametricType(operation.responseType(), operation.rowType()));
        }
        Object answer = answers().treeToValue(data, operation.responseType());
        return operation.responseType() == MessagesSent.class ? told((MessagesSent) answer, (Batch) request) : answer;
    }

    /** Nothing is written as null, "", {} or [], or left out; anything else must not pass for an empty list. */
    private static boolean isList(JsonNode rows) {
        return rows.isArray() || rows.isNull() || (rows.isObject() ? rows.isEmpty() : rows.asText().isEmpty());
    }

    /** The answer with its outcomes; where the money is gone, what follows is not sent. */
    MessagesSent told(MessagesSent sent, Batch batch) {
        List<RecipientOutcome> outcomes = Correlation.outcomes(batch.items(), sent.entries());
        boolean broke = outcomes.stream().anyMatch(outcome -> ClickSendErrors.INSUFFICIENT_CREDIT.equals(outcome.code()));
        if (broke && !batch.last()) {
            throw rejected(RejectionReason.FUNDS, 200, ClickSendErrors.INSUFFICIENT_CREDIT, null,
                    "the rest of the list was not sent; top the account up, then go on with what outcomes() names")
                    .withOutcomes(outcomes);
        }
        return (MessagesSent) confirmed(sent.with(outcomes));
    }

    @Override
    protected String unconfirmedAdvice() {
        return "the answer does not tell what became of the messages; look them up before you repeat them";
    }

    /** What a rule without id is for the consumer that wants it; it asks again later. */
    MessagingException ruleWithoutId() {
        return new ProviderUnavailableException(
                null, failure(200, null, null, "it answered a rule without id; see the rules in its dashboard", null));
    }

    static String escape(String value) {
        return encode(value);
    }
}
