/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.util.List;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.Validated;

/**
 * What the requests of all sending operations have.
 */
public sealed interface BoomerangRequest extends Validated
        permits SmsOneWayRequest, SmsTwoWayRequest, SmsCustomNumberRequest, VoiceRequest, EmailRequest {

    /** The recipients: phone numbers or e-mail addresses. */
    List<String> recipients();

    /** The idempotency key, or null for none. */
    String uniqueIdentifier();

    /** The same for other recipients and with another idempotency key. */
    BoomerangRequest piece(List<String> newRecipients, String newUniqueIdentifier);

    /** Refuses a list of recipients that names nobody. */
    static void requireRecipients(String operation, List<String> recipients) {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException(
                    "boomerang:" + operation + " needs at least one recipient, and the list is empty.");
        }
    }

    /** Omits personal data. */
    static String describe(String name, List<String> recipients) {
        return name + "["
               + (recipients.size() == 1 ? Redaction.recipient(recipients.get(0)) : recipients.size() + " recipients")
               + "]";
    }
}
