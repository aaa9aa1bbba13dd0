/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.camelmessaging.common.FailureDetails;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Answers as a component does: as it was told to, then with success. */
final class StandIn implements Processor {

    /** What a call got. */
    record Call(String reference, String idempotencyKey, Object body, String to, Object kept) {
    }

    enum Answer {
        TAKEN,
        UNAVAILABLE,
        REJECTED,
        /** The provider said no, as the recipient has opted out there. */
        OPTED_OUT,
        UNKNOWN,
        BROKEN
    }

    private final String name;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private Answer always = Answer.TAKEN;

    StandIn(String name) {
        this.name = name;
    }

    /** Gives these answers to the next calls. */
    synchronized StandIn next(Answer... ones) {
        answers.addAll(List.of(ones));
        return this;
    }

    /** Gives this answer to all further calls. */
    synchronized StandIn always(Answer answer) {
        always = answer;
        return this;
    }

    List<Call> calls() {
        return calls;
    }

    String lastReference() {
        return calls.get(calls.size() - 1).reference();
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        calls.add(new Call(
                message.getHeader(MessagingConstants.REFERENCE, String.class),
                message.getHeader(MessagingConstants.IDEMPOTENCY_KEY, String.class), message.getBody(),
                message.getHeader(MessagingConstants.TO, String.class), message.getHeader("orderId")));
        FailureDetails failure = new FailureDetails(name, "sms", 500, "17", "about +37255500123", "try again", null);
        switch (answer()) {
            case UNAVAILABLE -> throw new ProviderUnavailableException(null, failure);
            case REJECTED -> throw new RequestRejectedException(RejectionReason.FUNDS, failure);
            case OPTED_OUT -> throw new RequestRejectedException(RejectionReason.OPTED_OUT, failure);
            case UNKNOWN -> throw new OutcomeUnknownException(failure);
            case BROKEN -> throw new IllegalStateException("a bug");
            default -> {
                message.setBody("the provider's answer");
                message.setHeader(MessagingConstants.PROVIDER, name);
                message.setHeader(MessagingConstants.MESSAGE_ID, name + "-" + calls.size());
            }
        }
    }

    private synchronized Answer answer() {
        return answers.isEmpty() ? always : answers.poll();
    }
}
