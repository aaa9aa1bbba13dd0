/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import org.apache.camel.spi.Metadata;

/**
 * Headers that all messaging components share.
 * <p>
 * Those that producers read and those that consumers write have different names, so that an inbound message never
 * chooses a recipient by itself; only {@link #REFERENCE} is shared, because carrying it on keeps a conversation tied.
 */
public final class MessagingConstants {

    @Metadata(label = "producer", description = "The recipient or recipients: E.164 numbers or e-mail addresses",
              javaType = "String, or a Collection of String, or comma-separated")
    public static final String TO = "CamelMessagingTo";
    @Metadata(label = "producer", description = "The sender id: a number or an alphanumeric name", javaType = "String")
    public static final String FROM = "CamelMessagingFrom";
    @Metadata(label = "producer", description = "The subject or title, where the channel has one", javaType = "String")
    public static final String SUBJECT = "CamelMessagingSubject";
    @Metadata(description = "Your own reference, sent along with a message and found again in its receipts and replies where "
                            + "the provider carries it",
              javaType = "String")
    public static final String REFERENCE = "CamelMessagingReference";
    @Metadata(label = "producer", description = "The idempotency key, where the provider drops repeats by one",
              javaType = "String")
    public static final String IDEMPOTENCY_KEY = "CamelMessagingIdempotencyKey";
    @Metadata(label = "producer", description = "When to send, where the provider can wait",
              javaType = "java.time.Instant or an ISO-8601 String")
    public static final String SCHEDULE = "CamelMessagingSchedule";
    @Metadata(label = "producer", description = "The URL that delivery receipts or replies of this message are posted to",
              javaType = "String")
    public static final String CALLBACK_URL = "CamelMessagingCallbackUrl";

    @Metadata(description = "The component's scheme, such as boomware", javaType = "String")
    public static final String PROVIDER = "CamelMessagingProvider";
    @Metadata(description = "Tells the accounts at one provider apart: a short digest that holds no name",
              javaType = "String")
    public static final String ACCOUNT = "CamelMessagingAccount";
    @Metadata(description = "The provider's id: of the (first) message sent, or of the message that a receipt is about",
              javaType = "String")
    public static final String MESSAGE_ID = "CamelMessagingMessageId";
    @Metadata(label = "producer", description = "How many recipients the provider accepted", javaType = "int")
    public static final String ACCEPTED_COUNT = "CamelMessagingAcceptedCount";
    @Metadata(label = "producer", description = "How many recipients the provider refused", javaType = "int")
    public static final String REJECTED_COUNT = "CamelMessagingRejectedCount";
    @Metadata(label = "producer",
              description = "How many SMS segments the text takes: as the provider says, else as counted before sending",
              javaType = "int")
    public static final String SEGMENTS = "CamelMessagingSegments";
    @Metadata(label = "producer", description = "The price, where the provider tells it", javaType = "java.math.BigDecimal")
    public static final String PRICE = "CamelMessagingPrice";

    @Metadata(label = "producer",
              description = "The verification that a one-time code belongs to: written when the code is sent and read when it is"
                            + " checked, where the provider tells verifications by an id and not by the number",
              javaType = "String")
    public static final String VERIFICATION_ID = "CamelMessagingVerificationId";
    @Metadata(label = "producer", description = "Whether a one-time code was right", javaType = "Boolean")
    public static final String VERIFIED = "CamelMessagingVerified";
    @Metadata(label = "producer", description = "Why a one-time code was not right; missing if it was",
              javaType = "io.camelmessaging.common.VerificationReason")
    public static final String VERIFICATION_REASON = "CamelMessagingVerificationReason";
    @Metadata(label = "producer", description = "What is left in the account: an amount of money, or credits",
              javaType = "java.math.BigDecimal")
    public static final String BALANCE = "CamelMessagingBalance";
    @Metadata(label = "producer",
              description = "The currency of the balance by ISO 4217; missing where the provider counts credits or names none",
              javaType = "String")
    public static final String BALANCE_CURRENCY = "CamelMessagingBalanceCurrency";

    @Metadata(label = "consumer",
              description = "The key for an idempotentConsumer; that of a receipt contains the status", javaType = "String")
    public static final String EVENT_ID = "CamelMessagingEventId";
    @Metadata(label = "consumer", description = "Who sent the inbound message", javaType = "String")
    public static final String SENDER = "CamelMessagingSender";
    @Metadata(label = "consumer", description = "Who the inbound message, or the message of the receipt, was sent to",
              javaType = "String")
    public static final String RECIPIENT = "CamelMessagingRecipient";
    @Metadata(label = "consumer", description = "The id of the message that was answered", javaType = "String")
    public static final String IN_REPLY_TO = "CamelMessagingInReplyTo";
    @Metadata(label = "consumer", description = "The delivery status",
              javaType = "io.camelmessaging.common.DeliveryStatus")
    public static final String STATUS = "CamelMessagingStatus";
    @Metadata(label = "consumer", description = "Whether the delivery status is final", javaType = "boolean")
    public static final String STATUS_FINAL = "CamelMessagingStatusFinal";
    @Metadata(label = "consumer", description = "The keys that the recipient of a call pressed, where its receipt tells them",
              javaType = "String")
    public static final String KEYS_PRESSED = "CamelMessagingKeysPressed";
    @Metadata(label = "consumer", description = "When the event happened, as the provider says", javaType = "java.time.Instant")
    public static final String TIMESTAMP = "CamelMessagingTimestamp";

    private MessagingConstants() {
    }
}
