/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import io.camelmessaging.common.RejectionReason;

import static io.camelmessaging.common.support.ErrorCode.notProcessed;
import static io.camelmessaging.common.support.ErrorCode.refused;
import static io.camelmessaging.common.support.ErrorCode.unclear;

/**
 * What an HTTP status says where the provider's own code says nothing that is known.
 */
final class HttpErrors {

    private static final String CORRECT = "correct the request";
    private static final String ABSENT = "what it names does not exist; check its id, and baseUrl";

    private static final ErrorTable TABLE = new ErrorTable(
            refused("400", RejectionReason.CONTENT, CORRECT),
            refused("401", RejectionReason.AUTHENTICATION, "check the credentials of the component"),
            refused("402", RejectionReason.FUNDS, "top the account up"),
            refused("403", RejectionReason.ACCOUNT, "the account may not do this; ask the provider"),
            refused("404", RejectionReason.NOT_FOUND, ABSENT),
            refused("409", RejectionReason.CONFLICT, "it exists already"),
            refused("410", RejectionReason.NOT_FOUND, ABSENT),
            refused("413", RejectionReason.CONTENT, CORRECT),
            refused("415", RejectionReason.CONTENT, CORRECT),
            refused("422", RejectionReason.CONTENT, CORRECT),
            notProcessed("429", "the provider asks for fewer calls; repeat it later"));
    private static final ErrorCode SERVER = unclear("5xx", "the provider failed; look the request up before you repeat it");
    private static final ErrorCode OTHER = refused("other", RejectionReason.OTHER, "check baseUrl and the request");

    private HttpErrors() {
    }

    static ErrorCode of(int status) {
        return TABLE.find(String.valueOf(status)).orElse(status >= 500 ? SERVER : OTHER);
    }
}
