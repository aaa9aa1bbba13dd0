/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import org.apache.camel.spi.Metadata;

/**
 * The headers of the Boomware component alone; {@link io.camelmessaging.common.MessagingConstants} has those that all
 * messaging components share.
 */
public final class BoomwareConstants {

    @Metadata(label = "producer", description = "The recipient, as CamelMessagingTo but for this provider only",
              javaType = "String")
    public static final String NUMBER = "CamelBoomwareNumber";
    @Metadata(label = "producer", description = "The sender id, as CamelMessagingFrom but for this provider only",
              javaType = "String")
    public static final String FROM = "CamelBoomwareFrom";
    @Metadata(label = "producer", description = "The message text, where the body does not hold it", javaType = "String")
    public static final String TEXT = "CamelBoomwareText";
    @Metadata(label = "producer push", description = "The title of a push notification", javaType = "String")
    public static final String TITLE = "CamelBoomwareTitle";
    @Metadata(label = "producer", description = "Where the delivery receipt goes", javaType = "String")
    public static final String CALLBACK_URL = "CamelBoomwareCallbackUrl";
    @Metadata(label = "producer", description = "Fields that the provider has and this component does not know",
              javaType = "Map")
    public static final String EXTRA_FIELDS = "CamelBoomwareExtraFields";
    @Metadata(label = "producer messaging", description = "The channel of the operation messaging", javaType = "String")
    public static final String CHANNEL = "CamelBoomwareChannel";
    @Metadata(label = "producer push", description = "Which devices of the number get the push: all or last",
              javaType = "String")
    public static final String TARGET = "CamelBoomwareTarget";
    @Metadata(label = "producer push", description = "The push's time to live; the provider does not state the unit",
              javaType = "Integer")
    public static final String TTL = "CamelBoomwareTtl";
    @Metadata(label = "producer push", description = "The push's priority: high or normal", javaType = "String")
    public static final String PRIORITY = "CamelBoomwarePriority";
    @Metadata(label = "producer push", description = "Replaces an undelivered earlier push with the same key",
              javaType = "String")
    public static final String COLLAPSE_KEY = "CamelBoomwareCollapseKey";
    @Metadata(label = "producer push", description = "The FCM message: data and notification", javaType = "Map")
    public static final String ANDROID = "CamelBoomwareAndroid";
    @Metadata(label = "producer push", description = "The APNs payload: aps and own keys", javaType = "Map")
    public static final String IOS = "CamelBoomwareIos";
    @Metadata(label = "producer viber", description = "The caption of the button", javaType = "String")
    public static final String BUTTON_CAPTION = "CamelBoomwareButtonCaption";
    @Metadata(label = "producer viber", description = "What the button opens", javaType = "String")
    public static final String BUTTON_ACTION_URL = "CamelBoomwareButtonActionUrl";
    @Metadata(label = "producer viber", description = "The image to show", javaType = "String")
    public static final String IMAGE_URL = "CamelBoomwareImageUrl";
    @Metadata(label = "producer failover", description = "The steps of a failover chain", javaType = "List")
    public static final String FLOW = "CamelBoomwareFlow";
    @Metadata(label = "producer verify", description = "How the code is given: sms, voice or call", javaType = "String")
    public static final String METHOD = "CamelBoomwareMethod";
    @Metadata(label = "producer verify textCall", description = "The language of the text or voice", javaType = "String")
    public static final String LANGUAGE = "CamelBoomwareLanguage";
    @Metadata(label = "producer verify", description = "The length of the code: 4 to 6", javaType = "Integer")
    public static final String CODE_LENGTH = "CamelBoomwareCodeLength";
    @Metadata(label = "producer verify", description = "The end user's IP address, for fraud prevention", javaType = "String")
    public static final String IP = "CamelBoomwareIp";
    @Metadata(label = "producer verify", description = "The code's lifetime; the provider does not state the unit",
              javaType = "Integer")
    public static final String CODE_EXPIRY = "CamelBoomwareCodeExpiry";
    @Metadata(label = "producer verify", description = "How many failed checks are allowed", javaType = "Integer")
    public static final String CHECK_ATTEMPTS_ALLOWED = "CamelBoomwareCheckAttemptsAllowed";
    @Metadata(label = "producer verifyCheck verifyInfo", description = "The verification: the requestId that verify answered",
              javaType = "String")
    public static final String REQUEST_ID = "CamelBoomwareRequestId";
    @Metadata(label = "producer verifyCheck", description = "The code that the user typed", javaType = "String")
    public static final String CODE = "CamelBoomwareCode";
    @Metadata(label = "producer requestInfo requestGoal",
              description = "The request: the requestId that a sending operation answered", javaType = "String")
    public static final String ID = "CamelBoomwareId";
    @Metadata(label = "producer requestGoal", description = "The goal that was reached", javaType = "String")
    public static final String GOAL = "CamelBoomwareGoal";
    @Metadata(label = "producer verifyCheck", description = "Whether the code was right; written by verifyCheck",
              javaType = "Boolean")
    public static final String VERIFIED = "CamelBoomwareVerified";
    @Metadata(label = "consumer deliveryReceipts", description = "The delivery status in the provider's own word",
              javaType = "String")
    public static final String RAW_STATUS = "CamelBoomwareRawStatus";
    @Metadata(label = "consumer inboundSms", description = "How many SMS parts the inbound message had", javaType = "Integer")
    public static final String PARTS = "CamelBoomwareParts";

    private BoomwareConstants() {
    }
}
