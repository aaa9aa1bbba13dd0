/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A flow of two steps whose providers and receipts are the test's. Each wait passes on a clock that the tests move.
 */
abstract class TwoStepsOnReceipt {

    static final String NUMBER = "+37255500123";
    /** What else passes besides the waits that a test is about. */
    static final Duration LITTLE = Duration.ofMinutes(5);

    final MovableClock clock = new MovableClock();
    final DefaultCamelContext context = FlowContexts.on(Databases.h2(), clock);
    final StandIn one = new StandIn("one");
    final StandIn two = new StandIn("two");
    int receipts;

    @BeforeEach
    void providers() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").process(one);
                from("direct:two").process(two);
                from("direct:receipts").to("kamelet:flow-events");
            }
        });
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    void start(String parameters) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:failover-on-receipt?name=orders&step1=direct:one&step2=direct:two"
                                     + "&done=mock:done&failed=mock:failed&expired=mock:expired&unknown=mock:unknown&late=mock:late"
                                     + parameters);
            }
        });
        context.start();
    }

    String send() {
        return context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody("hello");
            exchange.getMessage().setHeaders(new HashMap<>(Map.of(MessagingConstants.TO, NUMBER)));
        }).getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
    }

    /** Moves the clock until something is so. */
    void until(BooleanSupplier condition) {
        clock.moveUntil(context, condition);
    }

    void awaitCall(StandIn provider) {
        until(() -> !provider.calls().isEmpty());
    }

    /** A receipt by the provider's id of the message. */
    Message receipt(String provider, String messageId, DeliveryStatus status) {
        return receipt(Map.of(MessagingConstants.PROVIDER, provider, MessagingConstants.MESSAGE_ID, messageId,
                MessagingConstants.STATUS, status));
    }

    /** A receipt by the reference of the message. */
    Message receiptOf(String provider, String reference, DeliveryStatus status) {
        return receipt(Map.of(MessagingConstants.PROVIDER, provider, MessagingConstants.REFERENCE, reference,
                MessagingConstants.STATUS, status));
    }

    Message receipt(Map<String, Object> headers) {
        Exchange exchange = context.createProducerTemplate().request("direct:receipts", event -> {
            event.getMessage().setHeaders(new HashMap<>(headers));
            event.getMessage().getHeaders().putIfAbsent(MessagingConstants.EVENT_ID, "e" + ++receipts);
            event.getMessage().setHeader(MessagingConstants.TIMESTAMP, clock.instant());
        });
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    /** Waits until a flow has ended, which has told exactly one endpoint once, and gives what that was told. */
    Message theEnd(String flowId, String name) {
        MessagingFlows flows = MessagingFlows.of(context);
        until(() -> flows.store().find(flowId).orElseThrow().isEnded());
        List<Message> told = Stream.of("done", "failed", "expired", "unknown").flatMap(end -> mock(end).getExchanges().stream())
                .map(Exchange::getMessage).filter(end -> flowId.equals(end.getHeader(FlowConstants.FLOW_ID))).toList();
        assertThat(told).singleElement()
                .satisfies(end -> assertThat(end.getHeader(FlowConstants.OUTCOME)).isEqualTo(name));
        assertThat(mock(name).getExchanges()).extracting(Exchange::getMessage).contains(told.get(0));
        return told.get(0);
    }
}
