package io.camelmessaging.flows;

import java.time.Instant;

import io.camelmessaging.common.DeliveryStatus;

/**
 * What a provider reported, as the database keeps it.
 *
 * @param eventId    the provider and its key of the event: two deliveries of one event share it
 * @param kind       what it is
 * @param provider   the scheme of the component that it came through
 * @param messageId  the provider's id of our message: of a receipt the one it is about, of a reply the one it answers;
 *                   null if the provider does not say
 * @param reference  the reference of our message; null where the provider does not carry it
 * @param status     of a receipt; null of a reply
 * @param sender     who wrote; null of a receipt
 * @param recipient  of a receipt the recipient of our message, of a reply our own number
 * @param text       of a reply; null of a receipt
 * @param occurredAt when it happened, as the provider says; null if it does not
 * @param flowId     the flow that it belongs to; null as long as none is known
 * @param attempt    the number of the attempt that it is about; {@link #NO_ATTEMPT} as long as none is known
 */
public record FlowEvent(String eventId, Kind kind, String provider, String messageId, String reference,
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
        messageId = ColumnText.key(messageId, MAX_ID);
        reference = ColumnText.key(reference, MAX_ID);
        sender = ColumnText.cut(sender, MAX_NUMBER);
        recipient = ColumnText.cut(recipient, MAX_NUMBER);
        text = ColumnText.clean(text);
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
