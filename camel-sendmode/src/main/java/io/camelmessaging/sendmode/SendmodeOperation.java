/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.wire.HttpMethod;
import io.camelmessaging.sendmode.model.Credits;
import io.camelmessaging.sendmode.model.CustomerReply;
import io.camelmessaging.sendmode.model.DeliveryReport;
import io.camelmessaging.sendmode.model.ImportRequest;
import io.camelmessaging.sendmode.model.ImportResult;
import io.camelmessaging.sendmode.model.OptOutRequest;
import io.camelmessaging.sendmode.model.OptOutResult;
import io.camelmessaging.sendmode.model.SmsAccepted;
import io.camelmessaging.sendmode.model.SmsRequest;
import io.camelmessaging.sendmode.model.VerifyCheckRequest;
import io.camelmessaging.sendmode.model.VerifyCheckResult;
import io.camelmessaging.sendmode.model.VerifyRequest;
import io.camelmessaging.sendmode.model.VerifyStarted;

import static io.camelmessaging.common.support.wire.HttpMethod.GET;
import static io.camelmessaging.common.support.wire.HttpMethod.POST;

/**
 * What {@code sendmode:} can do; the names are those of the URI.
 */
public enum SendmodeOperation implements Operation {

    /** Sends an SMS to one or several numbers. */
    sms(POST, "/send", SmsRequest.class, SmsAccepted.class, Trait.SMS),
    /** Tells how many credits are left. */
    credits(GET, "/credits", null, Credits.class),
    /** Adds a person to a list of the account. */
    importCustomer("importdata", "group", "/import", ImportRequest.class, ImportResult.class),
    /** Puts a number on the account's opt-out list. */
    optOut(null, null, "/optout", OptOutRequest.class, OptOutResult.class),
    /** Sends a one-time code. */
    verify(POST, "/verify", VerifyRequest.class, VerifyStarted.class, Trait.VERIFIES),
    /** Checks a one-time code, which uses it up. */
    verifyCheck(GET, "/verify", VerifyCheckRequest.class, VerifyCheckResult.class, Trait.CHANGES),
    /** Delivery receipts, pushed to the URL that is set in the account. */
    deliveryReceipts(DeliveryReport.class),
    /** Replies of customers, pushed to the URL that is set in the account. */
    replies(CustomerReply.class);

    private final Row row;
    private final String payloadField;
    private final String fieldBeside;

    SendmodeOperation(HttpMethod method, String path, Class<? extends Record> requestType, Class<?> responseType,
                      Trait... traits) {
        this(Row.send(method, path, requestType, responseType, traits), "message", null);
    }

    SendmodeOperation(String payloadField, String fieldBeside, String path, Class<? extends Record> requestType,
                      Class<?> responseType) {
        this(Row.send(POST, path, requestType, responseType), payloadField, fieldBeside);
    }

    SendmodeOperation(Class<?> eventType) {
        this(Row.push(eventType), null, null);
    }

    SendmodeOperation(Row row, String payloadField, String fieldBeside) {
        this.row = row;
        this.payloadField = payloadField;
        this.fieldBeside = fieldBeside;
    }

    /** The form field that holds the payload; null for that of an option. */
    String payloadField() {
        return payloadField;
    }

    /** The field that stands beside the payload in a form, and inside it in plain JSON; null for none. */
    String fieldBeside() {
        return fieldBeside;
    }

    @Override
    public Row row() {
        return row;
    }
}
