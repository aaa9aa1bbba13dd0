/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomware;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.sandbox.WireAnswer;

/**
 * The provider's error answers.
 */
enum BoomwareError {

    AUTHENTICATION(1, 401, "Authentication required"),
    ACCOUNT_INACTIVE(2, 400, "Account is inactive"),
    TOO_MANY_REQUESTS(4, 429, "Too many requests"),
    TOKEN_INACTIVE(5, 401, "Token is inactive"),
    NO_FUNDS(6, 403, "Insufficient funds"),
    FORBIDDEN(7, 403, "Forbidden"),
    MISCONFIGURED(8, 400, "Account is misconfigured"),
    REJECTED(9, 400, "Request rejected"),
    MALFORMED(10, 400, "Malformed request"),
    NUMBER(11, 400, "Invalid number"),
    METHOD(12, 400, "Invalid verification method"),
    BLOCKED(13, 400, "Number is blocked"),
    SENDER(16, 400, "Sender not allowed"),
    NOT_FOUND(20, 404, "Request not found"),
    WRONG_CODE(21, 400, "Wrong code"),
    EXPIRED(22, 400, "Verification expired"),
    TOO_MANY_ATTEMPTS(23, 400, "Too many attempts"),
    NOT_ALLOWED(25, 405, "Method not allowed"),
    SERVER(99, 500, "Internal server error");

    private final int code;
    private final int httpStatus;
    private final String reason;

    BoomwareError(int code, int httpStatus, String reason) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.reason = reason;
    }

    /** The error that a number forces by its last five digits: 99 and the error's code in three digits. */
    static Optional<BoomwareError> forcedBy(String number) {
        return Arrays.stream(values()).filter(error -> number.endsWith("99%03d".formatted(error.code))).findFirst();
    }

    WireAnswer answer() {
        return answer(reason);
    }

    WireAnswer answer(String text) {
        return WireAnswer.json(httpStatus, Map.of("errorCode", code, "errorReason", text));
    }
}
