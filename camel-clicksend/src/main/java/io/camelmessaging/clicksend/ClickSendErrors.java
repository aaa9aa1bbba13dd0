/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.support.ErrorTable;

import static io.camelmessaging.common.support.ErrorCode.refused;

/**
 * The application codes of ClickSend: statuses of single messages, which may stand at the top of an answer too.
 */
final class ClickSendErrors {

    static final String INSUFFICIENT_CREDIT = "INSUFFICIENT_CREDIT";

    static final ErrorTable TABLE = new ErrorTable(
            refused("MISSING_CREDENTIALS", RejectionReason.AUTHENTICATION, "check the options username and apiKey"),
            refused("INVALID_CREDENTIALS", RejectionReason.AUTHENTICATION, "check the options username and apiKey"),
            refused("ACCOUNT_NOT_ACTIVATED", RejectionReason.ACCOUNT,
                    "the account may not do this; see its settings at ClickSend"),
            refused("INVALID_RECIPIENT", RejectionReason.RECIPIENT, "correct the recipient"),
            refused("THROTTLED", RejectionReason.CONFLICT,
                    "the same text went to the same number moments ago: mostly a duplicate"),
            refused("INVALID_SENDER_ID", RejectionReason.SENDER, "take another sender, or register it"),
            refused(INSUFFICIENT_CREDIT, RejectionReason.FUNDS, "top the account up"),
            refused("COUNTRY_NOT_ENABLED", RejectionReason.ACCOUNT,
                    "the account may not do this; see its settings at ClickSend"),
            refused("REGISTRATION_NEEDED", RejectionReason.SENDER, "take another sender, or register it"),
            refused("ALREADY_EXISTS", RejectionReason.CONFLICT, "it exists already"),
            refused("EMPTY_MESSAGE", RejectionReason.CONTENT, "correct the request"),
            refused("TOO_MANY_RECIPIENTS", RejectionReason.CONTENT, "correct the request"),
            refused("MISSING_REQUIRED_FIELDS", RejectionReason.CONTENT, "correct the request"),
            refused("INVALID_SCHEDULE", RejectionReason.CONTENT, "correct the request"),
            refused("NOT_ENOUGH_PERMISSION_TO_LIST_ID", RejectionReason.ACCOUNT,
                    "the account may not do this; see its settings at ClickSend"),
            refused("INVALID_LANG", RejectionReason.CONTENT, "correct the request"),
            refused("INVALID_VOICE", RejectionReason.CONTENT, "correct the request"),
            refused("SUBJECT_REQUIRED", RejectionReason.CONTENT, "correct the request"),
            refused("INVALID_MEDIA_FILE", RejectionReason.CONTENT, "correct the request"));

    private ClickSendErrors() {
    }
}
