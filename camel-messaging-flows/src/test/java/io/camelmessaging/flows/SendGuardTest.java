/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.guard.GuardConstants;
import io.camelmessaging.flows.guard.HeldMessage;
import io.camelmessaging.flows.guard.SendGuards;
import io.camelmessaging.flows.guard.SendNotJudgedException;
import io.camelmessaging.flows.guard.SendRefusedException;
import io.camelmessaging.flows.guard.StopScope;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The Kamelet send-guard, on one node and on two. */
class SendGuardTest {

    private static final String NUMBER = "+37255500123";

    @Nested
    class OnH2 extends Guarded {
        OnH2() {
            super(Databases.h2());
        }

        /** The loop that nobody meant to write. */
        @Test
        void aLoopOfAHundredThousandSendsEndsAtTheCap() throws Exception {
            SendGuards oneDay = new SendGuards();
            oneDay.setClock(Clock.fixed(Instant.now(), ZoneOffset.UTC));
            context.getRegistry().bind("guards", oneDay);
            start("maxMessages=1000");
            ProducerTemplate template = context.createProducerTemplate();

            for (int i = 0; i < 100_000; i++) {
                String number = "+3725" + (1_000_000 + i);
                template.send("direct:in", exchange -> {
                    exchange.getMessage().setBody("hello");
                    exchange.getMessage().setHeader(MessagingConstants.TO, number);
                });
            }

            assertThat(provider.calls()).hasSize(1_000);
            assertThat(SendGuards.of(context).getCounts()).containsEntry("send-guard maxMessages refused", 99_000L);
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Guarded {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    abstract static class Guarded {

        final StandIn provider = new StandIn("one");
        private final MovableClock clock = new MovableClock();
        final DefaultCamelContext context;
        private final DefaultCamelContext other;
        private final AwayDatabase database;

        Guarded(DataSource dataSource) {
            database = new AwayDatabase(dataSource);
            context = FlowContexts.on(database, clock);
            other = FlowContexts.on(dataSource, clock);
        }

        @AfterEach
        void stop() {
            context.stop();
            other.stop();
        }

        void start(String parameters) throws Exception {
            start(context, parameters);
        }

        private void start(DefaultCamelContext node, String parameters) throws Exception {
            node.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:in").routeId("in").to("kamelet:send-guard?" + parameters).to("direct:send")
                            .setProperty("wentOn", constant(true));
                    from("direct:send").process(provider);
                }
            });
            node.start();
        }

        private Exchange send(String to, Object body, Map<String, Object> headers) {
            return send(context, "direct:in", to, body, headers);
        }

        private static Exchange send(
                DefaultCamelContext node, String uri, String to, Object body, Map<String, Object> headers) {
            return node.createProducerTemplate().request(uri, exchange -> {
                exchange.getMessage().setBody(body);
                exchange.getMessage().setHeader(MessagingConstants.TO, to);
                headers.forEach(exchange.getMessage()::setHeader);
            });
        }

        private void assertRefused(Exchange sent, String rule) {
            assertThat(sent.getException()).isInstanceOfSatisfying(SendRefusedException.class, refused -> {
                assertThat(refused.rule()).isEqualTo(rule);
                assertThat(refused.getMessage()).doesNotContain("55500123").endsWith("change the rule.");
            });
        }

        @Test
        void whatBreaksARuleIsRefusedAndSentToNobody() throws Exception {
            start("allowCountries=IE&maxPerRecipient=2&sameTextWithin=1h");

            assertRefused(send(NUMBER, "a", Map.of()), "destinations");
            assertThat(send("+353861234567", "a", Map.of()).getProperty("wentOn")).isEqualTo(true);
            assertRefused(send("+353861234567", "a", Map.of()), "sameTextWithin");
            assertThat(send("+353861234567", "b", Map.of()).getException()).isNull();
            assertRefused(send("+353861234567", "c", Map.of()), "maxPerRecipient");
            assertThat(provider.calls()).hasSize(2);
        }

        @Test
        void ofAListAllOrNoneAreSent() throws Exception {
            start("denyCountries=LV");

            Exchange sent = send(NUMBER + ",+37127123456", "a", Map.of());

            assertRefused(sent, "destinations");
            assertThat(sent.getException()).hasMessageContaining("broken by 1 of its 2 recipients");
            assertThat(provider.calls()).isEmpty();
        }

        @Test
        void aPumpingAttackEnds() throws Exception {
            start("maxNeighbours=3&maxRecipientsPerRange=20&maxRecipientsPerCaller=5");

            for (int i = 0; i < 900; i++) {
                send("+37255500" + (100 + i), "code " + i, Map.of(GuardConstants.CALLER, "caller-" + i));
            }
            int pumped = provider.calls().size();
            for (int i = 0; i < 50; i++) {
                send("+3725%d0123".formatted(100 + i), "code", Map.of(GuardConstants.CALLER, "one"));
            }

            assertThat(pumped).isEqualTo(20);
            assertThat(provider.calls()).hasSize(pumped + 5);
        }

        @Test
        void codesThatAreEnteredMakeRoomForOthers() throws Exception {
            start("maxUncheckedPerRange=2");
            send("+37255500001", "code 1", Map.of());
            send("+37255500002", "code 2", Map.of());
            assertRefused(send("+37255500003", "code 3", Map.of()), "maxUncheckedPerRange");

            SendGuards.of(context).codeChecked("+37255500001");
            SendGuards.of(context).codeChecked("+37255500001");

            await().until(() -> send("+37255500003", "code 3", Map.of()).getException() == null);
            assertRefused(send("+37255500004", "code 4", Map.of()), "maxUncheckedPerRange");
        }

        @Test
        void moneyIsCountedByCountryAndSegment() throws Exception {
            start("maxCost=0.50 EUR&prices=EE=0.10 EUR,*=0.20 EUR");

            assertThat(send(NUMBER, "a".repeat(161), Map.of()).getException()).isNull();
            assertThat(send("+353861234567", "a", Map.of()).getException()).isNull();
            assertRefused(send("+353861234567", "b", Map.of()), "maxCost");
            assertThat(send(NUMBER, "b", Map.of()).getException()).isNull();
            assertRefused(send(NUMBER, "c", Map.of()), "maxCost");
        }

        @Test
        void aDestinationWithoutAPriceIsNotSentTo() throws Exception {
            start("maxCost=0.50 EUR&prices=EE=0.10 EUR");

            assertRefused(send("+353861234567", "a", Map.of()), "maxCost");
        }

        @Test
        void campaignsHaveBudgetsOfTheirOwn() throws Exception {
            start("maxMessagesPerCampaign=1");

            assertThat(send(NUMBER, "a", Map.of(GuardConstants.CAMPAIGN, "spring")).getException()).isNull();
            assertRefused(send(NUMBER, "b", Map.of(GuardConstants.CAMPAIGN, "spring")), "maxMessagesPerCampaign");
            assertThat(send(NUMBER, "b", Map.of(GuardConstants.CAMPAIGN, "summer")).getException()).isNull();
            assertThat(send(NUMBER, "c", Map.of()).getException()).isNull();
        }

        @Test
        void twoNodesThatRaceForTheLastMessagesOfABudgetNeverPassIt() throws Exception {
            start(context, "maxMessages=50");
            start(other, "maxMessages=50");
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Exchange>> sends = IntStream.range(0, 200).<Callable<Exchange>> mapToObj(
                        i -> () -> send(i % 2 == 0 ? context : other, "direct:in", "+3725550" + (1000 + i), "a", Map.of()))
                        .toList();
                int passed = 0;
                for (Future<Exchange> sent : threads.invokeAll(sends)) {
                    passed += sent.get().getException() == null ? 1 : 0;
                }

                assertThat(passed).isEqualTo(50);
                assertThat(provider.calls()).hasSize(50);
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void whatWasCountedHoldsAfterARestart() throws Exception {
            start("maxMessages=1");
            send(NUMBER, "a", Map.of());
            context.stop();
            start(other, "maxMessages=1");

            assertRefused(send(other, "direct:in", NUMBER, "b", Map.of()), "maxMessages");
        }

        @Test
        void whatCannotBeJudgedIsNotSent() throws Exception {
            start("maxMessages=5");
            database.goAway();

            assertThat(send(NUMBER, "a", Map.of()).getException()).isInstanceOf(SendNotJudgedException.class)
                    .hasMessageContaining("SQL state 08006");
            assertThat(provider.calls()).isEmpty();
            database.comeBack();
            assertThat(send(NUMBER, "a", Map.of()).getException()).isNull();
        }

        @Test
        void aRuleThatReportsLetsPassAndTells() throws Exception {
            start("maxMessages=1&mode=report");

            send(NUMBER, "a", Map.of());
            assertThat(send(NUMBER, "b", Map.of()).getException()).isNull();

            assertThat(SendGuards.of(context).getCounts()).containsEntry("send-guard maxMessages reported", 1L);
        }

        @Test
        void aHeldMessageIsSentOnceWhenAPersonReleasesIt() throws Exception {
            start("maxMessages=1&mode=hold&released=direct:send");
            send(NUMBER, "a", Map.of());

            Exchange held = send(NUMBER, "b", Map.of(MessagingConstants.REFERENCE, "order-7"));

            String id = held.getMessage().getHeader(GuardConstants.HELD, String.class);
            assertThat(held.getException()).isNull();
            assertThat(held.getProperty("wentOn")).isNull();
            assertThat(provider.calls()).hasSize(1);
            SendGuards guards = SendGuards.of(context);
            assertThat(guards.held(10)).singleElement().satisfies(one -> {
                assertThat(one.id()).isEqualTo(id);
                assertThat(one.rule()).isEqualTo("maxMessages");
                assertThat(one.recipients()).isEqualTo(1);
            });
            assertThat(guards.release(id, "ann", "the list was right")).contains(HeldMessage.State.RELEASED);
            assertThat(guards.release(id, "bob", "again")).isEmpty();
            assertThat(provider.calls()).hasSize(2).last().satisfies(call -> {
                assertThat(call.body()).isEqualTo("b");
                assertThat(call.reference()).isEqualTo("order-7");
            });
            assertThat(guards.heldCounts()).containsExactly(Map.entry(HeldMessage.State.RELEASED, 1L));
        }

        @Test
        void aHeldMessageThatIsDroppedIsNeverSentAndItsTextIsGone() throws Exception {
            start("maxMessages=1&mode=hold&released=direct:send");
            send(NUMBER, "a", Map.of());
            String id = send(NUMBER, "a secret", Map.of()).getMessage().getHeader(GuardConstants.HELD, String.class);
            SendGuards guards = SendGuards.of(context);

            assertThatThrownBy(() -> guards.drop(id, " ", "wrong list")).hasMessageContaining("who drops");
            assertThat(guards.drop(id, "ann", "wrong list")).isTrue();

            assertThat(guards.release(id, "bob", "no")).isEmpty();
            assertThat(provider.calls()).hasSize(1);
            try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                 ResultSet row = statement.executeQuery("select message, decided_by, decision from messaging_guard_held")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isNull();
                assertThat(row.getString(2) + row.getString(3)).isEqualTo("annwrong list");
            }
        }

        @Test
        void aHeldMessageThatNobodyTookWaitsForTheNextDecision() throws Exception {
            start("maxMessages=1&mode=hold&released=direct:send");
            send(NUMBER, "a", Map.of());
            String id = send(NUMBER, "b", Map.of()).getMessage().getHeader(GuardConstants.HELD, String.class);
            provider.next(StandIn.Answer.UNAVAILABLE, StandIn.Answer.UNKNOWN);
            SendGuards guards = SendGuards.of(context);

            assertThat(guards.release(id, "ann", "ok")).contains(HeldMessage.State.HELD);
            assertThat(guards.release(id, "ann", "ok")).contains(HeldMessage.State.UNKNOWN);
            assertThat(guards.release(id, "ann", "ok")).isEmpty();
        }

        @Test
        void aPersonTellsWhatBecameOfAMessageOfUnknownOutcome() throws Exception {
            start("maxMessages=1&mode=hold&released=direct:send");
            send(NUMBER, "a", Map.of());
            String id = send(NUMBER, "b", Map.of()).getMessage().getHeader(GuardConstants.HELD, String.class);
            provider.next(StandIn.Answer.UNKNOWN);
            SendGuards guards = SendGuards.of(context);
            guards.release(id, "ann", "ok");
            assertThat(guards.unknown(5)).singleElement().satisfies(one -> assertThat(one.id()).isEqualTo(id));
            assertThat(guards.getUnknown()).isEqualTo(1);

            assertThat(guards.settle(id, false, "ann", "the provider never got it")).isTrue();
            assertThat(guards.settle(id, true, "bob", "it did")).isFalse();

            assertThat(guards.release(id, "ann", "once more")).contains(HeldMessage.State.RELEASED);
            assertThat(guards.unknown(5)).isEmpty();
        }

        @Test
        void whatAProcessThatEndedWasReleasingIsOfUnknownOutcome() throws Exception {
            start("maxMessages=1&mode=hold&released=direct:send");
            send(NUMBER, "a", Map.of());
            String id = send(NUMBER, "b", Map.of()).getMessage().getHeader(GuardConstants.HELD, String.class);
            try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
                statement.executeUpdate("update messaging_guard_held set state = 'RELEASING', decided_by = 'ann',"
                                        + " decided_at = current_timestamp - interval '1' hour");
            }

            start(other, "maxMessages=1&mode=hold&released=direct:send");

            SendGuards guards = SendGuards.of(other);
            await().until(() -> guards.unknown(5).size() == 1);
            assertThat(guards.release(id, "bob", "again")).isEmpty();
            assertThat(provider.calls()).hasSize(1);
            assertThat(guards.drop(id, "bob", "it went out")).isTrue();
        }

        private void orders(String kamelet) throws Exception {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:orders").to("kamelet:" + kamelet + "&name=orders&step1=direct:in"
                                             + "&done=mock:done&failed=mock:failed");
                }
            });
        }

        private HeldMessage heldStep() {
            SendGuards guards = SendGuards.of(context);
            await().until(() -> guards.held(5).size() == 1);
            return guards.held(5).get(0);
        }

        @Test
        void aStepThatAKameletHoldsIsDecidedByAPerson() throws Exception {
            orders("failover-on-send?unknown=mock:unknown");
            start("maxMessages=1&mode=hold&released=direct:send");
            send(NUMBER, "a", Map.of());
            send(context, "direct:orders", NUMBER, "b", Map.of());

            HeldMessage held = heldStep();
            assertThat(held.operation()).isEqualTo("flow:orders");
            assertThat(SendGuards.of(context).release(held.id(), "ann", "a good day")).contains(HeldMessage.State.RELEASED);

            clock.moveUntil(context, () -> provider.calls().size() == 2);
            assertThat(context.getEndpoint("mock:failed", MockEndpoint.class).getReceivedCounter()).isZero();
            assertThat(SendGuards.of(context).held(5)).isEmpty();
        }

        @Test
        void aFlowThatEndsByItselfNeedsNoDecisionAnyMore() throws Exception {
            orders("failover-on-receipt?deadline=7h&expired=mock:expired");
            start("maxMessages=1&mode=hold&released=direct:send");
            send(NUMBER, "a", Map.of());
            send(context, "direct:orders", NUMBER, "b", Map.of());
            heldStep();
            MockEndpoint expired = context.getEndpoint("mock:expired", MockEndpoint.class);
            clock.advance(Duration.ofHours(7));
            clock.moveUntil(context, () -> expired.getReceivedCounter() == 1);

            start(other, "maxMessages=1&mode=hold&released=direct:send");

            await().until(() -> SendGuards.of(other).held(5).isEmpty());
            assertThat(SendGuards.of(other).heldCounts()).containsExactly(Map.entry(HeldMessage.State.DROPPED, 1L));
            assertThat(provider.calls()).hasSize(1);
        }

        @Test
        void twoGuardsOfOneNameCountInOneCurrency() {
            assertThatThrownBy(() -> {
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:a").to("kamelet:send-guard?maxCost=RAW(5 EUR)&prices=RAW(*=0.1 EUR)").process(provider);
                        from("direct:b").to("kamelet:send-guard?maxCost=RAW(5 USD)&prices=RAW(*=0.1 USD)").process(provider);
                    }
                });
                context.start();
            }).rootCause().hasMessageContaining("one counts in EUR and the other in USD");
        }

        @Test
        void aStopHoldsOnAllNodesAndIsLifted() throws Exception {
            start(context, "released=direct:send");
            start(other, "released=direct:send");
            SendGuards here = SendGuards.of(context);

            here.stop(StopScope.ALL, "ann", "wrong list");
            await().atMost(Duration.ofSeconds(20)).until(
                    () -> send(other, "direct:in", NUMBER, "a", Map.of()).getMessage().getHeader(GuardConstants.HELD) != null);
            int before = provider.calls().size();
            Exchange there = send(other, "direct:in", NUMBER, "a", Map.of());

            assertThat(there.getException()).isNull();
            assertThat(there.getMessage().getHeader(GuardConstants.HELD)).isNotNull();
            assertThat(provider.calls()).hasSize(before);
            assertThat(SendGuards.of(other).stops()).singleElement().satisfies(stop -> {
                assertThat(stop.stoppedBy()).isEqualTo("ann");
                assertThat(stop.reason()).isEqualTo("wrong list");
            });
            assertThat(here.lift(StopScope.ALL, "ann")).isTrue();
            assertThat(here.lift(StopScope.ALL, "ann")).isFalse();
            assertThat(send(NUMBER, "a", Map.of()).getMessage().getHeader(GuardConstants.HELD)).isNull();
            int held = here.held(10).size();
            assertThat(here.releaseAll("stop all", "ann", "mended")).isEqualTo(held).isPositive();
        }

        @Test
        void aCountryIsStoppedAlone() throws Exception {
            start("released=direct:send");
            SendGuards guards = SendGuards.of(context);
            guards.stop(StopScope.country("LV"), "ann", "pumping");

            assertThat(send("+37127123456", "a", Map.of()).getMessage().getHeader(GuardConstants.HELD)).isNotNull();
            assertThat(send(NUMBER, "a", Map.of()).getMessage().getHeader(GuardConstants.HELD)).isNull();
            assertThat(guards.dropAll("stop country:LV", "ann", "fraud")).isEqualTo(1);
        }

        @Test
        void whatOneRuleHeldIsDecidedHoweverMuchOthersHold() throws Exception {
            start("released=direct:send");
            SendGuards guards = SendGuards.of(context);
            guards.stop(StopScope.country("LV"), "ann", "pumping");
            try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
                for (int i = 0; i < 1_001; i++) {
                    statement
                            .addBatch("insert into messaging_guard_held (id, message_key, rule, why, target, recipients, state,"
                                      + " held_at) values ('other-" + i + "', 'other-" + i
                                      + "', 'maxMessages', 'a cap', 'direct:send', 1, 'HELD', timestamp '2020-01-01 00:00:00')");
                }
                statement.executeBatch();
            }
            send("+37127123456", "a", Map.of());

            assertThat(guards.dropAll("stop country:LV", "ann", "fraud")).isEqualTo(1);
            assertThat(guards.heldCounts()).containsEntry(HeldMessage.State.HELD, 1_001L);
        }

        @Test
        void ofSeveralBeansNoneIsPicked() {
            context.getRegistry().bind("one", new SendGuards());
            context.getRegistry().bind("two", new SendGuards());

            assertThatThrownBy(() -> SendGuards.of(context)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 beans of the class SendGuards");
        }

        @Test
        void noCounterHoldsANumberOrAText() throws Exception {
            start("maxPerRecipient=5&sameTextWithin=1h&maxRecipientsPerCaller=5&maxNeighbours=5");
            send(NUMBER, "a secret", Map.of(GuardConstants.CALLER, "198.51.100.7"));

            try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                 ResultSet rows = statement.executeQuery("select counter_key || members from messaging_guard_counter")) {
                int count = 0;
                for (; rows.next(); count++) {
                    assertThat(rows.getString(1)).doesNotContain("55500123", "secret", "198");
                }
                assertThat(count).isEqualTo(4);
            }
        }

        @Test
        void aGuardThatHoldsAndKnowsNoWayBackDoesNotStart() {
            assertThatThrownBy(() -> start("mode=hold")).rootCause().hasMessageContaining("needs the parameter released");
        }

        @Test
        void aGuardBeforeTheSendKnowsNoAccount() {
            assertThatThrownBy(() -> start("maxMessagesPerAccount=5")).rootCause().hasMessageContaining("can never match");
        }
    }
}
