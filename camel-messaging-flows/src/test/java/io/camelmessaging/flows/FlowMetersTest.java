/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.StandIn.Answer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is measured of flows. */
class FlowMetersTest {

    private static final String NUMBER = "+37255500123";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AwayDatabase database = new AwayDatabase(Databases.h2());
    private final DefaultCamelContext context = FlowContexts.on(database);
    private final StandIn one = new StandIn("one");
    private final StandIn two = new StandIn("two");
    private final AtomicInteger sent = new AtomicInteger();

    @BeforeEach
    void routes() throws Exception {
        context.getRegistry().bind("meters", meters);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").process(one);
                from("direct:two").process(two);
                from("direct:receipts").to("kamelet:flow-events");
                from("direct:in").to("kamelet:failover-on-receipt?name=orders&step1=direct:one&step2=direct:two"
                                     + "&done=mock:done&failed=mock:failed&expired=mock:expired&unknown=mock:unknown");
                from("direct:stop").to("kamelet:opt-out-listener");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void send() {
        context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody("secret text " + sent.incrementAndGet());
            exchange.getMessage().setHeaders(new HashMap<>(Map.of(MessagingConstants.TO, NUMBER)));
        });
    }

    private void receipt(StandIn provider, DeliveryStatus status) {
        context.createProducerTemplate().request("direct:receipts", event -> event.getMessage().setHeaders(new HashMap<>(
                Map.of(
                        MessagingConstants.PROVIDER, "made up " + sent, MessagingConstants.REFERENCE, provider.lastReference(),
                        MessagingConstants.STATUS, status, MessagingConstants.EVENT_ID, "e" + sent))));
    }

    private double counter(String name, String... tags) {
        return meters.find(name).tags(tags).counters().stream().mapToDouble(one -> one.count()).sum();
    }

    private double gauge(String name, String... tags) {
        return meters.get(name).tags(tags).gauge().value();
    }

    @Test
    void aMessageIsCountedFromIntakeToEnd() {
        one.always(Answer.UNAVAILABLE);
        send();
        await().until(() -> !two.calls().isEmpty());
        await().until(() -> counter("camel.messaging.flow.attempts", "outcome", "accepted") == 1);
        receipt(two, DeliveryStatus.DELIVERED);

        await().untilAsserted(
                () -> assertThat(meters.find("camel.messaging.flow.ended").tags("flow", "orders", "outcome", "done")
                        .timer()).isNotNull().satisfies(timer -> assertThat(timer.count()).isEqualTo(1)));
        assertThat(counter("camel.messaging.flow.started", "flow", "orders")).isEqualTo(1);
        assertThat(counter("camel.messaging.flow.attempts", "flow", "orders", "step", "1", "outcome", "unavailable"))
                .isEqualTo(1);
        assertThat(counter("camel.messaging.flow.attempts", "flow", "orders", "step", "2", "outcome", "accepted")).isEqualTo(1);
        assertThat(counter("camel.messaging.fallback", "flow", "orders")).isEqualTo(1);
        assertThat(meters.get("camel.messaging.receipt.delay").tags("status", "delivered").timer().count()).isEqualTo(1);
    }

    @Test
    void gaugesTellWhatIsOpen() {
        send();
        await().until(() -> !one.calls().isEmpty() && MessagingFlows.of(context).store().isIdle());

        // the first question of a gauge, whose answer is kept for some seconds
        assertThat(gauge("camel.messaging.flow.open", "flow", "orders", "state", "wait")).isEqualTo(1);
        assertThat(gauge("camel.messaging.flow.open", "flow", "orders", "state", "next")).isZero();
        assertThat(gauge("camel.messaging.flow.parked", "flow", "orders")).isZero();
        assertThat(gauge("camel.messaging.flow.overdue", "flow", "orders")).isZero();
    }

    /** The first question is asked, and all that come within the next seconds are answered by its answer. */
    @Test
    void scrapesDoNotAskTheDatabaseEachTime() {
        FlowObservation observation = MessagingFlows.of(context).observation();
        Object first = observation.figures();

        for (int i = 0; i < 100; i++) {
            gauge("camel.messaging.flow.open", "flow", "orders", "state", "wait");
        }
        assertThat(observation.figures()).isSameAs(first);
    }

    @Test
    void gaugesAreNotANumberWhereTheDatabaseIsAway() {
        database.goAway();

        assertThat(gauge("camel.messaging.flow.open", "flow", "orders", "state", "wait")).isNaN();
        assertThat(gauge("camel.messaging.flow.overdue", "flow", "orders")).isNaN();
        database.comeBack();
    }

    @Test
    void anOptOutIsCounted() {
        context.createProducerTemplate().request("direct:stop", event -> {
            event.getMessage().setBody("STOP");
            event.getMessage().setHeaders(new HashMap<>(
                    Map.of(MessagingConstants.PROVIDER, "one",
                            MessagingConstants.EVENT_ID, "e1", MessagingConstants.SENDER, NUMBER)));
        });

        assertThat(counter("camel.messaging.optouts", "kind", "out")).isEqualTo(1);
    }

    @Test
    void noTagComesFromAMessage() {
        for (int i = 0; i < 10; i++) {
            send();
        }
        await().until(() -> counter("camel.messaging.flow.attempts") == 10);
        receipt(one, DeliveryStatus.DELIVERED);
        await().until(() -> meters.find("camel.messaging.receipt.delay").timer() != null);

        Set<String> closed = Set.of(context.getName(), "orders", "1", "2", "accepted", "done", "delivered", "other", "next",
                "sending", "doubt", "wait", "end");
        assertThat(meters.getMeters().stream().map(Meter::getId).filter(id -> id.getName().startsWith("camel.messaging"))
                .flatMap(id -> id.getTags().stream()).map(Tag::getValue)).isNotEmpty().isSubsetOf(closed);
    }

    @Test
    void aFlowThatIsGoneHasNoGauge() throws Exception {
        assertThat(meters.find("camel.messaging.flow.open").gauges()).isNotEmpty();
        context.getShutdownStrategy().setTimeout(Duration.ofSeconds(1).toSeconds());
        context.stop();

        assertThat(meters.find("camel.messaging.flow.open").gauges()).isEmpty();
    }
}
