/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.wire.HttpMethod;

import static io.camelmessaging.common.support.wire.HttpMethod.DELETE;
import static io.camelmessaging.common.support.wire.HttpMethod.GET;
import static io.camelmessaging.common.support.wire.HttpMethod.POST;

/**
 * What {@code courier:} can do: one operation of each shape.
 */
public enum CourierOperation implements Operation {

    /** One recipient in one call. */
    sms(Use.SEND, POST, "/sms", Wire.Sms.class, Wire.Accepted.class, Trait.SMS),
    /** Many messages in one call, and a long list in several. */
    bulk(Use.SEND, POST, "/bulk", Wire.Sms.class, Wire.BulkResult.class, Trait.SMS),
    /** One text to many numbers in one call. */
    list(Use.SEND, POST, "/list", Wire.SmsList.class, Wire.Accepted.class),
    /** A body that is JSON and not text. */
    template(Use.SEND, POST, "/template", Wire.Template.class, Wire.Accepted.class),
    /** Reads, with an id in the path. */
    status(Use.SEND, GET, "/messages/{id}", Wire.StatusQuery.class, Wire.Status.class),
    /** Changes without a body. */
    cancel(Use.SEND, DELETE, "/lists/{list}/messages/{id}", Wire.Cancel.class, Wire.Status.class),
    /** Takes no input. */
    balance(Use.SEND, GET, "/balance", null, Wire.Balance.class),
    receipts(Use.POLL_OR_WEBHOOK, GET, "/receipts", null, Wire.Feed.class),
    inbound(Use.WEBHOOK, null, null, null, Wire.Inbound.class),
    history(Use.POLL, GET, "/history", null, Wire.Feed.class);

    private final Row row;

    CourierOperation(Use use, HttpMethod method, String path, Class<? extends Record> requestType, Class<?> responseType,
                     Trait... traits) {
        this.row = new Row(use, method, path, requestType, responseType, traits);
    }

    @Override
    public Row row() {
        return row;
    }
}
