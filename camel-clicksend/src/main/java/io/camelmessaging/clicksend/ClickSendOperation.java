/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.Set;
import java.util.function.BiFunction;

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
import io.camelmessaging.common.support.MessagingPollingConsumer;
import io.camelmessaging.common.support.MessagingProducer;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.ProviderClient;
import io.camelmessaging.common.support.wire.HttpMethod;
import org.apache.camel.Processor;
import org.apache.camel.Producer;

import static io.camelmessaging.common.support.wire.HttpMethod.DELETE;
import static io.camelmessaging.common.support.wire.HttpMethod.GET;
import static io.camelmessaging.common.support.wire.HttpMethod.POST;
import static io.camelmessaging.common.support.wire.HttpMethod.PUT;

/**
 * What {@code clicksend:} can do; the names are those of the URI.
 */
public enum ClickSendOperation implements Operation {

    /** Sends SMS. */
    sms(POST, "/sms/send", SmsRequest.class, MessagesSent.class, Envelope.SMS, Trait.SMS),
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
    upload(UploadProducer::new, Row.send(POST, "/uploads?convert={convert}", null, Upload.class)),
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
    smsPrice(POST, "/sms/price", SmsRequest.class, PriceQuote.class, Envelope.SMS, Trait.SMS, Trait.READS),
    /** Lists sent SMS. */
    smsHistory(GET, "/sms/history", HistoryRequest.class, pageOf(SentMessage.class)),
    /** Cancels a scheduled SMS. */
    cancelSms(PUT, "/sms/{message_id}/cancel", CancelRequest.class, Done.class),
    /** Sends an e-mail. */
    email(POST, "/email/send", EmailRequest.class, EmailSent.class),
    /** Lists the return addresses of letters and postcards. */
    returnAddresses(GET, "/post/return-addresses", AddressesRequest.class, pageOf(ReturnAddress.class)),
    /** SMS to the account's numbers. */
    inboundSms("/sms/inbound", InboundSms.class, InboundConsumer::new),
    /** Delivery receipts of a channel. */
    deliveryReceipts("/{channel}/receipts", Receipt.class, ReceiptsConsumer::new);

    private final Row row;
    /** The array that the request's messages go into; null if it has none. */
    private final Envelope envelope;
    private final Sends sends;
    private final Polls polls;

    /** How the producer of an operation is made. */
    private interface Sends extends BiFunction<ClickSendEndpoint, ProviderClient<ClickSendApi>, Producer> {
    }

    /** How the consumer of an operation is made. */
    private interface Polls {
        MessagingPollingConsumer consumer(ClickSendEndpoint endpoint, Processor processor, ProviderClient<ClickSendApi> client);
    }

    ClickSendOperation(HttpMethod method, String path, Class<? extends Record> requestType, Class<?> responseType,
                       Envelope envelope, Trait... traits) {
        this(Row.send(method, path, requestType, responseType, traits), envelope, ClickSendProducer::new, null);
    }

    ClickSendOperation(HttpMethod method, String path, Class<? extends Record> requestType, Class<?> responseType) {
        this(MessagingProducer::new, Row.send(method, path, requestType, responseType));
    }

    ClickSendOperation(HttpMethod method, String path, Class<? extends Record> requestType, Response page) {
        this(ListingProducer::new, new Row(Use.SEND, method, path, requestType, page, Set.of()));
    }

    ClickSendOperation(Sends sends, Row row) {
        this(row, null, sends, null);
    }

    ClickSendOperation(String path, Class<?> rowType, Polls polls) {
        this(new Row(Use.POLL_OR_WEBHOOK, GET, path, null, pageOf(rowType), Set.of()), null, null, polls);
    }

    ClickSendOperation(Row row, Envelope envelope, Sends sends, Polls polls) {
        this.row = row;
        this.envelope = envelope;
        this.sends = sends;
        this.polls = polls;
    }

    private static Response pageOf(Class<?> rowType) {
        return new Response(Page.class, rowType);
    }

    Producer producer(ClickSendEndpoint endpoint, ProviderClient<ClickSendApi> client) {
        return this == smsHistory && endpoint.getConfiguration().isByReference()
                ? new LookupProducer(endpoint, client) : sends.apply(endpoint, client);
    }

    MessagingPollingConsumer consumer(ClickSendEndpoint endpoint, Processor processor, ProviderClient<ClickSendApi> client) {
        return polls.consumer(endpoint, processor, client);
    }

    Envelope envelope() {
        return envelope;
    }

    /** Whether the provider may have taken it out of its offer. */
    boolean isFaxOrPost() {
        return this == fax || this == letter || this == postcard;
    }

    /** Whether the history tells what became of its messages. */
    boolean hasHistory() {
        return this == sms;
    }

    /** Whether its events are messages, not receipts. */
    boolean isInbound() {
        return this == inboundSms;
    }

    @Override
    public Row row() {
        return row;
    }
}
