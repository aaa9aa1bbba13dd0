package io.camelmessaging.boomerang;

import io.camelmessaging.boomerang.model.EmailRequest;
import io.camelmessaging.boomerang.model.MessagesAccepted;
import io.camelmessaging.boomerang.model.ReceiptsPage;
import io.camelmessaging.boomerang.model.ReceiptsQuery;
import io.camelmessaging.boomerang.model.RepliesPage;
import io.camelmessaging.boomerang.model.RepliesQuery;
import io.camelmessaging.boomerang.model.SmsCustomNumberRequest;
import io.camelmessaging.boomerang.model.SmsOneWayRequest;
import io.camelmessaging.boomerang.model.SmsTwoWayRequest;
import io.camelmessaging.boomerang.model.VoiceRequest;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.wire.HttpMethod;

/**
 * What {@code boomerang:} can do; the names are those of the URI.
 */
public enum BoomerangOperation implements Operation {

    /** Sends an SMS from a name, which cannot be answered. */
    smsOneWay("/sms1", SmsOneWayRequest.class),
    /** Sends an SMS whose replies are tied to it. */
    smsTwoWay("/sms2", SmsTwoWayRequest.class),
    /** Sends an SMS from a number of the account. */
    smsCustomNumber("/sms3", SmsCustomNumberRequest.class),
    /** Calls a number and reads a text out. */
    voice("/voice", VoiceRequest.class),
    /** Sends an e-mail. */
    email("/email", EmailRequest.class),
    /** Delivery receipts. */
    deliveryReceipts(Use.POLL, "/get_all_new_drs", ReceiptsQuery.class, ReceiptsPage.class),
    /** Replies to messages, and keys pressed in calls. */
    replies(Use.POLL_OR_WEBHOOK, "/get_responses", RepliesQuery.class, RepliesPage.class);

    private final Row row;

    BoomerangOperation(String path, Class<? extends Record> requestType) {
        this.row = new Row(Use.SEND, HttpMethod.POST, path, requestType, MessagesAccepted.class);
    }

    BoomerangOperation(Use use, String path, Class<? extends Record> queryType, Class<?> pageType) {
        this.row = new Row(use, HttpMethod.GET, path, queryType, pageType);
    }

    @Override
    public boolean isSms() {
        return this == smsOneWay || this == smsTwoWay || this == smsCustomNumber;
    }

    @Override
    public Row row() {
        return row;
    }
}
