/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A message as the recipient's handset shows it, with all that happened to it.
 *
 * @param key      number of the message within the sandbox, from 1
 * @param revision grows with every change in the sandbox; tells readers what is new
 * @param provider {@code boomware}, {@code clicksend}...
 * @param id       the provider's id for it; the steps of a failover chain share one
 * @param channel  {@code sms}, {@code push}, {@code viber}, {@code voice}...
 * @param to       recipient: the digits of the number, or an e-mail address
 * @param from     sender, or null
 * @param title    title or subject, or null
 * @param text     what the handset shows or speaks, or null
 * @param fields   further fields of the request as they came
 * @param status   the newest status, in the sandbox's words
 * @param events   its way so far
 */
public record SentMessage(long key, long revision, String provider, String id, String channel, String to, String from,
        String title,
        String text, Map<String, Object> fields, String status, List<MessageEvent> events) {

    public SentMessage {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        events = List.copyOf(events);
    }

    SentMessage with(long newRevision, String newStatus, MessageEvent event) {
        return new SentMessage(
                key, newRevision, provider, id, channel, to, from, title, text, fields, newStatus,
                Stream.concat(events.stream(), Stream.of(event)).toList());
    }

    /** When the provider accepted it. */
    public Instant acceptedAt() {
        return events.get(0).at();
    }
}
