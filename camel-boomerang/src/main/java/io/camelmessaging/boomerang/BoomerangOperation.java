/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.function.Function;

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
    smsOneWay("/sms1", SmsOneWayRequest.class, Trait.SMS),
    /** Sends an SMS whose replies are tied to it. */
    smsTwoWay("/sms2", SmsTwoWayRequest.class, Trait.SMS),
    /** Sends an SMS from a number of the account. */
    smsCustomNumber("/sms3", SmsCustomNumberRequest.class, Trait.SMS),
    /** Calls a number and reads a text out. */
    voice("/voice", VoiceRequest.class),
    /** Sends an e-mail. */
    email("/email", EmailRequest.class),
    /** Delivery receipts. */
    deliveryReceipts(Use.POLL, "/get_all_new_drs", ReceiptsQuery.class, ReceiptsPage.class, ReceiptsFeed::new),
    /** Replies to messages, and keys pressed in calls. */
    replies(Use.POLL_OR_WEBHOOK, "/get_responses", RepliesQuery.class, RepliesPage.class, RepliesFeed::new);

    private final Row row;
    private final Function<BoomerangConfiguration, Feed<?, ?>> feed;

    BoomerangOperation(String path, Class<? extends Record> requestType, Trait... traits) {
        this.row = Row.send(HttpMethod.POST, path, requestType, MessagesAccepted.class, traits);
        this.feed = null;
    }

    BoomerangOperation(Use use, String path, Class<? extends Record> queryType, Class<?> pageType,
                       Function<BoomerangConfiguration, Feed<?, ?>> feed) {
        this.row = new Row(use, HttpMethod.GET, path, queryType, pageType);
        this.feed = feed;
    }

    /** How the feed is read, from its beginning. */
    Feed<?, ?> feed(BoomerangConfiguration configuration) {
        return feed.apply(configuration);
    }

    @Override
    public Row row() {
        return row;
    }
}
