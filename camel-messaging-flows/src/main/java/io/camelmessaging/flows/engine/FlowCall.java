/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.FlowConstants;
import io.camelmessaging.flows.policy.Next;
import io.camelmessaging.flows.policy.Remembered;
import io.camelmessaging.flows.policy.Situation;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * One call of an endpoint for a flow: an exchange of the flow's route with this as a property.
 *
 * @param route the flow's
 * @param at    the flow as it was written before the call
 * @param next  what is called
 * @param uri   the endpoint
 */
record FlowCall(FlowRoute route, Situation at, Next next, String uri) implements FlowCalls.Request {

    @Override
    public FlowMessage message() {
        return at.flow().message();
    }

    @Override
    public void prepare(Exchange exchange) {
        Message message = exchange.getMessage();
        fill(message, at.flow());
        if (next instanceof Next.Send send) {
            fill(message, send.attempt());
        } else if (next instanceof Next.Lookup lookup) {
            fill(message, lookup.attempt());
            message.removeHeader(FlowCalls.RESULT);
            // what is told of this message from now on, not what an event told that led to it
            message.removeHeader(MessagingConstants.STATUS);
            message.removeHeader(FlowConstants.REASON);
        } else if (next instanceof Next.TellOutcome) {
            fillOutcome(message);
        }
        route.complete(message, at, next);
    }

    private static void fill(Message message, Flow flow) {
        if (flow.message() != null) {
            flow.message().writeTo(message);
        }
        message.setHeader(FlowConstants.FLOW, flow.name());
        message.setHeader(FlowConstants.FLOW_ID, flow.id());
        message.setHeader(FlowConstants.CONVERSATION_ID, flow.conversationId());
    }

    private static void fill(Message message, Attempt attempt) {
        FlowCalls.describe(message, attempt);
        // those of an event that led to this message are not the answer to it
        message.removeHeader(MessagingConstants.PROVIDER);
        message.removeHeader(MessagingConstants.ACCOUNT);
        message.removeHeader(MessagingConstants.MESSAGE_ID);
    }

    private void fillOutcome(Message message) {
        Flow flow = at.flow();
        message.setHeader(MessagingConstants.EVENT_ID, flow.id() + ":" + flow.outcome());
        message.setHeader(FlowConstants.OUTCOME, flow.outcome());
        message.setHeader(FlowConstants.STEP, flow.step());
        message.setHeader(FlowConstants.ATTEMPTS, at.attempts().size());
        setIfKnown(message, FlowConstants.REASON, flow.data().get(Remembered.REASON));
        at.attempts().stream().filter(attempt -> attempt.step() == flow.step()).findFirst().ifPresent(attempt -> {
            setIfKnown(message, MessagingConstants.PROVIDER, attempt.provider());
            setIfKnown(message, MessagingConstants.MESSAGE_ID, attempt.messageId());
            setIfKnown(message, MessagingConstants.STATUS, attempt.status());
        });
    }

    private static void setIfKnown(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
