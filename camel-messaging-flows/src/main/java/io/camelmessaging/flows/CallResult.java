package io.camelmessaging.flows;

import java.util.Locale;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.ExchangeFailure;
import org.apache.camel.Exchange;

/**
 * What came of the call of a step.
 *
 * @param outcome {@code accepted}, {@code rejected}, {@code unavailable} or {@code unknown}
 * @param reason  why it was not accepted, without personal data
 */
record CallResult(String outcome, String reason) {

    private static final String ACCEPTED = "accepted";
    private static final String REJECTED = "rejected";
    private static final String UNKNOWN = "unknown";

    boolean isAccepted() {
        return outcome.equals(ACCEPTED);
    }

    boolean isRejected() {
        return outcome.equals(REJECTED);
    }

    boolean isUnknown() {
        return outcome.equals(UNKNOWN);
    }

    /** What the Kamelet {@code flow-send} told by the exchange property {@link SendingProcess#RESULT}. */
    static CallResult told(Exchange exchange) {
        return new CallResult(exchange.getProperty(SendingProcess.RESULT, UNKNOWN, String.class), reason(exchange));
    }

    /**
     * What is known of a call in whose middle the route broke off.
     *
     * @param stopped whether it did so by {@code stop()} alone: then a provider's message id tells that it was sent
     */
    static CallResult ofBroken(Exchange exchange, Exception failure, boolean stopped) {
        if (stopped) {
            boolean sent = exchange.getMessage().getHeader(MessagingConstants.MESSAGE_ID) != null;
            return new CallResult(
                    sent ? ACCEPTED : UNKNOWN,
                    "the step stopped its route, and no provider's message id tells that it was sent");
        }
        return new CallResult(
                UNKNOWN, exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()
                        ? "the step marked the message for rollback"
                        : "the step failed with " + described(ExchangeFailure.cause(failure)));
    }

    private static String reason(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (caught == null) {
            return "no reason known";
        }
        Throwable cause = ExchangeFailure.cause(caught);
        if (cause instanceof RequestRejectedException rejected) {
            return rejected.provider() + " " + rejected.reason().name().toLowerCase(Locale.ROOT)
                   + (rejected.providerCode() == null ? "" : " (" + rejected.providerCode() + ")");
        }
        return described(cause);
    }

    private static String described(Throwable cause) {
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + Redaction.text(cause.getMessage()));
    }
}
