/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.support.ErrorTable;

import static io.camelmessaging.common.support.ErrorCode.refused;
import static io.camelmessaging.common.support.ErrorCode.unclear;

/**
 * The status codes of Sendmode's documentation, which come with HTTP 200 too, and what each is. Of 8 it does not say
 * whether the message went out.
 */
final class SendmodeErrors {

    static final ErrorTable TABLE = new ErrorTable(
            refused("1", RejectionReason.CONTENT, "the message text is not usable; correct it"),
            unclear("8", "the provider failed; look for a delivery receipt or check the credits before you repeat it"),
            refused("10", RejectionReason.SENDER, "take a sender id that is registered for the account, or leave from out"),
            refused("11", RejectionReason.RECIPIENT, "correct the number, or see the option numberFormat"),
            refused("14", RejectionReason.AUTHENTICATION, "check the option apiKey"),
            refused("16", RejectionReason.ACCOUNT, "the account may not use the API; contact Sendmode"),
            refused("18", RejectionReason.CONTENT, "a field has the wrong type; correct the request"),
            refused("97", RejectionReason.CONTENT, "see the options scheduleFormat and scheduleZone"),
            refused("104", RejectionReason.VERIFICATION, "the code expired; start a new verification"),
            refused("105", RejectionReason.VERIFICATION, "the code is wrong or was used; ask for it again"),
            refused("195", RejectionReason.CONTENT,
                    "a required field did not arrive; if it was sent, the option bodyFormat is probably wrong for"
                                                    + " this account (form is the documented one)"));

    private SendmodeErrors() {
    }
}
