/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.function.UnaryOperator;

import io.camelmessaging.common.internal.Redaction;

/**
 * What is known of a failed call; from it the exceptions build their one sentence.
 *
 * @param provider   the component's scheme
 * @param operation  the operation, such as {@code sms}
 * @param httpStatus the HTTP status of the answer, 0 if there was none
 * @param code       the provider's error code, or null; as it came
 * @param text       the provider's error text, or null; as it came
 * @param advice     what to do, one clause without a full stop
 * @param cause      the cause, or null
 */
public record FailureDetails(String provider, String operation, int httpStatus, String code, String text, String advice,
        Throwable cause) {

    /** The provider's code with phone numbers masked, or null. */
    @Override
    public String code() {
        return Redaction.code(code);
    }

    /** The provider's text with phone numbers masked, or null. */
    @Override
    public String text() {
        return Redaction.text(text);
    }

    /** The same with nothing of the exchange in what the provider said. */
    FailureDetails redacted(UnaryOperator<String> redaction) {
        return new FailureDetails(provider, operation, httpStatus, redaction.apply(code), redaction.apply(text), advice, cause);
    }

    /** The same without what the provider said. */
    FailureDetails silenced() {
        return new FailureDetails(provider, operation, httpStatus, null, null, advice, cause);
    }

    String sentence(String what) {
        StringBuilder sentence = new StringBuilder(128).append(provider).append(':').append(operation).append(' ').append(what);
        if (httpStatus > 0) {
            sentence.append(", HTTP ").append(httpStatus);
        }
        if (code != null) {
            sentence.append(", code ").append(code());
        }
        if (text != null && !text.isBlank()) {
            sentence.append(", \"").append(text()).append('"');
        }
        return sentence.append(": ").append(advice).append('.').toString();
    }

    /** Omits what the provider said, as it came. */
    @Override
    public String toString() {
        return sentence("failed");
    }
}
