/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.camelmessaging.flows.engine.FlowCalls;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowStore;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A step that stops its route, rolls back or throws an error gives the work back at once, with the true reason. */
class StepsThatEndEarlyTest {

    private final MovableClock clock = new MovableClock();
    private final DefaultCamelContext context = FlowContexts.on(Databases.h2(), clock);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger lookups = new AtomicInteger();

    /** Throws what Camel's router does not catch. */
    private static final class Erring extends AsyncProcessorSupport {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            throw new LinkageError("no such class");
        }
    }

    private void start(Consumer<RouteDefinition> step, Consumer<RouteDefinition> end, String parameters) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                step.accept(from("direct:step").process(exchange -> calls.incrementAndGet()));
                end.accept(from("direct:end").to("mock:end").process(exchange -> told.incrementAndGet()));
                from("direct:lookup").process(exchange -> lookups.incrementAndGet())
                        .setHeader(FlowCalls.RESULT, constant("accepted")).stop();
                from("direct:lookup-that-rolls-back").process(exchange -> lookups.incrementAndGet())
                        .setHeader(FlowCalls.RESULT, constant("accepted")).markRollbackOnly();
                from("direct:in").to("kamelet:failover-on-send?name=orders&step1=direct:step&done=direct:end&failed=direct:end"
                                     + parameters);
            }
        });
        context.start();
    }

    private String send() {
        return context.createProducerTemplate()
                .request("direct:in", exchange -> exchange.getMessage().setHeaders(new java.util.HashMap<>(Map.of())))
                .getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
    }

    private FlowStore store() {
        return MessagingFlows.of(context).store();
    }

    private Flow awaitEnd(String id) {
        clock.moveUntil(context, () -> store().find(id).orElseThrow().isEnded());
        return store().find(id).orElseThrow();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    static Stream<Arguments> earlyEnds() {
        return Stream.of(
                Arguments.of("stop", (Consumer<RouteDefinition>) RouteDefinition::stop, "the step stopped its route"),
                Arguments.of("rollback", (Consumer<RouteDefinition>) route -> route.rollback("no"),
                        "RollbackExchangeException"),
                Arguments.of("mark", (Consumer<RouteDefinition>) RouteDefinition::markRollbackOnly, "marked it for rollback"),
                Arguments.of("mark last", (Consumer<RouteDefinition>) RouteDefinition::markRollbackOnlyLast,
                        "marked it for rollback"),
                Arguments.of("error", (Consumer<RouteDefinition>) route -> route.process(new Erring()),
                        ""),
                Arguments.of("error in a processor", (Consumer<RouteDefinition>) route -> route.process(exchange -> {
                    throw new LinkageError("no such class");
                }), ""));
    }

    static Stream<Arguments> failures() {
        return earlyEnds().skip(1);
    }

    @Test
    void aStepThatIsRepeatedUnderItsKeyIsRepeatedAtOnce() throws Exception {
        start(route -> route.filter(exchange -> calls.get() == 1).markRollbackOnly().end(), end -> {
        }, "&step1Repeat=true");

        assertThat(awaitEnd(send()).outcome()).isEqualTo("done");
        assertThat(calls).hasValue(2);
    }

    @Test
    void aLookupThatStopsItsRouteHasFoundWhatItSays() throws Exception {
        start(RouteDefinition::markRollbackOnly, end -> {
        }, "&step1Lookup=direct:lookup");

        assertThat(awaitEnd(send()).outcome()).isEqualTo("done");
        assertThat(lookups).hasValue(1);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aLookupThatFailsHasFoundNothing() throws Exception {
        start(RouteDefinition::markRollbackOnly, end -> {
        }, "&step1Lookup=direct:lookup-that-rolls-back&settleTimes=2");

        String id = send();
        assertThat(awaitEnd(id).outcome()).isEqualTo("unknown");
        assertThat(lookups).hasValue(2);
        assertThat(store().attempts(id).get(0).reason()).isEqualTo("unknown: the lookup found nothing");
    }

    @Test
    void anEndpointThatStopsItsRouteWasTold() throws Exception {
        start(step -> {
        }, RouteDefinition::stop, "");

        assertThat(awaitEnd(send()).outcome()).isEqualTo("done");
        assertThat(told).hasValue(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void anEndpointThatFailsIsToldAgain(String what, Consumer<RouteDefinition> fails, String reason) throws Exception {
        start(step -> {
        }, end -> fails.accept(route(end)), "");

        assertThat(awaitEnd(send()).outcome()).isEqualTo("done");
        assertThat(told).hasValue(2);
        assertThat(calls).hasValue(1);
    }

    /** Fails the first time only. */
    private RouteDefinition route(RouteDefinition end) {
        end.filter(exchange -> told.get() > 1).to("mock:second").stop().end();
        return end;
    }
}
