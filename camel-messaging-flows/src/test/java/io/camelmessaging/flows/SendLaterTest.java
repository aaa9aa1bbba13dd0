/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.ScheduledMessages.Change;
import io.camelmessaging.flows.StandIn.Answer;
import io.camelmessaging.flows.store.Flow;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** Messages that are held until their time, on a clock that the tests move. */
class SendLaterTest {

    private static final String NUMBER = "+37255500123";
    private static final Duration SOON = Duration.ofHours(3);
    private static final String ENDS = "&done=mock:done&failed=mock:failed&expired=mock:expired&unknown=mock:unknown"
                                       + "&optedOut=mock:optedOut&cancelled=mock:cancelled";

    private final MovableClock clock = new MovableClock();
    private final DataSource dataSource = Databases.h2();
    private final StandIn provider = new StandIn("one");
    private final List<Object> schedules = new CopyOnWriteArrayList<>();
    private final CountDownLatch answer = new CountDownLatch(1);
    private DefaultCamelContext context;

    @BeforeEach
    void newContext() {
        context = FlowContexts.on(dataSource, clock);
    }

    @AfterEach
    void stop() {
        answer.countDown();
        context.stop();
    }

    private void start(String parameters) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:send-later?name=reminders" + ENDS + parameters);
                from("direct:provider")
                        .process(exchange -> schedules.add(String.valueOf(
                                exchange.getMessage().getHeader(MessagingConstants.SCHEDULE))))
                        .process(provider);
                from("direct:slow").process(provider).process(exchange -> answer.await(10, TimeUnit.SECONDS));
                from("direct:stop").to("kamelet:opt-out-listener");
            }
        });
        context.start();
    }

    private Exchange send(Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private Exchange sendAt(Object time, String id) {
        return send("hello", Map.of(MessagingConstants.TO, NUMBER, MessagingConstants.SCHEDULE, time,
                FlowConstants.CONVERSATION_ID, id));
    }

    private Object change(String action, String id, Object time) {
        Map<String, Object> headers
                = new HashMap<>(Map.of(FlowConstants.SCHEDULE_ACTION, action, FlowConstants.CONVERSATION_ID, id));
        if (time != null) {
            headers.put(MessagingConstants.SCHEDULE, time);
        }
        Exchange changed = send(null, headers);
        assertThat(changed.getException()).isNull();
        return changed.getMessage().getHeader(FlowConstants.SCHEDULE_CHANGE);
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    private Flow flow(String id) {
        return MessagingFlows.of(context).store().find("reminders", id).orElseThrow();
    }

    /** Waits until a message has ended, and gives what the one endpoint was told. */
    private Exchange awaitEnd(String id, String outcome) {
        clock.moveUntil(context, () -> flow(id).isEnded());
        List<Exchange> told = List.of("done", "failed", "expired", "unknown", "optedOut", "cancelled").stream()
                .flatMap(end -> mock(end).getExchanges().stream())
                .filter(end -> id.equals(end.getMessage().getHeader(FlowConstants.CONVERSATION_ID))).toList();
        assertThat(told).singleElement()
                .satisfies(end -> assertThat(end.getMessage().getHeader(FlowConstants.OUTCOME)).isEqualTo(outcome));
        return told.get(0);
    }

    @Test
    void aMessageGoesOutAtItsTimeWithoutItsSchedule() throws Exception {
        start("&to=direct:provider");
        Instant time = clock.instant().plus(SOON);

        Exchange held = sendAt(time, "a");

        assertThat(held.getMessage().getHeader(FlowConstants.HELD_UNTIL)).isEqualTo(time);
        clock.advance(SOON.minusMinutes(1));
        // another that is due shows that this one is not
        sendAt(clock.instant(), "b");
        awaitEnd("b", "done");
        assertThat(provider.calls()).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        awaitEnd("a", "done");
        assertThat(provider.calls()).hasSize(2);
        assertThat(schedules).containsOnly("null");
    }

    @Test
    void aMapMayHoldItsTime() throws Exception {
        start("&to=direct:provider");

        send(Map.of("to", NUMBER, "text", "hello", "schedule", clock.instant().minusSeconds(1).toString()),
                Map.of(FlowConstants.CONVERSATION_ID, "a"));

        awaitEnd("a", "done");
        assertThat(provider.calls()).singleElement()
                .satisfies(call -> assertThat(call.body()).isEqualTo(Map.of("to", NUMBER, "text", "hello")));
    }

    @Test
    void aPastTimeIsNowUnlessItIsTooLate() throws Exception {
        start("&to=direct:provider&maxLate=1h");

        sendAt(clock.instant().minusSeconds(600), "a");
        Exchange late = sendAt(clock.instant().minusSeconds(7200), "b");

        awaitEnd("a", "done");
        assertThat(late.getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("further back than the parameter maxLate (PT1H) allows");
        assertThat(MessagingFlows.of(context).store().find("reminders", "b")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "tomorrow         | send-later takes a time as header CamelMessagingSchedule, and 'tomorrow' is none",
            "2026-03-02T09:00 | without offset, and knows no time zone",
            "1772438400000    | it looks like milliseconds",
            "''               | send-later needs to know when a message is to go out" })
    void aBadTimeIsRefusedBeforeItIsKept(String time, String why) throws Exception {
        start("&to=direct:provider");

        Exchange refused = sendAt(time, "a");

        assertThat(refused.getException()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
        assertThat(refused.getMessage().getHeader(MessagingConstants.SCHEDULE)).isEqualTo(time);
        assertThat(MessagingFlows.of(context).store().find("reminders", "a")).isEmpty();
    }

    @Test
    void withoutRecipientOrWithATimeTwiceNothingIsKept() throws Exception {
        start("&to=direct:provider");

        assertThat(send("hello", Map.of(MessagingConstants.SCHEDULE, clock.instant())).getException())
                .hasMessageContaining("send-later needs to know for whom a message is");
        assertThat(send(Map.of("to", NUMBER, "schedule", "2026-03-02T09:00Z"),
                Map.of(MessagingConstants.SCHEDULE, clock.instant())).getException()).hasMessageContaining("got a time twice");
    }

    @Test
    void whatWasNotSentInTimeExpires() throws Exception {
        provider.always(Answer.UNAVAILABLE);
        start("&to=direct:provider&maxLate=1h&breakerFailures=1000");

        sendAt(clock.instant(), "a");
        clock.moveUntil(context, () -> provider.calls().size() > 1);

        clock.advance(Duration.ofHours(1));

        awaitEnd("a", "expired");
    }

    @Test
    void itIsSentAfterARestart() throws Exception {
        start("&to=direct:provider");
        sendAt(clock.instant().plus(SOON), "a");
        context.stop();
        context = FlowContexts.on(dataSource, clock);

        start("&to=direct:provider");
        clock.advance(SOON);

        awaitEnd("a", "done");
        assertThat(provider.calls()).hasSize(1);
    }

    @Test
    void whatIsCancelledIsNotSent() throws Exception {
        start("&to=direct:provider");
        sendAt(clock.instant().plus(SOON), "a");

        assertThat(change("cancel", "a", null)).isEqualTo("cancelled");
        assertThat(change("cancel", "a", null)).as("again").isEqualTo("cancelled");

        assertThat(awaitEnd("a", "cancelled").getMessage().getBody()).isEqualTo("hello");
        assertThat(change("move", "a", clock.instant())).isEqualTo("tooLate");
        assertThat(change("cancel", "b", null)).isEqualTo("notFound");
        // another message shows that the time of the first is over
        sendAt(clock.instant().plus(SOON), "c");
        clock.advance(SOON);
        awaitEnd("c", "done");
        assertThat(provider.calls()).hasSize(1);
    }

    @Test
    void whatIsMovedGoesOutAtItsNewTimeOnly() throws Exception {
        start("&to=direct:provider&maxLate=1h");
        ScheduledMessages messages = new ScheduledMessages(context);
        Instant later = clock.instant().plusSeconds(3600);
        sendAt(later, "a");
        sendAt(later, "b");

        assertThat(messages.move("reminders", "a", clock.instant())).isEqualTo(Change.DONE);
        assertThat(change("move", "b", later.plusSeconds(60).toString())).isEqualTo("moved");

        awaitEnd("a", "done");
        assertThat(flow("b").isEnded()).isFalse();
        assertThat(flow("b").expiresAt()).isCloseTo(later.plusSeconds(3660), within(10, ChronoUnit.SECONDS));
        assertThat(provider.calls()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> messages.move("reminders", "b", clock.instant().minusSeconds(7200)))
                .withMessageContaining("further back than its parameter maxLate allows");
        assertThat(messages.cancel("reminders", "b")).isEqualTo(Change.DONE);
        assertThat(messages.cancel("reminders", "a")).isEqualTo(Change.TOO_LATE);
        assertThat(messages.cancel("reminders", "c")).isEqualTo(Change.NOT_FOUND);
    }

    @Test
    void onceItsSendHasBegunItIsTooLate() throws Exception {
        start("&to=direct:slow");
        sendAt(clock.instant(), "a");
        await().until(() -> provider.calls().size() == 1);

        assertThat(change("cancel", "a", null)).isEqualTo("tooLate");
        assertThat(change("move", "a", clock.instant().plusSeconds(60))).isEqualTo("tooLate");

        answer.countDown();
        awaitEnd("a", "done");
    }

    @Test
    void whoOptedOutByThenIsSentNothing() throws Exception {
        start("&to=direct:provider");
        sendAt(clock.instant().plus(SOON), "a");
        send("You are off the list.", Map.of(MessagingConstants.TO, NUMBER, MessagingConstants.SCHEDULE,
                clock.instant().plus(SOON), FlowConstants.CONVERSATION_ID, "b", FlowConstants.OPT_OUT_EXEMPT, true));

        context.createProducerTemplate().sendBodyAndHeaders("direct:stop", "STOP", Map.of(
                MessagingConstants.PROVIDER, "one", MessagingConstants.EVENT_ID, "e1", MessagingConstants.SENDER, NUMBER));
        clock.advance(SOON);

        awaitEnd("a", "optedOut");
        awaitEnd("b", "done");
        assertThat(provider.calls()).singleElement()
                .satisfies(call -> assertThat(call.body()).isEqualTo("You are off the list."));
    }

    @ParameterizedTest
    @ValueSource(strings = { "stop", "canceled" })
    void anUnknownActionIsRefused(String action) throws Exception {
        start("&to=direct:provider");

        Exchange refused
                = send(null, Map.of(FlowConstants.SCHEDULE_ACTION, action, FlowConstants.CONVERSATION_ID, "a"));

        assertThat(refused.getException()).hasMessageStartingWith(
                "The header CamelMessagingScheduleAction is cancel or move for send-later, and '" + action + "' is neither");
    }

    @Test
    void aChangeNeedsToSayOfWhat() throws Exception {
        start("&to=direct:provider");

        assertThat(send(null, Map.of(FlowConstants.SCHEDULE_ACTION, "cancel")).getException())
                .hasMessageContaining("give its header CamelMessagingConversationId");
    }

    @Test
    void aWrongParameterStopsTheStart() {
        assertThatThrownBy(() -> start("&to=direct:provider&maxLate=30x")).rootCause()
                .hasMessageContaining("the value '30x' of the parameter maxLate");
    }
}
