/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The examples of the page about send-later, in each language. */
class SendLaterPageTest {

    private static final String NUMBER = "+37255500123";

    private final DefaultCamelContext context = FlowContexts.on(Databases.h2());
    private final StandIn provider = new StandIn("one");

    @BeforeEach
    void routes() throws Exception {
        FlowPage page = new FlowPage("flows-send-later.adoc");
        page.loadYaml(context);
        page.loadXml(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:reminder").process(provider);
                from("direct:desk").to("mock:desk");
                from("direct:paid").to("mock:paid");

                from("direct:invoice")
                        .setHeader("CamelMessagingTo", header("phone"))
                        .setHeader("CamelMessagingSchedule", simple("${date-with-timezone:now+3d:UTC:yyyy-MM-dd'T'HH:mm:ss}Z"))
                        .setHeader("CamelMessagingConversationId", simple("invoice-${header.number}"))
                        .to("kamelet:send-later?name=invoices&to=direct:reminder&failed=direct:desk&cancelled=direct:paid");

                from("direct:invoice-paid")
                        .setHeader("CamelMessagingConversationId", simple("invoice-${header.number}"))
                        .process(exchange -> new ScheduledMessages(exchange.getContext())
                                .cancel("invoices",
                                        exchange.getMessage().getHeader("CamelMessagingConversationId", String.class)));
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void send(String to, Map<String, Object> headers) {
        context.createProducerTemplate().sendBodyAndHeaders("direct:" + to, "See you at ten.", headers);
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    @Test
    void theYamlRemindsAtItsTime() {
        send("appointment", Map.of("phone", NUMBER, "number", 1, "reminderAt", Instant.now().toString()));

        await().until(() -> provider.calls().size() == 1);
        assertThat(mock("desk").getReceivedCounter()).isZero();
    }

    @Test
    void theYamlTellsTheDeskWhatWasCalledOffTooLate() {
        send("appointment", Map.of("phone", NUMBER, "number", 1, "reminderAt", Instant.now().plusSeconds(3600).toString()));
        send("appointment-called-off", Map.of("number", 1));
        assertThat(mock("desk").getReceivedCounter()).isZero();

        send("appointment", Map.of("phone", NUMBER, "number", 2, "reminderAt", Instant.now().toString()));
        await().until(() -> provider.calls().size() == 1);
        await().until(() -> MessagingFlows.of(context).store().find("appointments", "appointment-2").orElseThrow().isEnded());
        send("appointment-called-off", Map.of("number", 2));

        await().until(() -> mock("desk").getExchanges().stream().anyMatch(
                told -> "appointment-2".equals(told.getMessage().getHeader(FlowConstants.CONVERSATION_ID))));
    }

    @Test
    void theJavaIsCancelledWhenItIsPaid() {
        send("invoice", Map.of("phone", NUMBER, "number", 7));

        send("invoice-paid", Map.of("number", 7));

        await().until(() -> mock("paid").getReceivedCounter() == 1);
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void theXmlTakesATimeOnTheWallOfTheRegion() {
        LocalDate tomorrow = LocalDate.now().plusDays(2);

        send("birthday", Map.of("phone", NUMBER, "birthday", tomorrow.toString(), FlowConstants.CONVERSATION_ID, "b"));

        assertThat(MessagingFlows.of(context).store().find("birthdays", "b").orElseThrow().data().get("schedule"))
                .isEqualTo(tomorrow.atTime(9, 0).atZone(ZoneId.of("Europe/Tallinn")).toInstant().toString());
    }

    @Test
    void quietHoursHoldItFurther() {
        // at night everywhere: the window is closed in the zone of the recipient that the header names
        String night = zoneAtMidnight();

        send("campaign", Map.of("CamelMessagingTo", NUMBER, "CamelMessagingSchedule", Instant.now().toString(),
                FlowConstants.TIME_ZONE, night, FlowConstants.CONVERSATION_ID, "c"));

        MessagingFlows flows = MessagingFlows.of(context);
        await().atMost(Duration.ofSeconds(10)).until(() -> flows.store().find("campaign", "c").orElseThrow().isEnded());
        assertThat(flows.store().find("campaign-by-day", "c")).isPresent();
        assertThat(provider.calls()).isEmpty();
    }

    private static String zoneAtMidnight() {
        int offset = Math.floorMod(-LocalTime.now(ZoneOffset.UTC).toSecondOfDay(), 24 * 3600);
        return ZoneOffset.ofTotalSeconds(offset > 12 * 3600 ? offset - 24 * 3600 : offset).getId();
    }

    @Test
    void theJavaStandsInATest() throws IOException {
        new FlowPage("flows-send-later.adoc").assertJavaStandsInATest();
    }
}
