/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.time.Instant;
import java.util.List;

import io.camelmessaging.common.internal.Redaction;

/**
 * A message in neutral words, which every component's {@code sms} operation takes as body.
 *
 * @param to             the recipients: E.164 numbers
 * @param from           the sender id, or null for the account's own
 * @param text           the text
 * @param subject        the subject, where the channel has one, or null
 * @param reference      your own reference, or null
 * @param idempotencyKey the idempotency key, where the provider has one, or null
 * @param schedule       when to send, or null for now
 * @param callbackUrl    where receipts or replies go, or null
 */
public record SmsMessage(List<String> to, String from, String text, String subject, String reference, String idempotencyKey,
        Instant schedule, String callbackUrl) {

    public SmsMessage {
        to = to == null ? List.of() : List.copyOf(to);
    }

    /** A message with text and recipients; headers and options supply the rest. */
    public static SmsMessage of(String text, String... to) {
        return new SmsMessage(List.of(to), null, text, null, null, null, null, null);
    }

    public SmsMessage withFrom(String newFrom) {
        return new SmsMessage(to, newFrom, text, subject, reference, idempotencyKey, schedule, callbackUrl);
    }

    public SmsMessage withReference(String newReference) {
        return new SmsMessage(to, from, text, subject, newReference, idempotencyKey, schedule, callbackUrl);
    }

    public SmsMessage withIdempotencyKey(String newIdempotencyKey) {
        return new SmsMessage(to, from, text, subject, reference, newIdempotencyKey, schedule, callbackUrl);
    }

    public SmsMessage withSchedule(Instant newSchedule) {
        return new SmsMessage(to, from, text, subject, reference, idempotencyKey, newSchedule, callbackUrl);
    }

    public SmsMessage withCallbackUrl(String newCallbackUrl) {
        return new SmsMessage(to, from, text, subject, reference, idempotencyKey, schedule, newCallbackUrl);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "SmsMessage[to=" + to.stream().map(Redaction::recipient).toList() + "]";
    }
}
