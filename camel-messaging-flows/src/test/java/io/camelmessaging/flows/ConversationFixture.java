/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.store.Flow;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/** Conversations with stand-ins for the providers, on a clock that the tests move. */
abstract class ConversationFixture {

    static final String NUMBER = "+37255500123";

    static final String ENDS = "&answered=mock:answered&handover=mock:handover&expired=mock:expired"
                               + "&failed=mock:failed&unknown=mock:unknown&optedOut=mock:optedOut&late=mock:late&ambiguous=mock:ambiguous";

    /** What else passes besides the waits that a test is about. */
    static final Duration LITTLE = Duration.ofMinutes(5);

    static final List<String> OUTCOMES = List.of("answered", "handover", "expired", "failed", "unknown", "optedOut");

    final DataSource dataSource = Databases.h2();

    final MovableClock clock = new MovableClock();

    final StandIn asking = new StandIn("one");

    final StandIn reminding = new StandIn("one");

    final StandIn calling = new StandIn("two");

    final StandIn askingAgain = new StandIn("one");

    final AtomicInteger replies = new AtomicInteger();

    DefaultCamelContext context;

    @BeforeEach
    void newContext() {
        context = FlowContexts.on(dataSource, clock);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    void start(String parameters) throws Exception {
        start("visits", parameters);
    }

    void start(String name, String parameters) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + name).to("kamelet:conversation?name=" + name + "&ask=direct:ask" + ENDS + parameters);
                if (context.getRoute("ask") == null) {
                    from("direct:ask").routeId("ask").process(asking);
                    from("direct:remind").process(reminding);
                    from("direct:call").process(calling);
                    from("direct:again").process(askingAgain);
                    from("direct:replies").to("kamelet:flow-events");
                }
            }
        });
        context.start();
    }

    String ask(String number, Map<String, Object> headers) {
        return ask("visits", number, headers);
    }

    String ask(String name, String number, Map<String, Object> headers) {
        Exchange taken = context.createProducerTemplate().request("direct:" + name, exchange -> {
            exchange.getMessage().setBody("Can you make it on Friday?");
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            exchange.getMessage().setHeader(MessagingConstants.TO, number);
        });
        assertThat(taken.getException()).isNull();
        return taken.getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
    }

    String ask() {
        String id = ask(NUMBER, Map.of());
        awaitState(id, "WAIT");
        return id;
    }

    /** Moves the clock until something is so. */
    void until(BooleanSupplier condition) {
        clock.moveUntil(context, condition);
    }

    void awaitState(String id, String state) {
        until(() -> flow(id).state().equals(state));
    }

    Flow flow(String id) {
        return MessagingFlows.of(context).store().find(id).orElseThrow();
    }

    /** A reply as a provider reports it; the header that ties it, if any, is the caller's. */
    Message reply(String text, Map<String, Object> headers) {
        return context.createProducerTemplate().request("direct:replies", exchange -> {
            exchange.getMessage().setBody(text);
            exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "one");
            exchange.getMessage().setHeader(MessagingConstants.EVENT_ID, "reply" + replies.incrementAndGet());
            exchange.getMessage().setHeader(MessagingConstants.SENDER, NUMBER.substring(1));
            exchange.getMessage().setHeader(MessagingConstants.TIMESTAMP, clock.instant());
            exchange.getMessage().getHeaders().putAll(headers);
        }).getMessage();
    }

    Message reply(String text) {
        return reply(text, Map.of());
    }

    void receipt(String reference, DeliveryStatus status) {
        context.createProducerTemplate().send("direct:replies", exchange -> {
            exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "one");
            exchange.getMessage().setHeader(MessagingConstants.EVENT_ID, reference + status);
            exchange.getMessage().setHeader(MessagingConstants.REFERENCE, reference);
            exchange.getMessage().setHeader(MessagingConstants.STATUS, status);
        });
    }

    MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    /** Waits for the end of a conversation, and that it has no other. */
    Message theEnd(String id, String outcome) {
        awaitState(id, Flow.ENDED);
        List<Exchange> ends = OUTCOMES.stream().flatMap(one -> mock(one).getExchanges().stream())
                .filter(end -> id.equals(end.getMessage().getHeader(FlowConstants.FLOW_ID))).toList();
        assertThat(ends).hasSize(1);
        assertThat(ends.get(0).getMessage().getHeader(FlowConstants.OUTCOME)).isEqualTo(outcome);
        assertThat(mock(outcome).getExchanges()).contains(ends.get(0));
        return ends.get(0).getMessage();
    }
}
