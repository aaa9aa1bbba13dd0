/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.util.Arrays;

import io.camelmessaging.common.MessagingConstants;

/**
 * The fields that providers share under names of their own, and the neutral name and header of each.
 */
public enum CommonField {

    /** No neutral name: the provider's alone. */
    NONE(null, null),
    TO("to", MessagingConstants.TO),
    FROM("from", MessagingConstants.FROM),
    /** The message text; a String body goes there. */
    TEXT("text", null),
    SUBJECT("subject", MessagingConstants.SUBJECT),
    REFERENCE("reference", MessagingConstants.REFERENCE),
    IDEMPOTENCY_KEY("idempotencyKey", MessagingConstants.IDEMPOTENCY_KEY),
    SCHEDULE("schedule", MessagingConstants.SCHEDULE),
    CALLBACK_URL("callbackUrl", MessagingConstants.CALLBACK_URL),
    /** As key and option it keeps the provider's name. */
    VERIFICATION_ID(null, MessagingConstants.VERIFICATION_ID);

    private final String key;
    private final String header;

    CommonField(String key, String header) {
        this.key = key;
        this.header = header;
    }

    /** Whether a name is one that providers share. */
    static boolean isKey(String name) {
        return Arrays.stream(values()).anyMatch(neutral -> name.equals(neutral.key));
    }

    /** The name as key of a Map body and as option; null if there is none. */
    public String key() {
        return key;
    }

    /** The header; null if there is none. */
    public String header() {
        return header;
    }
}
