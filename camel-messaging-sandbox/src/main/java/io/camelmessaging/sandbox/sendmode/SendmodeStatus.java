/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.sendmode;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.sandbox.WireAnswer;

/**
 * The provider's error answers; all come with HTTP 200.
 */
enum SendmodeStatus {

    INVALID_MESSAGE_LENGTH(1, "The message text is empty or not usable"),
    SYSTEM_ERROR(8, "System error"),
    INVALID_SENDER_ID(10, "The sender id is not allowed"),
    INVALID_MOBILE_NUMBER(11, "The mobile number is not valid"),
    INVALID_ACCESS_KEY(14, "The access key is not valid"),
    UNAUTHORISED(16, "The account may not use the API"),
    INVALID_PARAMETER(18, "A parameter has the wrong type"),
    INVALID_SCHEDULE_DATE_FORMAT(97, "The schedule date is not valid"),
    CODE_EXPIRED(104, "The code has expired"),
    CODE_INVALID(105, "The code is wrong or was used"),
    EXPECTED_PARAMETER_MISSING(195, "A required parameter is missing"),
    /** Documented nowhere: what an account without credits answers is not known. */
    INSUFFICIENT_CREDITS(900, "Not enough credits");

    private final int code;
    private final String text;

    SendmodeStatus(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The error that a number forces by its last five digits: 99 and the code in three digits. */
    static Optional<SendmodeStatus> forcedBy(String number) {
        return Arrays.stream(values()).filter(status -> number.endsWith("99%03d".formatted(status.code))).findFirst();
    }

    WireAnswer answer() {
        return WireAnswer.json(200, Map.of("status", name(), "statusCode", code, "error", text));
    }

    /** Ends a request with this answer. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SendmodeStatus status;

        Refusal(SendmodeStatus status) {
            super(status.name(), null, false, false);
            this.status = status;
        }

        SendmodeStatus status() {
            return status;
        }
    }
}
