/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import org.apache.camel.spi.Metadata;

/**
 * The headers of the Boomerang component alone; {@link io.camelmessaging.common.MessagingConstants} has those that all
 * messaging components share.
 */
public final class BoomerangConstants {

    @Metadata(label = "producer",
              description = "The recipients of an SMS or a call, as CamelMessagingTo but for this provider only",
              javaType = "String, or a Collection of String, or comma-separated")
    public static final String RECIPIENT_ADDRESS = "CamelBoomerangRecipientAddress";
    @Metadata(label = "producer email",
              description = "The recipients of an e-mail, as CamelMessagingTo but for this provider only",
              javaType = "String, or a Collection of String, or comma-separated")
    public static final String EMAIL_ADDRESS = "CamelBoomerangEmailAddress";
    @Metadata(label = "producer", description = "The sender, as CamelMessagingFrom but for this provider only",
              javaType = "String")
    public static final String FROM = "CamelBoomerangFrom";
    @Metadata(label = "producer", description = "The text, where the body does not hold it", javaType = "String")
    public static final String MESSAGE_CONTENT = "CamelBoomerangMessageContent";
    @Metadata(label = "producer",
              description = "The idempotency key, as CamelMessagingIdempotencyKey but for this provider only",
              javaType = "String")
    public static final String UNIQUE_IDENTIFIER = "CamelBoomerangUniqueIdentifier";
    @Metadata(label = "producer", description = "Your own reference, as CamelMessagingReference but for this provider only",
              javaType = "String")
    public static final String CUSTOM_PARAMETER = "CamelBoomerangCustomParameter";
    @Metadata(label = "producer smsTwoWay email voice",
              description = "Where replies are posted, as CamelMessagingCallbackUrl but for this provider only",
              javaType = "String")
    public static final String PUSH_RESPONSES = "CamelBoomerangPushResponses";
    @Metadata(label = "producer", description = "Whether to send outside the account's social hours", javaType = "Boolean")
    public static final String PRIORITY = "CamelBoomerangPriority";
    @Metadata(label = "producer", description = "A label that receipts bring back", javaType = "String")
    public static final String CAMPAIGN_NAME = "CamelBoomerangCampaignName";
    @Metadata(label = "producer smsTwoWay", description = "What groups messages and their replies", javaType = "String")
    public static final String CONVERSATION_ID = "CamelBoomerangConversationId";
    @Metadata(label = "producer smsTwoWay email", description = "How many days replies are taken", javaType = "Integer")
    public static final String VALIDITY_PERIOD = "CamelBoomerangValidityPeriod";
    @Metadata(label = "producer smsTwoWay email", description = "Whether several replies belong to the message",
              javaType = "Boolean")
    public static final String OPEN_TICKET = "CamelBoomerangOpenTicket";
    @Metadata(label = "producer smsTwoWay email voice", description = "The e-mail address that replies are forwarded to",
              javaType = "String")
    public static final String EMAIL_RESPONSES = "CamelBoomerangEmailResponses";
    @Metadata(label = "producer email", description = "The subject, as CamelMessagingSubject but for this provider only",
              javaType = "String")
    public static final String EMAIL_SUBJECT = "CamelBoomerangEmailSubject";
    @Metadata(label = "producer voice", description = "What a call reads out first", javaType = "String")
    public static final String VOICE_INTRO = "CamelBoomerangVoiceIntro";
    @Metadata(label = "producer voice", description = "What a call reads out at its end", javaType = "String")
    public static final String VOICE_THANK_YOU = "CamelBoomerangVoiceThankYou";
    @Metadata(label = "producer voice", description = "What a call reads out while it is diverted", javaType = "String")
    public static final String VOICE_REDIRECT_MESSAGE = "CamelBoomerangVoiceRedirectMessage";
    @Metadata(label = "producer voice", description = "The number that key 9 diverts the call to", javaType = "String")
    public static final String REDIRECT_NUMBER = "CamelBoomerangRedirectNumber";
    @Metadata(label = "producer voice", description = "How many further attempts to make, 0 to 3", javaType = "Integer")
    public static final String VOICE_RETRIES = "CamelBoomerangVoiceRetries";
    @Metadata(label = "producer voice", description = "How many minutes to wait between attempts", javaType = "Integer")
    public static final String VOICE_DELAY = "CamelBoomerangVoiceDelay";
    @Metadata(label = "producer voice", description = "The language of the voice", javaType = "String")
    public static final String LOCALE = "CamelBoomerangLocale";
    @Metadata(label = "producer", description = "Fields that the provider has and this component does not know",
              javaType = "Map")
    public static final String EXTRA_FIELDS = "CamelBoomerangExtraFields";
    @Metadata(label = "producer",
              description = "The idempotency key that the message went out with, written also where it failed: given as CamelMessagingIdempotencyKey it makes a later repeat safe. Of a list that was cut each piece has this key with -1, -2 and so on",
              javaType = "String")
    public static final String SENT_IDEMPOTENCY_KEY = "CamelBoomerangSentIdempotencyKey";
    @Metadata(label = "producer",
              description = "How many recipients were asked for; compare it with CamelMessagingAcceptedCount", javaType = "int")
    public static final String REQUESTED_COUNT = "CamelBoomerangRequestedCount";
    @Metadata(label = "producer", description = "The result code in the body of the answer", javaType = "Integer")
    public static final String RESPONSE_STATUS = "CamelBoomerangResponseStatus";
    @Metadata(label = "producer", description = "The text for the result code", javaType = "String")
    public static final String RESPONSE_MESSAGE = "CamelBoomerangResponseMessage";
    @Metadata(label = "consumer deliveryReceipts", description = "The delivery status in the provider's own letter or word",
              javaType = "String")
    public static final String RAW_STATUS = "CamelBoomerangRawStatus";
    @Metadata(label = "consumer replies",
              description = "The key, where the reply is a single one: 1 accept, 2 decline, 9 redirect, or another",
              javaType = "String")
    public static final String KEY_PRESSED = "CamelBoomerangKeyPressed";

    private BoomerangConstants() {
    }
}
