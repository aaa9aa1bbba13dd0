/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.time.Instant;
import java.util.List;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.RejectionReason;

/**
 * What a provider reported, as the database keeps it.
 *
 * @param eventId    the provider, the kind, the account and the provider's key of the event: two deliveries of one
 *                   event share it
 * @param kind       what it is
 * @param provider   the scheme of the component that it came through
 * @param account    the account at the provider, in short; null where none is known
 * @param messageId  the provider's id of our message: of a receipt the one it is about, of a reply the one it answers;
 *                   null if the provider does not say
 * @param reference  the reference of our message; null where the provider does not carry it
 * @param status     of a receipt; null of a reply
 * @param sender     who wrote; null of a receipt
 * @param recipient  of a receipt the recipient of our message, of a reply our own number
 * @param text       of a reply; of a receipt the {@link RejectionReason}, null if there is none
 * @param occurredAt when it happened, as the provider says; null if it does not
 * @param flowId     the flow that it belongs to; null as long as none is known
 * @param attempt    the number of the attempt that it is about; {@link #NO_ATTEMPT} as long as none is known
 */
public record FlowEvent(String eventId, Kind kind, String provider, String account, String messageId, String reference,
        DeliveryStatus status, String sender, String recipient, String text, Instant occurredAt, String flowId,
        int attempt) {

    /** Instead of an attempt: it is about the flow, and about no certain attempt. */
    public static final int NO_ATTEMPT = 0;
    /** Instead of an attempt: it may be about this flow or about another one of the same recipient. */
    public static final int AMBIGUOUS = -1;

    /** Less than its column, since PostgreSQL's index holds 2,700 bytes and a character may have three. */
    private static final int MAX_EVENT_ID = 800;
    private static final int MAX_ID = 500;
    private static final int MAX_NUMBER = 320;
    private static final int MAX_PROVIDER = 50;

    /** What providers and people send is made fit for its columns here; a key that is too long stays one of its own. */
    public FlowEvent {
        eventId = ColumnText.key(eventId, MAX_EVENT_ID);
        provider = ColumnText.cut(provider, MAX_PROVIDER);
        account = ColumnText.key(account, Attempt.MAX_ACCOUNT);
        messageId = ColumnText.key(messageId, MAX_ID);
        reference = ColumnText.key(reference, MAX_ID);
        sender = ColumnText.cut(sender, MAX_NUMBER);
        recipient = ColumnText.cut(recipient, MAX_NUMBER);
        text = ColumnText.clean(text);
    }

    /**
     * The key of an event.
     *
     * @param account null where none is known
     * @param id      the provider's; a consumer of an account that is not the main one of its process adds the account
     */
    public static String key(String provider, Kind kind, String account, String id) {
        String suffix = "@" + account;
        String bare = account != null && id.endsWith(suffix) ? id.substring(0, id.length() - suffix.length()) : id;
        return key(provider, kind) + (account == null ? "" : account) + ":" + bare;
    }

    private static String key(String provider, Kind kind) {
        return provider + ":" + kind + ":";
    }

    /** The two keys that the same event has where no account is known; none if it has no account. */
    public List<String> keysWithoutAccount() {
        String before = key(provider, kind);
        if (account == null || !eventId.startsWith(before + account + ":")) {
            return List.of();
        }
        String bare = before + ":" + eventId.substring(before.length() + account.length() + 1);
        return List.of(bare, bare + "@" + account);
    }

    /** Whether a provider refused the message since its recipient has opted out there. */
    public boolean isOptOut() {
        return kind == Kind.RECEIPT && RejectionReason.OPTED_OUT.name().equals(text);
    }

    /** Whether an attempt was sent by the account that this came by, as far as both are known. */
    public boolean isOfAccountOf(Attempt attempt) {
        return account == null || attempt.account() == null || account.equals(attempt.account());
    }

    /** What it is. */
    public enum Kind {
        RECEIPT,
        REPLY
    }

    /** Names no number and no text. */
    @Override
    public String toString() {
        return "FlowEvent[" + kind + " " + provider + (status == null ? "" : " " + status) + "]";
    }
}
