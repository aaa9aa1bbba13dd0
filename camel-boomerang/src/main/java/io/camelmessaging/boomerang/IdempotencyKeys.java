/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.camelmessaging.boomerang.model.BoomerangRequest;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The idempotency keys of an exchange: made before the first attempt, kept while it fails, and forgotten once it
 * succeeded, so that a repeat has the same key and a further message another.
 */
final class IdempotencyKeys {

    private static final String ATTEMPTS = "CamelBoomerangAttempts";

    private final String sender;
    private final boolean automatic;
    private final int mostRecipients;

    /** What was attempted under a key that was made here. */
    private record Attempt(String sender, List<BoomerangRequest> messages, String key) {
    }

    /**
     * @param sender what tells the attempts of one operation and account from those of another
     */
    IdempotencyKeys(String sender, boolean automatic, int mostRecipients) {
        this.sender = sender;
        this.automatic = automatic;
        this.mostRecipients = mostRecipients;
    }

    /** The messages cut to what a request may hold, each piece with a key of its own. */
    List<BoomerangRequest> cut(Exchange exchange, List<BoomerangRequest> messages) {
        Message message = exchange.getMessage();
        String given = given(message);
        String common = given != null || !automatic || messages.stream().allMatch(one -> one.uniqueIdentifier() != null)
                ? given : made(exchange, messages);
        List<BoomerangRequest> pieces = new ArrayList<>();
        int sharing = messages.stream().filter(one -> isShared(one, common))
                .mapToInt(this::pieces).sum();
        int shared = 0;
        for (BoomerangRequest one : messages) {
            List<String> recipients = one.recipients();
            int count = pieces(one);
            for (int piece = 0; piece < count; piece++) {
                List<String> part = recipients.subList(
                        piece * mostRecipients, Math.min(recipients.size(), (piece + 1) * mostRecipients));
                String key = isShared(one, common)
                        ? numbered(common, ++shared, sharing) : numbered(one.uniqueIdentifier(), piece + 1, count);
                pieces.add(one.piece(part, key));
            }
        }
        if (common != null && sharing > 0) {
            message.setHeader(BoomerangConstants.SENT_IDEMPOTENCY_KEY, common);
        } else if (messages.size() == 1 && messages.get(0).uniqueIdentifier() != null) {
            message.setHeader(BoomerangConstants.SENT_IDEMPOTENCY_KEY, messages.get(0).uniqueIdentifier());
        } else {
            message.removeHeader(BoomerangConstants.SENT_IDEMPOTENCY_KEY);
        }
        return pieces;
    }

    /** The exchange succeeded: the next message of this operation is not a repeat. */
    void forget(Exchange exchange, String key) {
        List<Attempt> attempts = attempts(exchange);
        if (!attempts.isEmpty()) {
            exchange.setProperty(ATTEMPTS, attempts.stream().filter(attempt -> !attempt.key().equals(key)).toList());
        }
    }

    private String made(Exchange exchange, List<BoomerangRequest> messages) {
        List<Attempt> attempts = attempts(exchange);
        for (Attempt attempt : attempts) {
            if (attempt.sender().equals(sender) && attempt.messages().equals(messages)) {
                return attempt.key();
            }
        }
        String key = UUID.randomUUID().toString();
        List<Attempt> more = new ArrayList<>(attempts);
        more.add(new Attempt(sender, messages, key));
        exchange.setProperty(ATTEMPTS, List.copyOf(more));
        return key;
    }

    @SuppressWarnings("unchecked")
    private static List<Attempt> attempts(Exchange exchange) {
        List<Attempt> attempts = exchange.getProperty(ATTEMPTS, List.class);
        return attempts == null ? List.of() : attempts;
    }

    /** The key that the exchange gives to all its messages. */
    private static String given(Message message) {
        String own = message.getHeader(BoomerangConstants.UNIQUE_IDENTIFIER, String.class);
        String given = own == null || own.isBlank()
                ? message.getHeader(MessagingConstants.IDEMPOTENCY_KEY, String.class) : own;
        return given == null || given.isBlank() ? null : given;
    }

    private static boolean isShared(BoomerangRequest message, String common) {
        return message.uniqueIdentifier() == null || Objects.equals(message.uniqueIdentifier(), common);
    }

    private int pieces(BoomerangRequest message) {
        return (message.recipients().size() + mostRecipients - 1) / mostRecipients;
    }

    private static String numbered(String key, int number, int of) {
        return key == null || of == 1 ? key : key + "-" + number;
    }
}
