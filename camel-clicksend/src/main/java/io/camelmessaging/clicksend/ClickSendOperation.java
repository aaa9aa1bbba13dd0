package io.camelmessaging.clicksend;

import io.camelmessaging.clicksend.model.Account;
import io.camelmessaging.clicksend.model.AddressesRequest;
import io.camelmessaging.clicksend.model.CancelRequest;
import io.camelmessaging.clicksend.model.Contact;
import io.camelmessaging.clicksend.model.ContactList;
import io.camelmessaging.clicksend.model.ContactListsRequest;
import io.camelmessaging.clicksend.model.ContactRequest;
import io.camelmessaging.clicksend.model.ContactsRequest;
import io.camelmessaging.clicksend.model.CreateListRequest;
import io.camelmessaging.clicksend.model.DeleteContactRequest;
import io.camelmessaging.clicksend.model.DeleteListRequest;
import io.camelmessaging.clicksend.model.Done;
import io.camelmessaging.clicksend.model.EmailRequest;
import io.camelmessaging.clicksend.model.EmailSent;
import io.camelmessaging.clicksend.model.FaxRequest;
import io.camelmessaging.clicksend.model.HistoryRequest;
import io.camelmessaging.clicksend.model.InboundSms;
import io.camelmessaging.clicksend.model.LetterRequest;
import io.camelmessaging.clicksend.model.MessagesSent;
import io.camelmessaging.clicksend.model.MmsRequest;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.clicksend.model.PostcardRequest;
import io.camelmessaging.clicksend.model.PriceQuote;
import io.camelmessaging.clicksend.model.Receipt;
import io.camelmessaging.clicksend.model.ReturnAddress;
import io.camelmessaging.clicksend.model.SearchHit;
import io.camelmessaging.clicksend.model.SearchRequest;
import io.camelmessaging.clicksend.model.SentMessage;
import io.camelmessaging.clicksend.model.SmsRequest;
import io.camelmessaging.clicksend.model.Upload;
import io.camelmessaging.clicksend.model.VoiceRequest;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.wire.HttpMethod;

import static io.camelmessaging.common.support.wire.HttpMethod.DELETE;
import static io.camelmessaging.common.support.wire.HttpMethod.GET;
import static io.camelmessaging.common.support.wire.HttpMethod.POST;
import static io.camelmessaging.common.support.wire.HttpMethod.PUT;

/**
 * What {@code clicksend:} can do; the names are those of the URI.
 */
public enum ClickSendOperation implements Operation {

    /** Sends SMS. */
    sms(POST, "/sms/send", SmsRequest.class, MessagesSent.class, Envelope.SMS),
    /** Sends MMS. */
    mms(POST, "/mms/send", MmsRequest.class, MessagesSent.class, Envelope.MMS),
    /** Calls and reads a text out. */
    voice(POST, "/voice/send", VoiceRequest.class, MessagesSent.class, Envelope.VOICE),
    /** Sends faxes. */
    fax(POST, "/fax/send", FaxRequest.class, MessagesSent.class, Envelope.FAX),
    /** Prints and posts letters. */
    letter(POST, "/post/letters/send", LetterRequest.class, MessagesSent.class, Envelope.LETTER),
    /** Prints and posts postcards. */
    postcard(POST, "/post/postcards/send", PostcardRequest.class, MessagesSent.class, Envelope.POSTCARD),
    /** Uploads a file and converts it for a channel. */
    upload(POST, "/uploads?convert={convert}", null, Upload.class),
    /** Adds a contact to a list. */
    createContact(POST, "/lists/{list_id}/contacts", ContactRequest.class, Contact.class),
    /** Deletes a contact. */
    deleteContact(DELETE, "/lists/{list_id}/contacts/{contact_id}", DeleteContactRequest.class, Done.class),
    /** Makes a contact list. */
    createContactList(POST, "/lists", CreateListRequest.class, ContactList.class),
    /** Deletes a list with its contacts. */
    deleteContactList(DELETE, "/lists/{list_id}", DeleteListRequest.class, Done.class),
    /** Lists the contact lists. */
    contactLists(GET, "/lists", ContactListsRequest.class, pageOf(ContactList.class)),
    /** Lists the contacts of a list. */
    contacts(GET, "/lists/{list_id}/contacts", ContactsRequest.class, pageOf(Contact.class)),
    /** Searches lists and contacts by a word. */
    searchContactLists(GET, "/search/contacts-lists", SearchRequest.class, pageOf(SearchHit.class)),
    /** Tells balance and settings. */
    account(GET, "/account", null, Account.class),
    /** Tells what SMS would cost; sends nothing. */
    smsPrice(POST, "/sms/price", SmsRequest.class, PriceQuote.class, Envelope.SMS),
    /** Lists sent SMS. */
    smsHistory(GET, "/sms/history", HistoryRequest.class, pageOf(SentMessage.class)),
    /** Cancels a scheduled SMS. */
    cancelSms(PUT, "/sms/{message_id}/cancel", CancelRequest.class, Done.class),
    /** Sends an e-mail. */
    email(POST, "/email/send", EmailRequest.class, EmailSent.class),
    /** Lists the return addresses of letters and postcards. */
    returnAddresses(GET, "/post/return-addresses", AddressesRequest.class, pageOf(ReturnAddress.class)),
    /** SMS to the account's numbers. */
    inboundSms("/sms/inbound", pageOf(InboundSms.class)),
    /** Delivery receipts of a channel. */
    deliveryReceipts("/{channel}/receipts", pageOf(Receipt.class));

    private final Row row;
    private final Envelope envelope;

    ClickSendOperation(HttpMethod method, String path, Class<? extends Record> requestType, Class<?> responseType,
                       Envelope envelope) {
        this(new Row(Use.SEND, method, path, requestType, responseType), envelope);
    }

    ClickSendOperation(HttpMethod method, String path, Class<? extends Record> requestType, Class<?> responseType) {
        this(method, path, requestType, responseType, null);
    }

    ClickSendOperation(HttpMethod method, String path, Class<? extends Record> requestType, Response page) {
        this(new Row(Use.SEND, method, path, requestType, page), null);
    }

    ClickSendOperation(String path, Response page) {
        this(new Row(Use.POLL_OR_WEBHOOK, GET, path, null, page), null);
    }

    ClickSendOperation(Row row, Envelope envelope) {
        this.row = row;
        this.envelope = envelope;
    }

    private static Response pageOf(Class<?> rowType) {
        return new Response(Page.class, rowType);
    }

    /** A price only reads, though it is asked for like a send. */
    @Override
    public boolean isReadOnly() {
        return method() == GET || this == smsPrice;
    }

    @Override
    public boolean isSms() {
        return this == sms || this == smsPrice;
    }

    /** The array that the request's messages go into; null if it has none. */
    Envelope envelope() {
        return envelope;
    }

    /** Whether the provider may have taken it out of its offer. */
    boolean isFaxOrPost() {
        return this == fax || this == letter || this == postcard;
    }

    @Override
    public Row row() {
        return row;
    }
}
