/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.guard.GuardConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** How often a send asks the database for its guard. */
@ExtendWith(Postgres.class)
class GuardRoundTripsTest {

    private static final String RULES = "allowCountries=EE&maxMessages=100000&maxMessagesPerCampaign=90000"
                                        + "&maxCost=RAW(9000 EUR)&prices=RAW(*=0.05 EUR)&maxPerRecipient=50&sameTextWithin=10m"
                                        + "&maxRecipientsPerCaller=1000&maxRecipientsPerRange=999&maxNeighbours=9"
                                        + "&maxUncheckedPerRange=999&rangeDigits=4";

    private final StandIn provider = new StandIn("one");
    private final RoundTrips trips = new RoundTrips();
    private final DefaultCamelContext context;

    GuardRoundTripsTest(Postgres.Server server) {
        context = FlowContexts.on(trips.on(server.newDatabase()));
    }

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:in").to("kamelet:send-guard?" + RULES).process(provider);
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void send(String to, String text) {
        Exchange sent = context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody(text);
            exchange.getMessage().setHeader(MessagingConstants.TO, to);
            Map.of(GuardConstants.CALLER, "session-1", GuardConstants.CAMPAIGN, "spring")
                    .forEach(exchange.getMessage()::setHeader);
        });
        assertThat(sent.getException()).isNull();
    }

    @Test
    void aSendAsksOnceHoweverManyRulesCount() {
        send("+37255500123", "first");
        trips.startOver();

        for (int i = 0; i < 20; i++) {
            send("+3725551" + (1000 + 10 * i), "text " + i);
        }

        assertThat(trips.count()).isEqualTo(20);
        assertThat(provider.calls()).hasSize(21);
    }

    @Test
    void aListOfNineHundredAsksAFewTimes() {
        send("+37255500123", "first");
        trips.startOver();
        String list = IntStream.range(0, 900).mapToObj(i -> "+3725%07d".formatted(1_000_000 + 1_111 * i))
                .collect(Collectors.joining(","));

        send(list, "news");

        assertThat(trips.count()).as("statements, or batches of one").isLessThanOrEqualTo(8);
    }
}
