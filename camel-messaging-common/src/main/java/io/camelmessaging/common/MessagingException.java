/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.List;
import java.util.function.UnaryOperator;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.HttpResponseAware;

/**
 * A call to a messaging provider failed.
 * <p>
 * Which of the three kinds it is says what a route may do next; none holds a credential, a message text or a full phone
 * number.
 */
public abstract sealed class MessagingException extends RuntimeCamelException implements HttpResponseAware
        permits RequestRejectedException, ProviderUnavailableException, OutcomeUnknownException {

    private static final long serialVersionUID = 1L;

    private final String provider;
    private final String what;
    private transient FailureDetails failure;
    private String message;
    private String providerCode;
    private String providerText;
    private transient List<RecipientOutcome> outcomes = List.of();
    private int httpResponseCode;
    private String httpResponseStatus;

    /**
     * @param what what became of the call, such as {@code was refused}
     */
    MessagingException(FailureDetails failure, String what) {
        super(null, failure.cause());
        this.provider = failure.provider();
        this.what = what;
        this.httpResponseCode = failure.httpStatus();
        tell(failure);
    }

    private void tell(FailureDetails known) {
        failure = known;
        message = known.sentence(what);
        providerCode = known.code();
        providerText = known.text();
    }

    /**
     * Takes out of code and text what a provider echoed of the exchange; without both if that fails.
     *
     * @param redaction masks it in what the provider said, which may be null
     */
    public MessagingException redacted(UnaryOperator<String> redaction) {
        if (failure != null && (failure.code() != null || failure.text() != null)) {
            try {
                tell(failure.redacted(redaction));
            } catch (RuntimeException e) {
                tell(failure.silenced());
            }
        }
        return this;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** The component's scheme, such as {@code boomware}. */
    public String provider() {
        return provider;
    }

    /** The provider's error code with phone numbers masked, or null if it gave none. */
    public String providerCode() {
        return providerCode;
    }

    /**
     * The provider's error text, or null if it gave none. Phone numbers, credentials and what it echoes of the message
     * are masked, and it is on one line.
     */
    public String providerText() {
        return providerText;
    }

    /**
     * What is known of each recipient when a list failed in the middle, so that a route can go on with exactly the
     * rest; empty for a single call.
     */
    public List<RecipientOutcome> outcomes() {
        return outcomes == null ? List.of() : outcomes;
    }

    /** Adds what is known of each recipient. */
    public MessagingException withOutcomes(List<RecipientOutcome> known) {
        this.outcomes = List.copyOf(known);
        return this;
    }

    /** The HTTP status of the provider's answer, or 0 if there was none. */
    @Override
    public int getHttpResponseCode() {
        return httpResponseCode;
    }

    @Override
    public void setHttpResponseCode(int code) {
        this.httpResponseCode = code;
    }

    @Override
    public String getHttpResponseStatus() {
        return httpResponseStatus;
    }

    @Override
    public void setHttpResponseStatus(String status) {
        this.httpResponseStatus = status;
    }
}
