/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import io.camelmessaging.boomware.model.CallStarted;
import io.camelmessaging.boomware.model.ChannelMessageRequest;
import io.camelmessaging.boomware.model.DeliveryCallback;
import io.camelmessaging.boomware.model.FailoverRequest;
import io.camelmessaging.boomware.model.FlashCallRequest;
import io.camelmessaging.boomware.model.HlrRequest;
import io.camelmessaging.boomware.model.HlrResult;
import io.camelmessaging.boomware.model.InboundSms;
import io.camelmessaging.boomware.model.MessageAccepted;
import io.camelmessaging.boomware.model.PushRequest;
import io.camelmessaging.boomware.model.RcsRequest;
import io.camelmessaging.boomware.model.RequestGoalRequest;
import io.camelmessaging.boomware.model.RequestInfo;
import io.camelmessaging.boomware.model.RequestInfoRequest;
import io.camelmessaging.boomware.model.SmsRequest;
import io.camelmessaging.boomware.model.TextCallRequest;
import io.camelmessaging.boomware.model.VerifyCheckRequest;
import io.camelmessaging.boomware.model.VerifyCheckResult;
import io.camelmessaging.boomware.model.VerifyInfo;
import io.camelmessaging.boomware.model.VerifyInfoRequest;
import io.camelmessaging.boomware.model.VerifyRequest;
import io.camelmessaging.boomware.model.ViberRequest;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.wire.HttpMethod;

import static io.camelmessaging.common.support.wire.HttpMethod.GET;
import static io.camelmessaging.common.support.wire.HttpMethod.POST;

/**
 * What {@code boomware:} can do; the names are those of the URI.
 */
public enum BoomwareOperation implements Operation {

    /** Sends an SMS. */
    sms(POST, "/v1/sms", SmsRequest.class, MessageAccepted.class, Trait.SMS),
    /** Sends a push notification to the app that has bound the number. */
    push(POST, "/v1/messaging/push", PushRequest.class, MessageAccepted.class),
    /** Sends a Viber message. */
    viber(POST, "/v1/messaging/viber", ViberRequest.class, MessageAccepted.class),
    /** Sends an RCS message. */
    rcs(POST, "/v1/messaging/rcs", RcsRequest.class, MessageAccepted.class),
    /** Sends over a channel that is named by the option channel. */
    messaging(POST, "/v1/messaging/{channel}", ChannelMessageRequest.class, MessageAccepted.class),
    /** Starts a chain of channels that the provider tries in order. */
    failover(POST, "/v1/messaging/failover", FailoverRequest.class, MessageAccepted.class, Trait.CHAIN),
    /** Sends a one-time code. */
    verify(POST, "/v1/verify", VerifyRequest.class, MessageAccepted.class, Trait.VERIFIES),
    /** Checks a one-time code. */
    verifyCheck(POST, "/v1/verify/check", VerifyCheckRequest.class, VerifyCheckResult.class),
    /** Tells the state of a verification. */
    verifyInfo(POST, "/v1/verify/info", VerifyInfoRequest.class, VerifyInfo.class, Trait.READS),
    /** Looks a number up in its home location register; each lookup is charged. */
    hlr(POST, "/v1/insight/hlr", HlrRequest.class, HlrResult.class),
    /** Tells the state of a request. */
    requestInfo(GET, "/v1/requests/{id}", RequestInfoRequest.class, RequestInfo.class),
    /** Reports that a request reached its goal. */
    requestGoal(POST, "/v1/requests/{id}", RequestGoalRequest.class, RequestInfo.class),
    /** Rings a number once. */
    flashCall(POST, "/v1/calls/flash", FlashCallRequest.class, CallStarted.class),
    /** Calls a number and reads a text out. */
    textCall(POST, "/v1/calls/text", TextCallRequest.class, CallStarted.class),
    /** Delivery receipts, posted to the callback URL of a message. */
    deliveryReceipts(DeliveryCallback.class, null),
    /** Messages to a rented number. */
    inboundSms(InboundSms.class, "text");

    private final Row row;
    private final String marks;

    BoomwareOperation(HttpMethod method, String path, Class<? extends Record> requestType, Class<?> responseType,
                      Trait... traits) {
        this.row = Row.send(method, path, requestType, responseType, traits);
        this.marks = null;
    }

    BoomwareOperation(Class<?> eventType, String marks) {
        this.row = Row.push(eventType);
        this.marks = marks;
    }

    /** The field without which a push is not this event, even if it is empty; null for none. */
    String marks() {
        return marks;
    }

    @Override
    public Row row() {
        return row;
    }
}
