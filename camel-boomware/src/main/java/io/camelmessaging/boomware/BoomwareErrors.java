/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.support.ErrorTable;

import static io.camelmessaging.common.support.ErrorCode.notProcessed;
import static io.camelmessaging.common.support.ErrorCode.refused;
import static io.camelmessaging.common.support.ErrorCode.unclear;

/**
 * The error codes of Boomware and what each is: the union of what its documentation, its Go client and its mobile
 * clients name.
 */
final class BoomwareErrors {

    static final ErrorTable TABLE = new ErrorTable(
            refused("1", RejectionReason.AUTHENTICATION, "check the access token"),
            refused("2", RejectionReason.ACCOUNT, "the account is inactive; contact Boomware"),
            notProcessed("4", "more than 30 requests a second; repeat it later, or lower maxRequestsPerPeriod"),
            refused("5", RejectionReason.AUTHENTICATION, "the access token is inactive; take another one"),
            refused("6", RejectionReason.ACCOUNT, "the account cannot send: its balance is too low, or it is not live yet"),
            refused("7", RejectionReason.ACCOUNT, "the account may not do this; contact Boomware"),
            refused("8", RejectionReason.ACCOUNT, "the account is set up wrongly; contact Boomware"),
            refused("9", RejectionReason.OTHER, "contact Boomware for the reason"),
            refused("10", RejectionReason.CONTENT, "correct the request"),
            refused("11", RejectionReason.RECIPIENT, "the number is not valid E.164"),
            refused("12", RejectionReason.CONTENT, "the verification method is not valid"),
            refused("13", RejectionReason.OPTED_OUT, "the number is blocked; do not write to it"),
            refused("16", RejectionReason.SENDER, "have the sender id approved by Boomware, or leave from out"),
            refused("20", RejectionReason.NOT_FOUND, "no such request id").asVerificationResult(),
            refused("21", RejectionReason.VERIFICATION, "the code is wrong; ask for it again"),
            refused("22", RejectionReason.VERIFICATION, "the verification expired; start a new one"),
            refused("23", RejectionReason.VERIFICATION, "the code was tried too often; start a new verification"),
            refused("25", RejectionReason.OTHER, "the method is not allowed"),
            unclear("99", "the provider failed; look the request up before you repeat it"));

    private BoomwareErrors() {
    }
}
