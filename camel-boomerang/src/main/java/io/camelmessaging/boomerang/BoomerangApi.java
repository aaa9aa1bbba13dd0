package io.camelmessaging.boomerang;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
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
    private final ObjectMapper lenient = lenientMapper();

    BoomerangApi(BoomerangEndpoint endpoint) {
        super(endpoint, endpoint.getOperation(), ProviderJson.mapper());
        this.configuration = endpoint.getConfiguration();
        this.acceptedStatuses = configuration.acceptedStatusCodes();
    }

    /** Reads what is there: a field of an unexpected type is as good as absent, since few types are published. */
    static ObjectMapper lenientMapper() {
        return ProviderJson.mapper().addHandler(new DeserializationProblemHandler() {
            @Override
            public Object handleWeirdStringValue(
                    DeserializationContext context, Class<?> type, String value, String failure) {
                return null;
            }

            @Override
            public Object handleWeirdNumberValue(
                    DeserializationContext context, Class<?> type, Number value, String failure) {
                return null;
            }

            @Override
            public Object handleUnexpectedToken(
                    DeserializationContext context, JavaType type, JsonToken token,
                    JsonParser parser, String failure)
                    throws IOException {
                parser.skipChildren();
                return null;
            }
        });
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
            answer = (WireAnswer) lenient.treeToValue(body, operation().responseType());
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
            return lenient.readValue("{}", operation().responseType());
        } catch (IOException e) {
            throw unreadable(response);
        }
    }

    private static String text(JsonNode body) {
        JsonNode message = body.path("message");
        return message.isTextual() ? message.asText() : body.toString();
    }
}
