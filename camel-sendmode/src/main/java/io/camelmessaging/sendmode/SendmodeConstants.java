/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import org.apache.camel.spi.Metadata;

/**
 * The headers of the Sendmode component alone; {@link io.camelmessaging.common.MessagingConstants} has those that all
 * messaging components share.
 */
public final class SendmodeConstants {

    @Metadata(label = "producer sms verify", description = "The message text, where the body does not hold it",
              javaType = "String")
    public static final String MESSAGE_TEXT = "CamelSendmodeMessageText";
    @Metadata(label = "producer sms", description = "The recipients, as CamelMessagingTo but for this provider only",
              javaType = "Collection<String>")
    public static final String RECIPIENTS = "CamelSendmodeRecipients";
    @Metadata(label = "producer sms verify", description = "The sender id, as CamelMessagingFrom but for this provider only",
              javaType = "String")
    public static final String SENDER_ID = "CamelSendmodeSenderId";
    @Metadata(label = "producer sms",
              description = "The reference, as CamelMessagingReference but for this provider only", javaType = "String")
    public static final String CUSTOMER_ID = "CamelSendmodeCustomerId";
    @Metadata(label = "producer sms",
              description = "When to send: an Instant, an ISO-8601 time, or the provider's own spelling",
              javaType = "Instant")
    public static final String SCHEDULE_DATE = "CamelSendmodeScheduleDate";
    @Metadata(label = "producer", description = "Fields that the provider has and this component does not know",
              javaType = "Map")
    public static final String EXTRA_FIELDS = "CamelSendmodeExtraFields";
    @Metadata(label = "producer importCustomer optOut",
              description = "The number, as CamelMessagingTo but for this provider only", javaType = "String")
    public static final String MOBILE_NUMBER = "CamelSendmodeMobileNumber";
    @Metadata(label = "producer importCustomer", description = "The list that the person is added to", javaType = "String")
    public static final String GROUP = "CamelSendmodeGroup";
    @Metadata(label = "producer importCustomer", description = "The first name", javaType = "String")
    public static final String FIRST_NAME = "CamelSendmodeFirstName";
    @Metadata(label = "producer importCustomer", description = "The surname", javaType = "String")
    public static final String SURNAME = "CamelSendmodeSurname";
    @Metadata(label = "producer importCustomer", description = "The address", javaType = "String")
    public static final String ADDRESS = "CamelSendmodeAddress";
    @Metadata(label = "producer importCustomer", description = "The town", javaType = "String")
    public static final String TOWN = "CamelSendmodeTown";
    @Metadata(label = "producer importCustomer", description = "The county", javaType = "String")
    public static final String COUNTY = "CamelSendmodeCounty";
    @Metadata(label = "producer importCustomer", description = "The e-mail address", javaType = "String")
    public static final String EMAIL = "CamelSendmodeEmail";
    @Metadata(label = "producer importCustomer", description = "The first free field", javaType = "String")
    public static final String CUSTOM1 = "CamelSendmodeCustom1";
    @Metadata(label = "producer importCustomer", description = "The second free field", javaType = "String")
    public static final String CUSTOM2 = "CamelSendmodeCustom2";
    @Metadata(label = "producer importCustomer", description = "The name of the business", javaType = "String")
    public static final String BUSINESS_NAME = "CamelSendmodeBusinessName";
    @Metadata(label = "producer importCustomer", description = "The date of birth: a LocalDate, yyyy-MM-dd or dd/mm/yyyy",
              javaType = "LocalDate")
    public static final String DATE_OF_BIRTH = "CamelSendmodeDateOfBirth";
    @Metadata(label = "producer optOut", description = "What the person answered when opting out", javaType = "String")
    public static final String OPT_OUT_RESPONSE = "CamelSendmodeOptOutResponse";
    @Metadata(label = "producer optOut", description = "Text that Sendmode forwards to the URL set in the account",
              javaType = "String")
    public static final String RETURNED_RESPONSE = "CamelSendmodeReturnedResponse";
    @Metadata(label = "producer verify verifyCheck", description = "The number, as CamelMessagingTo but for this provider only",
              javaType = "String")
    public static final String RECIPIENT = "CamelSendmodeRecipient";
    @Metadata(label = "producer verify", description = "How many minutes the code is valid", javaType = "Integer")
    public static final String CODE_TIMEOUT = "CamelSendmodeCodeTimeout";
    @Metadata(label = "producer verify", description = "How many characters the code has", javaType = "Integer")
    public static final String CODE_LENGTH = "CamelSendmodeCodeLength";
    @Metadata(label = "producer verifyCheck", description = "The code that the user typed", javaType = "String")
    public static final String CODE = "CamelSendmodeCode";
    @Metadata(label = "producer verifyCheck", description = "Whether the code was right; written by verifyCheck",
              javaType = "Boolean")
    public static final String VERIFIED = "CamelSendmodeVerified";
    @Metadata(label = "consumer deliveryReceipts", description = "The delivery status in the provider's own word",
              javaType = "String")
    public static final String RAW_STATUS = "CamelSendmodeRawStatus";
    @Metadata(label = "consumer replies", description = "Whether the whole reply is an opt-out word such as STOP",
              javaType = "Boolean")
    public static final String OPT_OUT = "CamelSendmodeOptOut";

    private SendmodeConstants() {
    }
}
