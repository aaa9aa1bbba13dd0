/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.common.FailureDetails;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.RecipientField;
import io.camelmessaging.common.support.wire.ApiResponse;

/**
 * How one operation of a provider is spoken: a request record becomes an HTTP call, an answer becomes a bean or one of
 * the three {@link MessagingException}s.
 */
public abstract class ProviderApi extends ProviderRequests {

    private final MessagingEndpoint endpoint;
    private final Operation operation;
    private final ObjectMapper mapper;
    private final ObjectMapper answers;
    private final ErrorTable errors;
    private final CallFailures failures;
    /** Null for an operation that goes to nobody. */
    private final RecipientField recipients;

    /**
     * @param mapper the provider's JSON
     * @param errors the errors that the provider documents
     */
    protected ProviderApi(MessagingEndpoint endpoint, Operation operation, ObjectMapper mapper, ErrorTable errors) {
        super(endpoint, operation, mapper);
        this.endpoint = endpoint;
        this.operation = operation;
        this.mapper = mapper;
        this.answers = ProviderJson.lenient(mapper);
        this.errors = errors;
        this.failures = new CallFailures(endpoint.scheme(), operation);
        this.recipients = operation.requestType() == null || VerificationRequest.class.isAssignableFrom(operation.requestType())
                ? null : RecipientField.of(operation.requestType()).orElse(null);
    }

    /** The provider's code of an error in an answer; null if it holds none. */
    protected abstract String errorCode(ObjectNode answer);

    /** The provider's text for people that goes with an error; null if there is none. */
    protected abstract String errorText(ObjectNode answer);

    /** The exception that an answer which is not 2xx stands for. */
    protected MessagingException refused(ApiResponse response) {
        ObjectNode answer = object(response);
        return answer == null
                ? refusedByStatus(response, null, response.text()) : refused(response, response.status(), answer);
    }

    /**
     * The exception that an answer stands for which holds an error: that of its code, else that of the status.
     *
     * @param judged the status to judge by where the code is not known
     */
    protected MessagingException refused(ApiResponse response, int judged, ObjectNode answer) {
        String code = errorCode(answer);
        String text = errorText(answer);
        return errors.find(code).map(error -> failures.of(response, error, code, text))
                .orElseGet(() -> refusedByStatus(response, judged, code, text));
    }

    /** Why a recipient was refused inside an answer of success. */
    final RejectionReason reason(RecipientOutcome refused) {
        return errors.find(refused.code()).map(ErrorCode::reason).orElse(RejectionReason.OTHER);
    }

    /** The errors that the provider documents. */
    public final ErrorTable errors() {
        return errors;
    }

    /** The recipients of a request, to tell what became of each; empty if it goes to nobody. */
    protected List<String> recipients(Record request) {
        return recipients == null || request == null ? List.of() : recipients.in(request);
    }

    /**
     * The answer's bean.
     *
     * @throws MessagingException if the answer holds an error, or cannot be read
     */
    protected Object read(Record request, ApiResponse response) {
        Object answer;
        try {
            answer = answers.readValue(response.body(), operation.responseType());
        } catch (IOException | NumberFormatException e) {
            throw unreadable(response);
        }
        if (answer == null) {
            throw unreadable(response);
        }
        return completed(request, response, answer);
    }

    /**
     * The answer with what only the request says: to whom it went, or which code was checked.
     *
     * @throws MessagingException if the answer confirms nothing
     */
    protected Object completed(Record request, ApiResponse response, Object answer) {
        if (answer instanceof CorrelatedAnswer sent) {
            return confirmed(sent.sentTo(recipients(request)));
        }
        if (answer instanceof VerificationAnswer check) {
            if (!check.saysVerified()) {
                throw unreadable(response);
            }
            return check.asVerified((VerificationRequest) request);
        }
        return answer;
    }

    /**
     * An answer that confirms somebody.
     *
     * @throws OutcomeUnknownException if it leaves open what became of all
     */
    protected SendResult confirmed(SendResult result) {
        if (unconfirmedAdvice() != null && result.count(RecipientOutcome.State.ACCEPTED) == 0
                && result.count(RecipientOutcome.State.UNKNOWN) > 0) {
            throw new OutcomeUnknownException(failure(200, null, null, unconfirmedAdvice(), null))
                    .withOutcomes(result.outcomes());
        }
        return result;
    }

    /** What to do about an answer of success that confirms nobody; null where that is a normal answer. */
    protected String unconfirmedAdvice() {
        return null;
    }

    /** Whether a code that is not right ends as a result, not as an exception. */
    protected boolean reportsFailedVerification() {
        return false;
    }

    /**
     * The answer as JSON.
     *
     * @throws IOException if it is none
     */
    protected final JsonNode json(ApiResponse response) throws IOException {
        try {
            return mapper.readTree(response.body());
        } catch (NumberFormatException e) {
            // Jackson declares this as little as it catches it: a number whose exponent is beyond all bounds
            throw new IOException("A number of the answer cannot be read", e);
        }
    }

    /** The answer as a JSON object; null if it is none. */
    protected final ObjectNode object(ApiResponse response) {
        try {
            return json(response) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Reads answers: a value of an unexpected type is as good as absent. */
    protected final ObjectMapper answers() {
        return answers;
    }

    /**
     * What came of a call.
     *
     * @param  thrown             why there is no answer, or null
     * @throws MessagingException if the call failed
     */
    public Object answer(Record request, ApiResponse response, Throwable thrown) {
        if (thrown == null && request instanceof VerificationRequest check && reportsFailedVerification()) {
            ObjectNode answer = object(response);
            if (answer != null && errors.find(errorCode(answer)).filter(ErrorCode::verification).isPresent()) {
                return check.failed(answer);
            }
        }
        return answer(request, response, thrown, () -> read(request, response));
    }

    /**
     * What came of a call that is no operation: the whole answer, or a missing node if it is no JSON object.
     *
     * @throws MessagingException if the call failed
     */
    final JsonNode answer(ApiResponse response, Throwable thrown) {
        return answer(null, response, thrown, () -> {
            ObjectNode answer = object(response);
            if (answer == null) {
                return MissingNode.getInstance();
            }
            refuseError(response, answer);
            return answer;
        });
    }

    private <T> T answer(Record request, ApiResponse response, Throwable thrown, Supplier<T> read) {
        try {
            if (thrown != null) {
                throw failures.unanswered(thrown);
            }
            if (!response.isSuccess()) {
                throw refused(response);
            }
            return read.get();
        } catch (MessagingException e) {
            throw e.redacted(said -> redaction(request).apply(said));
        }
    }

    /**
     * Judges an answer of success whose body says something else.
     *
     * @throws MessagingException if it holds an error
     */
    protected void refuseError(ApiResponse response, ObjectNode answer) {
        // most providers say it with the HTTP status
    }

    /** What must not be told of a call: the credentials, and the numbers and texts of the request. */
    final Redaction redaction(Record request) {
        return CallSecrets.redaction(endpoint, request);
    }

    /** A 2xx answer that cannot be read. */
    protected MessagingException unreadable(ApiResponse response) {
        return failures.unclear(failure(response.status(), null, null,
                "the answer could not be read; look the request up before you repeat it", null));
    }

    /**
     * A refusal whose body says nothing that is known, judged by its HTTP status alone.
     *
     * @param code the provider's code, or null
     * @param text the provider's text, or null
     */
    protected MessagingException refusedByStatus(ApiResponse response, String code, String text) {
        return refusedByStatus(response, response.status(), code, text);
    }

    /**
     * A refusal judged by a status in the manner of HTTP, which may stand in the body of an answer of success.
     *
     * @param judged the status to judge by
     * @param code   the provider's code, or null
     * @param text   the provider's text, or null
     */
    protected MessagingException refusedByStatus(ApiResponse response, int judged, String code, String text) {
        return failures.of(response, HttpErrors.of(judged), code, text);
    }

    protected RequestRejectedException rejected(
            RejectionReason reason, int status, String code, String text, String advice) {
        return new RequestRejectedException(reason, failure(status, code, text, advice, null));
    }

    /** What is known of a failed call. */
    protected FailureDetails failure(int status, String code, String text, String advice, Throwable cause) {
        return failures.details(status, code, text, advice, cause);
    }
}
