package io.camelmessaging.common;

import java.util.List;

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
    private final String providerCode;
    private final String providerText;
    private transient List<RecipientOutcome> outcomes = List.of();
    private int httpResponseCode;
    private String httpResponseStatus;

    MessagingException(Failure failure, String message) {
        super(message, failure.cause());
        this.provider = failure.provider();
        this.providerCode = failure.code();
        this.providerText = failure.text();
        this.httpResponseCode = failure.httpStatus();
    }

    /** The component's scheme, such as {@code boomware}. */
    public String provider() {
        return provider;
    }

    /** The provider's error code, or null if it gave none. */
    public String providerCode() {
        return providerCode;
    }

    /** The provider's error text with phone numbers masked, or null if it gave none. */
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
