/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import org.apache.camel.spi.Metadata;

/**
 * The headers of the ClickSend component alone; {@link io.camelmessaging.common.MessagingConstants} has those that all
 * messaging components share.
 */
public final class ClickSendConstants {

    @Metadata(label = "producer returnAddresses contactLists contacts smsHistory searchContactLists",
              description = "The page, from 1", javaType = "Integer")
    public static final String PAGE = "CamelClicksendPage";
    @Metadata(label = "producer returnAddresses contactLists contacts smsHistory searchContactLists",
              description = "Rows a page, 15 to 100", javaType = "Integer")
    public static final String LIMIT = "CamelClicksendLimit";
    @Metadata(label = "producer cancelSms", description = "The id that the send answered", javaType = "String")
    public static final String MESSAGE_ID = "CamelClicksendMessageId";
    @Metadata(label = "producer createContact contacts deleteContact deleteContactList fax mms sms voice",
              description = "The contact list: that sms, mms, voice and fax send to instead of a recipient, that "
                            + "contacts reads, that a contact is added to or deleted from, or that is deleted",
              javaType = "Long")
    public static final String LIST_ID = "CamelClicksendListId";
    @Metadata(label = "producer createContact", description = "The first name", javaType = "String")
    public static final String FIRST_NAME = "CamelClicksendFirstName";
    @Metadata(label = "producer createContact", description = "The last name", javaType = "String")
    public static final String LAST_NAME = "CamelClicksendLastName";
    @Metadata(label = "producer createContact", description = "The number; this, an e-mail address or a fax number is needed",
              javaType = "String")
    public static final String PHONE_NUMBER = "CamelClicksendPhoneNumber";
    @Metadata(label = "producer createContact", description = "The e-mail address", javaType = "String")
    public static final String EMAIL = "CamelClicksendEmail";
    @Metadata(label = "producer createContact", description = "The fax number", javaType = "String")
    public static final String FAX_NUMBER = "CamelClicksendFaxNumber";
    @Metadata(label = "producer createContact", description = "The organization", javaType = "String")
    public static final String ORGANIZATION_NAME = "CamelClicksendOrganizationName";
    @Metadata(label = "producer createContact letter postcard", description = "The street", javaType = "String")
    public static final String ADDRESS_LINE1 = "CamelClicksendAddressLine1";
    @Metadata(label = "producer createContact letter postcard", description = "A second line", javaType = "String")
    public static final String ADDRESS_LINE2 = "CamelClicksendAddressLine2";
    @Metadata(label = "producer createContact letter postcard", description = "The city", javaType = "String")
    public static final String ADDRESS_CITY = "CamelClicksendAddressCity";
    @Metadata(label = "producer createContact letter postcard", description = "The state", javaType = "String")
    public static final String ADDRESS_STATE = "CamelClicksendAddressState";
    @Metadata(label = "producer createContact letter postcard", description = "The postal code", javaType = "String")
    public static final String ADDRESS_POSTAL_CODE = "CamelClicksendAddressPostalCode";
    @Metadata(label = "producer createContact letter postcard", description = "The two-letter country", javaType = "String")
    public static final String ADDRESS_COUNTRY = "CamelClicksendAddressCountry";
    @Metadata(label = "producer createContact", description = "A free field", javaType = "String")
    public static final String CUSTOM1 = "CamelClicksendCustom1";
    @Metadata(label = "producer createContact", description = "A free field", javaType = "String")
    public static final String CUSTOM2 = "CamelClicksendCustom2";
    @Metadata(label = "producer createContact", description = "A free field", javaType = "String")
    public static final String CUSTOM3 = "CamelClicksendCustom3";
    @Metadata(label = "producer createContact", description = "A free field", javaType = "String")
    public static final String CUSTOM4 = "CamelClicksendCustom4";
    @Metadata(label = "producer contacts", description = "Only contacts that changed after this time, in seconds since 1970",
              javaType = "Long")
    public static final String UPDATED_AFTER = "CamelClicksendUpdatedAfter";
    @Metadata(label = "producer createContactList", description = "Its name; two lists may have the same", javaType = "String")
    public static final String LIST_NAME = "CamelClicksendListName";
    @Metadata(label = "producer deleteContact sms",
              description = "The contact to delete; of sms no longer used by the provider",
              javaType = "Long")
    public static final String CONTACT_ID = "CamelClicksendContactId";
    @Metadata(label = "producer email fax mms sms voice",
              description = "The recipient of sms, mms, voice or fax: a number in E.164 or local form. The "
                            + "recipients of email: a List, each a Map of email and name or an address alone",
              javaType = "Object")
    public static final String TO = "CamelClicksendTo";
    @Metadata(label = "producer email", description = "Further recipients", javaType = "List")
    public static final String CC = "CamelClicksendCc";
    @Metadata(label = "producer email", description = "Hidden recipients", javaType = "List")
    public static final String BCC = "CamelClicksendBcc";
    @Metadata(label = "producer email fax mms sms",
              description = "The sender of sms, mms or fax: a number, for SMS also a name of 3 to 11 characters. "
                            + "The sender of email: a Map of email_address_id, which must be verified, and name",
              javaType = "Object")
    public static final String FROM = "CamelClicksendFrom";
    @Metadata(label = "producer email mms", description = "The subject: of email, or of mms with 20 characters at most",
              javaType = "String")
    public static final String SUBJECT = "CamelClicksendSubject";
    @Metadata(label = "producer email mms sms voice", description = "The text of sms, mms or voice; the text of email, as HTML",
              javaType = "String")
    public static final String BODY = "CamelClicksendBody";
    @Metadata(label = "producer email",
              description = "Attachments, each a Map of content (base64), type, filename, disposition and content_id",
              javaType = "List")
    public static final String ATTACHMENTS = "CamelClicksendAttachments";
    @Metadata(label = "producer email fax letter mms postcard sms voice", description = "When to send", javaType = "Instant")
    public static final String SCHEDULE = "CamelClicksendSchedule";
    @Metadata(label = "producer fax letter mms postcard sms voice",
              description = "The caller's reference, which comes back in answers, receipts and replies; at most 50 characters",
              javaType = "String")
    public static final String CUSTOM_STRING = "CamelClicksendCustomString";
    @Metadata(label = "producer fax letter mms postcard sms voice", description = "The sending program", javaType = "String")
    public static final String SOURCE = "CamelClicksendSource";
    @Metadata(label = "producer fax mms sms voice", description = "The two-letter country of a local number",
              javaType = "String")
    public static final String COUNTRY = "CamelClicksendCountry";
    @Metadata(label = "producer fax mms sms", description = "Where replies are mailed", javaType = "String")
    public static final String FROM_EMAIL = "CamelClicksendFromEmail";
    @Metadata(label = "producer fax letter",
              description = "The public URL of a PDF: of 4 MB at most for fax, of A4 pages and 10 MB at most for "
                            + "letter",
              javaType = "String")
    public static final String FILE_URL = "CamelClicksendFileUrl";
    @Metadata(label = "producer smsHistory", description = "Sent from this time on, in seconds since 1970", javaType = "Long")
    public static final String DATE_FROM = "CamelClicksendDateFrom";
    @Metadata(label = "producer smsHistory", description = "Sent up to this time", javaType = "Long")
    public static final String DATE_TO = "CamelClicksendDateTo";
    @Metadata(label = "producer smsHistory",
              description = "Field:value, on the wire q; fields are status, to, from, subaccount_id, message_id",
              javaType = "String")
    public static final String SEARCH = "CamelClicksendSearch";
    @Metadata(label = "producer smsHistory", description = "Such as date:desc", javaType = "String")
    public static final String ORDER_BY = "CamelClicksendOrderBy";
    @Metadata(label = "producer letter postcard", description = "The recipient's name", javaType = "String")
    public static final String ADDRESS_NAME = "CamelClicksendAddressName";
    @Metadata(label = "producer letter postcard", description = "The return address, of those that returnAddresses lists",
              javaType = "Long")
    public static final String RETURN_ADDRESS_ID = "CamelClicksendReturnAddressId";
    @Metadata(label = "producer letter", description = "1 for colour, 0 for black and white", javaType = "Integer")
    public static final String COLOUR = "CamelClicksendColour";
    @Metadata(label = "producer letter", description = "1 for both sides, 0 for one", javaType = "Integer")
    public static final String DUPLEX = "CamelClicksendDuplex";
    @Metadata(label = "producer letter", description = "1 if the file leaves room for the address", javaType = "Integer")
    public static final String TEMPLATE_USED = "CamelClicksendTemplateUsed";
    @Metadata(label = "producer letter", description = "1 for priority", javaType = "Integer")
    public static final String PRIORITY_POST = "CamelClicksendPriorityPost";
    @Metadata(label = "producer mms", description = "The public URL of a file of 250 kB at most", javaType = "String")
    public static final String MEDIA_FILE = "CamelClicksendMediaFile";
    @Metadata(label = "producer postcard", description = "One public URL of a two-page A5 PDF, or two of one page each",
              javaType = "List")
    public static final String FILE_URLS = "CamelClicksendFileUrls";
    @Metadata(label = "producer searchContactLists", description = "The word to look for, on the wire q", javaType = "String")
    public static final String WORD = "CamelClicksendWord";
    @Metadata(label = "producer sms", description = "True to send without checking that the sender is registered",
              javaType = "Boolean")
    public static final String EXCLUDE_NO_SENDER_ID_RECIPIENTS = "CamelClicksendExcludeNoSenderIdRecipients";
    @Metadata(label = "producer sms", description = "Whether one URL of each text is shortened", javaType = "Boolean")
    public static final String SHORTEN_URLS = "CamelClicksendShortenUrls";
    @Metadata(label = "producer sms", description = "A sender for each country of recipients", javaType = "List")
    public static final String SENDERS = "CamelClicksendSenders";
    @Metadata(label = "producer voice",
              description = "The language of the voice, such as en-us, in any case; the component's page lists them",
              javaType = "String")
    public static final String LANG = "CamelClicksendLang";
    @Metadata(label = "producer voice", description = "Female or male", javaType = "String")
    public static final String VOICE = "CamelClicksendVoice";
    @Metadata(label = "producer voice", description = "1 to ask for a key press, 0 not to", javaType = "Integer")
    public static final String REQUIRE_INPUT = "CamelClicksendRequireInput";
    @Metadata(label = "producer voice", description = "1 to leave a message on a voicemail, 0 not to", javaType = "Integer")
    public static final String MACHINE_DETECTION = "CamelClicksendMachineDetection";
    @Metadata(label = "producer", description = "Fields that the provider has and this component does not know",
              javaType = "Map")
    public static final String EXTRA_FIELDS = "CamelClicksendExtraFields";
    @Metadata(label = "producer mms fax letter postcard",
              description = "What autoUpload uploads: a File, Path, byte[] or InputStream; for a postcard two of them",
              javaType = "Object")
    public static final String FILE = "CamelClicksendFile";
    @Metadata(label = "producer upload", description = "What a file is converted for: fax, mms, csv, post or postcard",
              javaType = "String")
    public static final String CONVERT = "CamelClicksendConvert";
    @Metadata(label = "producer upload", description = "The URL of the uploaded file; written by upload", javaType = "String")
    public static final String URL = "CamelClicksendUrl";
    @Metadata(label = "producer contactLists contacts searchContactLists smsHistory returnAddresses",
              description = "How many rows a listing has; written by listings", javaType = "Integer")
    public static final String TOTAL = "CamelClicksendTotal";
    @Metadata(label = "consumer deliveryReceipts", description = "The delivery status in the provider's own code or word",
              javaType = "String")
    public static final String RAW_STATUS = "CamelClicksendRawStatus";
    @Metadata(label = "consumer deliveryReceipts", description = "The keys that were pressed in a call", javaType = "String")
    public static final String DIGITS = "CamelClicksendDigits";
    @Metadata(label = "consumer inboundSms", description = "True if ClickSend only tried the URL", javaType = "Boolean")
    public static final String TEST_PUSH = "CamelClicksendTestPush";

    private ClickSendConstants() {
    }
}
