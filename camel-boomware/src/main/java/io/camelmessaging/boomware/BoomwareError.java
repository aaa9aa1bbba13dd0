package io.camelmessaging.boomware;

import java.util.Arrays;
import java.util.Optional;

import io.camelmessaging.common.RejectionReason;

/**
 * The error codes of Boomware and what each is: the union of what its documentation, its Go client and its mobile
 * clients name.
 */
enum BoomwareError {

    UNAUTHORIZED(1, RejectionReason.AUTHENTICATION, "check the access token"),
    ACCOUNT_INACTIVE(2, RejectionReason.ACCOUNT, "the account is inactive; contact Boomware"),
    TOO_MANY_REQUESTS(4, null, "more than 30 requests a second; repeat it later, or lower maxRequestsPerPeriod"),
    TOKEN_INACTIVE(5, RejectionReason.AUTHENTICATION, "the access token is inactive; take another one"),
    ACCOUNT_CANNOT_SEND(6, RejectionReason.ACCOUNT,
                        "the account cannot send: its balance is too low, or it is not live yet"),
    FORBIDDEN(7, RejectionReason.ACCOUNT, "the account may not do this; contact Boomware"),
    ACCOUNT_MISCONFIGURED(8, RejectionReason.ACCOUNT, "the account is set up wrongly; contact Boomware"),
    REJECTED(9, RejectionReason.OTHER, "contact Boomware for the reason"),
    MALFORMED(10, RejectionReason.CONTENT, "correct the request"),
    NUMBER_INVALID(11, RejectionReason.RECIPIENT, "the number is not valid E.164"),
    METHOD_INVALID(12, RejectionReason.CONTENT, "the verification method is not valid"),
    NUMBER_BLOCKED(13, RejectionReason.RECIPIENT, "the number is blocked"),
    SENDER_NOT_ALLOWED(16, RejectionReason.SENDER, "have the sender id approved by Boomware, or leave from out"),
    REQUEST_NOT_FOUND(20, RejectionReason.NOT_FOUND, "no such request id"),
    CODE_WRONG(21, RejectionReason.VERIFICATION, "the code is wrong; ask for it again"),
    VERIFICATION_EXPIRED(22, RejectionReason.VERIFICATION, "the verification expired; start a new one"),
    TOO_MANY_ATTEMPTS(23, RejectionReason.VERIFICATION, "the code was tried too often; start a new verification"),
    METHOD_NOT_ALLOWED(25, RejectionReason.OTHER, "the method is not allowed"),
    INTERNAL(99, null, "the provider failed; look the request up before you repeat it");

    private final int code;
    private final RejectionReason reason;
    private final String advice;

    BoomwareError(int code, RejectionReason reason, String advice) {
        this.code = code;
        this.reason = reason;
        this.advice = advice;
    }

    static Optional<BoomwareError> of(int code) {
        return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
    }

    /** Whether verifyCheck makes a result of it. */
    boolean isVerificationOutcome() {
        return reason == RejectionReason.VERIFICATION || this == REQUEST_NOT_FOUND;
    }

    /** Why the provider said no; null if it did not. */
    RejectionReason reason() {
        return reason;
    }

    String advice() {
        return advice;
    }
}
