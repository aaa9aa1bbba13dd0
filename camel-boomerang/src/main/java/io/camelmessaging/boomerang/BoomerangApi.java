package io.camelmessaging.boomerang;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.boomerang.model.BoomerangRequest;
import io.camelmessaging.boomerang.model.MessagesAccepted;
import io.camelmessaging.boomerang.model.WireAnswer;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.Operation;
import io.camelmessaging.common.ProviderApi;
import io.camelmessaging.common.ProviderJson;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.transport.ApiResponse;
import io.camelmessaging.common.transport.RequestBody;

/**
 * How Boomerang is spoken: JSON in bodies, lower-case words in queries, and a result code in each answer.
 */
final class BoomerangApi extends ProviderApi {

    private static final int FIRST_FAILURE = 400;
    private static final int LAST_HTTP = 599;

    private final BoomerangConfiguration configuration;
    private final Set<Integer> acceptedStatuses;

    BoomerangApi(BoomerangEndpoint endpoint) {
        super(endpoint, endpoint.getOperation(), ProviderJson.mapper());
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
    protected MessagingException refused(ApiResponse response) {
        JsonNode body = object(response);
        if (body == null) {
            return refusedByStatus(response, null, response.text());
        }
        return refusedByStatus(response, body.path("status").asText(null), text(body));
    }

    /** HTTP says success, and the result code in the body may still say something else. */
    @Override
    protected Object read(Record request, ApiResponse response) {
        if (response.body().length == 0 && operation().isReadOnly()) {
            return empty(response);
        }
        JsonNode body = object(response);
        if (body == null) {
            throw unreadable(response);
        }
        WireAnswer answer;
        try {
            answer = (WireAnswer) answers().treeToValue(body, operation().responseType());
        } catch (IOException e) {
            throw unreadable(response);
        }
        Integer status = answer.status();
        boolean accepted = status == null
                || (acceptedStatuses.isEmpty() ? status < FIRST_FAILURE : acceptedStatuses.contains(status));
        if (!accepted) {
            throw status >= FIRST_FAILURE && status <= LAST_HTTP
                    ? refusedByStatus(response, status, status.toString(), text(body))
                    : rejected(RejectionReason.OTHER, response.status(), status.toString(), text(body),
                            "ask the provider what the result code means; the option acceptedStatuses says which are success");
        }
        return answer instanceof MessagesAccepted taken
                ? taken.sentTo(((BoomerangRequest) request).recipients()) : answer;
    }

    private Object empty(ApiResponse response) {
        try {
            return answers().readValue("{}", operation().responseType());
        } catch (IOException e) {
            throw unreadable(response);
        }
    }

    private static String text(JsonNode body) {
        JsonNode message = body.path("message");
        return message.isTextual() ? message.asText() : body.toString();
    }
}
