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
    sms(POST, "/send", SmsRequest.class, SmsAccepted.class),
    /** Tells how many credits are left. */
    credits(GET, "/credits", null, Credits.class),
    /** Adds a person to a list of the account. */
    importCustomer(POST, "/import", ImportRequest.class, ImportResult.class),
    /** Puts a number on the account's opt-out list. */
    optOut(POST, "/optout", OptOutRequest.class, OptOutResult.class),
    /** Sends a one-time code. */
    verify(POST, "/verify", VerifyRequest.class, VerifyStarted.class),
    /** Checks a one-time code. */
    verifyCheck(GET, "/verify", VerifyCheckRequest.class, VerifyCheckResult.class),
    /** Delivery receipts, pushed to the URL that is set in the account. */
    deliveryReceipts(DeliveryReport.class),
    /** Replies of customers, pushed to the URL that is set in the account. */
    replies(CustomerReply.class);

    private final Row row;

    SendmodeOperation(HttpMethod method, String path, Class<? extends Record> requestType, Class<?> responseType) {
        this.row = new Row(Use.SEND, method, path, requestType, responseType);
    }

    SendmodeOperation(Class<?> eventType) {
        this.row = new Row(Use.WEBHOOK, null, null, null, eventType);
    }

    /** A check of a code is a GET that uses the code up. */
    @Override
    public boolean isReadOnly() {
        return this == credits;
    }

    @Override
    public boolean isSms() {
        return this == sms;
    }

    @Override
    public Row row() {
        return row;
    }
}
