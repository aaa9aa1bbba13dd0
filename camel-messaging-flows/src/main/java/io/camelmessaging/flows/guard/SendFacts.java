/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

import io.camelmessaging.flows.FlowConstants;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/**
 * What an exchange says of all its messages.
 *
 * @param campaign     what the route calls the campaign; null for none
 * @param caller       who asked for it; null if nobody says
 * @param message      tells it from others: the conversation of a flow, which several providers may be tried for, or
 *                     else the exchange
 * @param flow         the flow whose step it is; null for none
 * @param conversation of the flow; null if it is not told
 * @param routes       where it began, and where it is
 */
record SendFacts(String campaign, String caller, String message, String flow, String conversation, Set<String> routes) {

    /** Set by flows while a step of theirs sends. */
    private static final String FLOW_ACTION = "CamelMessagingFlowAction";

    static SendFacts of(Exchange exchange) {
        String conversation = exchange.getMessage().getHeader(FlowConstants.CONVERSATION_ID, String.class);
        boolean isStep = exchange.getProperty(FLOW_ACTION) != null;
        return new SendFacts(
                text(exchange, GuardConstants.CAMPAIGN), text(exchange, GuardConstants.CALLER),
                isStep && conversation != null ? conversation : exchange.getExchangeId(),
                isStep ? exchange.getMessage().getHeader(FlowConstants.FLOW, "", String.class) : null,
                conversation, routes(exchange));
    }

    /** By where it comes from and nothing that a message says. */
    private static Set<String> routes(Exchange exchange) {
        Set<String> routes = new LinkedHashSet<>(
                Arrays.asList(exchange.getFromRouteId(), ExchangeHelper.getRouteId(exchange)));
        routes.remove(null);
        return routes;
    }

    private static String text(Exchange exchange, String header) {
        String value = exchange.getMessage().getHeader(header, String.class);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The flow that asks; null if none does, or if its step has removed the headers that name it. */
    HeldMessages.Step step() {
        return !isStep() || flow.isEmpty() || conversation == null ? null : new HeldMessages.Step(flow, conversation);
    }

    /** Whether a flow asks, which tells of what was not sent by itself and must not stop. */
    boolean isStep() {
        return flow != null;
    }

    /** The message as the rules see it. */
    GuardedSend send(
            String recipient, String text, int segments, String provider, String account, Guard guard,
            Digests digests) {
        Destination destination = Destination.of(recipient).orElse(null);
        Prices prices = guard == null ? null : guard.rules().prices();
        long micros = prices == null ? 0 : prices.of(destination, segments).orElse(GuardedSend.NO_PRICE);
        String digest = text == null || text.isEmpty() ? null : digests.of(text) + ":" + digests.of(recipient);
        return new GuardedSend(
                recipient, destination, provider, account, campaign, caller, message + "\n" + digest, digest, micros);
    }
}
