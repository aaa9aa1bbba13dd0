/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
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
import io.camelmessaging.flows.guard.SendGuards;
import io.camelmessaging.flows.guard.SendNotJudgedException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The rules of the Kamelet send-guard, on one node and on two. */
class SendGuardTest {

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

    abstract static class Guarded extends GuardedNodes {

        Guarded(DataSource dataSource) {
            super(dataSource);
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
        void aGuardBeforeTheSendKnowsNoAccount() {
            assertThatThrownBy(() -> start("maxMessagesPerAccount=5")).rootCause().hasMessageContaining("can never match");
        }
    }
}
