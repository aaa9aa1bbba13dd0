package io.camelmessaging.boomware;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.boomware.model.CallStarted;
import io.camelmessaging.boomware.model.MessageAccepted;
import io.camelmessaging.boomware.model.ToNumber;
import io.camelmessaging.boomware.model.VerifyCheckRequest;
import io.camelmessaging.boomware.model.VerifyCheckResult;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderApi;
import io.camelmessaging.common.ProviderJson;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.VerifyFailure;
import io.camelmessaging.common.transport.ApiResponse;
import io.camelmessaging.common.transport.HttpMethod;
import io.camelmessaging.common.transport.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How Boomware is spoken: JSON both ways, errors as {@code errorCode} and {@code errorReason}.
 */
final class BoomwareApi extends ProviderApi {

    private static final Logger LOG = LoggerFactory.getLogger(BoomwareApi.class);

    private final BoomwareConfiguration configuration;

    BoomwareApi(BoomwareEndpoint endpoint, BoomwareOperation operation) {
        super(endpoint, operation, ProviderJson.mapper());
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
    protected MessagingException refused(ApiResponse response) {
        JsonNode body;
        try {
            body = json(response);
        } catch (IOException e) {
            return refusedByStatus(response, null, response.text());
        }
        if (!body.isObject() || !body.path("errorCode").canConvertToInt() && !body.path("errorCode").isTextual()) {
            return refusedByStatus(response, null, body.isMissingNode() ? null : body.toString());
        }
        String code = body.path("errorCode").asText();
        String text = body.path("errorReason").asText(null);
        return BoomwareError.of(body.path("errorCode").asInt(-1)).map(error -> switch (error) {
            case TOO_MANY_REQUESTS -> new ProviderUnavailableException(
                    response.retryAfter().orElse(null), failure(response.status(), code, text, error.advice(), null));
            case INTERNAL -> operation().isReadOnly()
                    ? new ProviderUnavailableException(null, failure(response.status(), code, text, error.advice(), null))
                    : new OutcomeUnknownException(failure(response.status(), code, text, error.advice(), null));
            default -> rejected(error.reason(), response.status(), code, text, error.advice());
        }).orElseGet(() -> refusedByStatus(response, code, text));
    }

    @Override
    public Object answer(Record request, ApiResponse response, Throwable thrown) {
        if (thrown == null && request instanceof VerifyCheckRequest check
                && configuration.getVerifyFailure() == VerifyFailure.result) {
            VerifyCheckResult failed = failedCheck(check, response);
            if (failed != null) {
                return failed;
            }
        }
        return super.answer(request, response, thrown);
    }

    /**
     * Any 2xx means that the provider took the request, even if its body is empty or lacks the id; a body that is no
     * JSON comes from somebody else on the way.
     */
    @Override
    protected Object read(Record request, ApiResponse response) {
        ObjectNode body;
        Object answer;
        try {
            JsonNode tree = json(response);
            body = tree instanceof ObjectNode object ? object : mapper().createObjectNode();
            if (body.has("errorCode")) {
                throw refused(response);
            }
            answer = answers().treeToValue(body, operation().responseType());
        } catch (IOException e) {
            throw unreadable(response);
        }
        String number = request instanceof ToNumber to ? to.number() : null;
        if (answer instanceof MessageAccepted accepted) {
            warnWithoutId(accepted.requestId());
            return accepted.sentTo(number);
        }
        if (answer instanceof CallStarted started) {
            warnWithoutId(started.requestId());
            return started.sentTo(number);
        }
        if (answer instanceof VerifyCheckResult check) {
            // fails closed: an answer that does not say what was verified verifies nothing
            if (check.number() == null && check.verifiedAt() == null) {
                throw unreadable(response);
            }
            return check.asVerified(((VerifyCheckRequest) request).requestId());
        }
        return answer;
    }

    private VerifyCheckResult failedCheck(VerifyCheckRequest check, ApiResponse response) {
        try {
            JsonNode body = json(response);
            int code = body.path("errorCode").asInt(-1);
            boolean outcome = BoomwareError.of(code).map(BoomwareError::isVerificationOutcome).orElse(false);
            return outcome ? VerifyCheckResult.failed(check.requestId(), code, body.path("errorReason").asText(null)) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private void warnWithoutId(String requestId) {
        if (requestId == null) {
            LOG.warn("boomware:{} was accepted, but its answer holds no requestId: receipts cannot be tied to it.",
                    operation().name());
        }
    }
}
