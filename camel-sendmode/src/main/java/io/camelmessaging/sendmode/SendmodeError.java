package io.camelmessaging.sendmode;

import java.util.Arrays;
import java.util.Optional;

import io.camelmessaging.common.RejectionReason;

/**
 * The status codes of Sendmode's documentation, which come with HTTP 200 too, and what each is.
 */
enum SendmodeError {

    INVALID_MESSAGE_LENGTH(1, RejectionReason.CONTENT, "the message text is not usable; correct it"),
    /** Whether the message went out is not said. */
    SYSTEM_ERROR(8, null, "the provider failed; look for a delivery receipt or check the credits before you repeat it"),
    INVALID_SENDER_ID(10, RejectionReason.SENDER, "take a sender id that is registered for the account, or leave from out"),
    INVALID_MOBILE_NUMBER(11, RejectionReason.RECIPIENT, "correct the number, or see the option numberFormat"),
    INVALID_ACCESS_KEY(14, RejectionReason.AUTHENTICATION, "check the option apiKey"),
    UNAUTHORISED(16, RejectionReason.ACCOUNT, "the account may not use the API; contact Sendmode"),
    INVALID_PARAMETER(18, RejectionReason.CONTENT, "a field has the wrong type; correct the request"),
    INVALID_SCHEDULE_DATE_FORMAT(97, RejectionReason.CONTENT, "see the options scheduleFormat and scheduleZone"),
    CODE_EXPIRED(104, RejectionReason.VERIFICATION, "the code expired; start a new verification"),
    CODE_INVALID(105, RejectionReason.VERIFICATION, "the code is wrong or was used; ask for it again"),
    EXPECTED_PARAMETER_MISSING(195, RejectionReason.CONTENT,
                               "a required field did not arrive; if it was sent, the option bodyFormat is probably wrong for"
                                                             + " this account (form is the documented one)");

    private final int code;
    private final RejectionReason reason;
    private final String advice;

    SendmodeError(int code, RejectionReason reason, String advice) {
        this.code = code;
        this.reason = reason;
        this.advice = advice;
    }

    static Optional<SendmodeError> of(int code) {
        return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
    }

    /** Whether verifyCheck makes a result of it. */
    boolean isVerificationOutcome() {
        return reason == RejectionReason.VERIFICATION;
    }

    /** Why the provider said no; null if it did not. */
    RejectionReason reason() {
        return reason;
    }

    String advice() {
        return advice;
    }
}
