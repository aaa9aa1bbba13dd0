/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import javax.sql.DataSource;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.guard.GuardConstants;
import io.camelmessaging.flows.guard.HeldMessage;
import io.camelmessaging.flows.guard.SendGuards;
import io.camelmessaging.flows.guard.StopScope;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What the Kamelet send-guard holds until a person decides. */
class SendGuardHoldTest {

    @Nested
    class OnH2 extends Guarded {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Guarded {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    abstract static class Guarded extends GuardedNodes {

        Guarded(DataSource dataSource) {
            super(dataSource);
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
        void aGuardThatHoldsAndKnowsNoWayBackDoesNotStart() {
            assertThatThrownBy(() -> start("mode=hold")).rootCause().hasMessageContaining("needs the parameter released");
        }
    }
}
