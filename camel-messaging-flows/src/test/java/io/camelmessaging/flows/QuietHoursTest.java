/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.flows.StandIn.Answer;
import io.camelmessaging.flows.store.FlowStore;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Messages that pass and messages that wait, on a clock that the tests move: the windows lie around the time of the
 * test.
 */
class QuietHoursTest {

    private static final String NUMBER = "+37255500123";
    private static final String OPEN = "13:00";
    private static final String CLOSED = "10:00";
    private static final String NEARLY_OPEN = "11:30";
    private static final String ENDS = "&windowStart=12:00&windowEnd=14:00"
                                       + "&done=mock:done&failed=mock:failed&expired=mock:expired&unknown=mock:unknown";

    private final MovableClock clock = new MovableClock();
    private final DataSource dataSource = Databases.h2();
    private final StandIn provider = new StandIn("one");
    private DefaultCamelContext context;

    @BeforeEach
    void newContext() {
        context = FlowContexts.on(dataSource, clock);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /** The zone in which it is now so late. */
    private String zoneAt(String time) {
        int day = 24 * 3600;
        int offset = Math.floorMod(
                LocalTime.parse(time).toSecondOfDay() - LocalTime.ofInstant(clock.instant(), ZoneOffset.UTC).toSecondOfDay(),
                day);
        return ZoneOffset.ofTotalSeconds(offset > day / 2 ? offset - day : offset).getId();
    }

    private void start(String parameters) throws Exception {
        start("direct:provider", ENDS + parameters);
    }

    private void start(String to, String parameters) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).handled(true).setBody(constant("seen by the caller's route"));
                from("direct:in").to("kamelet:quiet-hours?name=news&to=" + to + parameters)
                        .setProperty("wentOn", constant(true));
                from("direct:provider").errorHandler(noErrorHandler()).process(provider);
            }
        });
        context.start();
    }

    private Exchange send(String number, Map<String, Object> headers) {
        Map<String, Object> all = new HashMap<>(headers);
        all.put(MessagingConstants.TO, number);
        return context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody("hello");
            exchange.getMessage().setHeaders(all);
        });
    }

    private Exchange sendAt(String time) {
        return send(NUMBER, Map.of(FlowConstants.TIME_ZONE, zoneAt(time)));
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    private void awaitEnd(String where) {
        clock.moveUntil(context, () -> mock(where).getReceivedCounter() == 1);
        String id = mock(where).getExchanges().get(0).getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        assertThat(MessagingFlows.of(context).store().find(id).orElseThrow().isEnded()).isTrue();
        assertThat(List.of("done", "failed", "expired", "unknown")).filteredOn(end -> mock(end).getReceivedCounter() > 0)
                .containsExactly(where);
    }

    @Test
    void aMessagePassesWhileTheWindowIsOpen() throws Exception {
        start("");

        Exchange passed = sendAt(OPEN);

        assertThat(passed.getMessage().getBody()).isEqualTo("the provider's answer");
        assertThat(passed.getMessage().getHeaders()).doesNotContainKey(FlowConstants.HELD_UNTIL);
        assertThat(passed.getProperty("wentOn")).isEqualTo(true);
    }

    @Test
    void whatFailsOnItsWayFailsAtTheCaller() throws Exception {
        provider.next(Answer.REJECTED, Answer.BROKEN);
        start("");

        assertThat(sendAt(OPEN).getException()).isInstanceOf(RequestRejectedException.class);
        assertThat(sendAt(OPEN).getMessage().getBody()).isEqualTo("seen by the caller's route");
        assertThat(provider.calls()).hasSize(2);
    }

    @Test
    void aMessageWaitsForTheWindowAndGoesOutOnce() throws Exception {
        start("");
        Instant before = clock.instant();

        Exchange held
                = send(NUMBER, Map.of(FlowConstants.TIME_ZONE, zoneAt(NEARLY_OPEN), MessagingConstants.REFERENCE, "order-7"));

        assertThat(held.getMessage().getHeader(FlowConstants.HELD_UNTIL, Instant.class)).isAfter(before);
        assertThat(held.getMessage().getBody()).isEqualTo("hello");
        assertThat(provider.calls()).isEmpty();
        awaitEnd("done");
        assertThat(clock.instant()).isAfterOrEqualTo(held.getMessage().getHeader(FlowConstants.HELD_UNTIL, Instant.class));
        assertThat(provider.calls()).singleElement().satisfies(call -> {
            assertThat(call.body()).isEqualTo("hello");
            assertThat(call.to()).isEqualTo(NUMBER);
            assertThat(call.reference()).isEqualTo("order-7");
            assertThat(call.idempotencyKey()).isNotBlank();
        });
    }

    @Test
    void anUrgentMessagePasses() throws Exception {
        start("");

        send(NUMBER, Map.of(FlowConstants.TIME_ZONE, zoneAt(CLOSED), FlowConstants.URGENT, "true"));
        assertThat(provider.calls()).hasSize(1);
        assertThat(sendAt(CLOSED).getMessage().getHeaders()).containsKey(FlowConstants.HELD_UNTIL);
        assertThat(provider.calls()).hasSize(1);
    }

    @Test
    void aHeldMessageSurvivesARestart() throws Exception {
        start("");
        sendAt("11:59:55");
        context.stop();
        assertThat(provider.calls()).isEmpty();

        newContext();
        start("");
        awaitEnd("done");
        assertThat(provider.calls()).hasSize(1);
    }

    @Test
    void whatIsDueAfterTheWindowClosedAgainWaitsForTheNext() throws Exception {
        start("");
        String id = sendAt(CLOSED).getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        FlowStore store = MessagingFlows.of(context).store();

        store.wake(id);

        // it was looked at and put off
        await().until(() -> !store.find(id).orElseThrow().data().isEmpty());
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void aMessageThatGetsTooOldExpires() throws Exception {
        start("&maxAge=20m");
        sendAt(CLOSED);

        awaitEnd("expired");
        assertThat(mock("expired").getExchanges().get(0).getMessage().getBody()).isEqualTo("hello");
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void aProviderThatIsAwayIsTriedAgain() throws Exception {
        provider.next(Answer.UNAVAILABLE, Answer.UNAVAILABLE);
        start("");
        sendAt(NEARLY_OPEN);

        awaitEnd("done");
        assertThat(provider.calls()).hasSize(3).extracting(StandIn.Call::idempotencyKey).containsOnly(
                provider.calls().get(0).idempotencyKey());
    }

    @ParameterizedTest
    @EnumSource(value = Answer.class, names = { "REJECTED", "UNKNOWN" })
    void aHeldMessageThatIsNotTakenIsNotSentAgain(Answer answer) throws Exception {
        provider.next(answer);
        start("");
        sendAt(NEARLY_OPEN);

        awaitEnd(answer == Answer.REJECTED ? "failed" : "unknown");
        assertThat(provider.calls()).hasSize(1);
    }

    @Test
    void aHeldMessageOfUnknownOutcomeIsRepeatedWhereRepeatsAreDropped() throws Exception {
        provider.next(Answer.UNKNOWN);
        start("&toRepeat=true");
        sendAt(NEARLY_OPEN);

        awaitEnd("done");
        assertThat(provider.calls()).hasSize(2).extracting(StandIn.Call::idempotencyKey).containsOnly(
                provider.calls().get(0).idempotencyKey());
    }

    @Test
    void aHeldMessageMayGoToAnotherFlow() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:failover").to("kamelet:failover-on-send?name=orders&step1=direct:provider&done=mock:delivered"
                                           + "&failed=mock:failed");
            }
        });
        start("direct:failover", ENDS + "&toRepeat=true");
        Exchange held = sendAt(NEARLY_OPEN);

        awaitEnd("done");
        clock.moveUntil(context, () -> mock("delivered").getReceivedCounter() == 1);
        assertThat(mock("delivered").getExchanges().get(0).getMessage().getHeader(FlowConstants.CONVERSATION_ID))
                .isEqualTo(held.getMessage().getHeader(FlowConstants.CONVERSATION_ID));
        assertThat(provider.calls()).hasSize(1);
    }

    @Test
    void theZoneComesFromTheNumber() throws Exception {
        // the hour before and after now in Auckland is never now in Tallinn
        LocalTime there = LocalTime.now(ZoneId.of("Pacific/Auckland"));
        start("direct:provider", "&failed=mock:failed&windowStart=" + there.minusHours(1) + "&windowEnd=" + there.plusHours(1));

        assertThat(send("+6421123456", Map.of()).getMessage().getHeaders()).doesNotContainKey(FlowConstants.HELD_UNTIL);
        assertThat(send(NUMBER, Map.of()).getMessage().getHeaders()).containsKey(FlowConstants.HELD_UNTIL);
    }

    @ParameterizedTest
    @CsvSource({ "00:00, 24:00", "00:00:00, 24:00:00" })
    void aWindowOfAWholeDayIsAlwaysOpen(String windowStart, String windowEnd) throws Exception {
        start("direct:provider", "&failed=mock:failed&windowStart=" + windowStart + "&windowEnd=" + windowEnd);

        // in whichever of its 16 zones
        assertThat(send("+79161234567", Map.of()).getMessage().getHeaders()).doesNotContainKey(FlowConstants.HELD_UNTIL);
        assertThat(provider.calls()).hasSize(1);
    }

    @Test
    void allZonesOfANumberHaveToBeOpen() throws Exception {
        start("direct:provider", "&failed=mock:failed&windowStart=09:00&windowEnd=18:00");

        assertThat(send("+79161234567", Map.of()).getException()).hasMessageStartingWith("The 16 time zones of +791***67")
                .hasMessageContaining("09:00 to 18:00").hasMessageContaining("CamelMessagingTimeZone");
        assertThat(send("+79161234567", Map.of(FlowConstants.TIME_ZONE, "Europe/Moscow")).getException()).isNull();
    }

    @Test
    void aNumberWithoutAZoneTakesTheDefaultOne() throws Exception {
        start("&defaultTimeZone=" + zoneAt(OPEN));

        assertThat(send("+870773111632", Map.of()).getMessage().getBody()).isEqualTo("the provider's answer");
    }

    @Test
    void whoseClockCannotBeToldIsNotWrittenTo() throws Exception {
        start("");

        assertThat(send("+870773111632", Map.of()).getException()).hasMessage(
                "quiet-hours cannot tell the time zone of +870***32: give it as header CamelMessagingTimeZone, or set the "
                                                                              + "parameter defaultTimeZone.");
        assertThat(send("", Map.of()).getException()).hasMessageContaining("needs to know for whom");
        assertThat(send(NUMBER + "," + NUMBER, Map.of()).getException()).hasMessageContaining("split the message before");
        assertThat(send(NUMBER, Map.of(FlowConstants.TIME_ZONE, "Tallinn")).getException()).hasMessage(
                "quiet-hours takes a time zone such as Europe/Tallinn as header CamelMessagingTimeZone, and 'Tallinn' is none.");
        assertThat(send(NUMBER, Map.of(FlowConstants.URGENT, "3 < 12")).getException()).hasMessage(
                "The header CamelMessagingUrgent is true or false for quiet-hours, and '3 < 12' is neither.");
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void theRoutesOfThePageHoldAndPass() throws Exception {
        FlowPage page = new FlowPage("flows-quiet-hours.adoc");
        page.assertJavaStandsInATest();
        page.loadYaml(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:appointment-changed")
                        .choice().when(simple("${header.hoursLeft} < 12"))
                        .setHeader("CamelMessagingUrgent", constant(true))
                        .end()
                        .setHeader("CamelMessagingTimeZone", simple("${header.branchTimeZone}"))
                        .to("kamelet:quiet-hours?name=appointments&to=direct:sms&failed=direct:desk"
                            + "&windowStart=09:00&windowEnd=20:00&maxAge=1d");
                from("direct:sms").process(provider);
                from("direct:desk").to("mock:failed");
            }
        });
        context.start();

        assertThat(sendTo("direct:newsletter", "CamelMessagingTimeZone", zoneAt("07:59:00"), 0)).isTrue();
        assertThat(sendTo("direct:newsletter", "CamelMessagingTimeZone", zoneAt("08:00:00"), 0)).isFalse();
        assertThat(sendTo("direct:newsletter", "CamelMessagingTimeZone", zoneAt("21:00:00"), 0)).isTrue();
        assertThat(sendTo("direct:appointment-changed", "branchTimeZone", zoneAt("20:30:00"), 24)).isTrue();
        assertThat(sendTo("direct:appointment-changed", "branchTimeZone", zoneAt("20:30:00"), 3)).isFalse();
        assertThat(provider.calls()).hasSize(2);
    }

    private boolean sendTo(String uri, String zoneHeader, String zone, int hoursLeft) {
        return context.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setBody("hello");
            exchange.getMessage().setHeader(MessagingConstants.TO, NUMBER);
            exchange.getMessage().setHeader(zoneHeader, zone);
            exchange.getMessage().setHeader("hoursLeft", hoursLeft);
        }).getMessage().getHeaders().containsKey(FlowConstants.HELD_UNTIL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "windowStart=8am | quiet-hours: the value '8am' of the parameter windowStart is not a time of day such as 08:30.",
            "windowStart=08:00&windowEnd=08:00 | which leaves no time to send",
            "windowStart=00:00&windowEnd=00:00 | which leaves no time to send",
            "windowStart=24:00&windowEnd=24:00 | which leaves no time to send",
            "defaultTimeZone=Tallinn | as parameter defaultTimeZone, and 'Tallinn' is none.",
            "maxAge=soon | quiet-hours: the value 'soon' of the parameter maxAge is not a time above zero",
            "zone=UTC | quiet-hours has no parameter 'zone'" })
    void wrongParametersAreToldAtStart(String parameters, String sentence) {
        assertThatThrownBy(() -> start("direct:provider", "&failed=mock:failed&" + parameters))
                .hasStackTraceContaining(sentence);
    }
}
