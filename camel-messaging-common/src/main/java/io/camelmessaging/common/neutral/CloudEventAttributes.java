/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import java.time.Instant;
import java.util.regex.Pattern;

import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.internal.Fingerprint;

/**
 * The context attributes of a neutral shape as a CloudEvent 1.0. Intermediaries log them, so they hold no number, no
 * text and no reference.
 *
 * @param id         the same for each delivery of an event, and in short, as a provider's own may hold a number
 * @param source     the provider, and its account where that is known; a relative reference
 * @param type       what it is
 * @param subject    the provider's id of the message; null where it gives none
 * @param time       when it happened; null where the provider does not say
 * @param dataschema the schema of the data
 */
record CloudEventAttributes(String id, String source, String type, String subject, Instant time, String dataschema) {

    static final String VERSION = "1.0";
    static final String JSON = "application/json";
    private static final int ID_DIGITS = 32;
    private static final String SCHEMAS = "https://camel-messaging.example/schemas/";
    /** What reads the same in a header and in JSON. */
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7E&&[^\"\\\\]]{1,200}");

    /** @param exchangeId tells two results apart that say the same */
    static CloudEventAttributes of(NeutralShape shape, String exchangeId) {
        String source = "/messaging/" + shape.provider() + (shape.account() == null ? "" : "/" + shape.account());
        String type = "io.camelmessaging." + shape.type();
        return shape instanceof MessagingEvent event
                ? new CloudEventAttributes(
                        Fingerprint.shortOf(ID_DIGITS, shape.type(), event.eventId()), source, type, plain(messageId(event)),
                        event.occurredAt(), SCHEMAS + "event")
                : new CloudEventAttributes(
                        Fingerprint.shortOf(ID_DIGITS, exchangeId, NeutralJson.write(shape)), source, type,
                        plain(firstId((NeutralResult) shape)), null, SCHEMAS + "result");
    }

    private static String messageId(MessagingEvent event) {
        return event instanceof DeliveryReceipt receipt ? receipt.messageId() : ((NeutralMessage) event).messageId();
    }

    private static String firstId(NeutralResult result) {
        return result.outcomes().isEmpty() ? null : result.outcomes().get(0).messageId();
    }

    private static String plain(String id) {
        return id != null && PLAIN.matcher(id).matches() ? id : null;
    }
}
