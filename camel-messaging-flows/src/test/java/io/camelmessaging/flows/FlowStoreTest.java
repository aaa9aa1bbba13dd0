/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.schema.SchemaMode;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Database;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.FlowMessage;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.LeaseLostException;
import io.camelmessaging.flows.store.LeasedFlow;
import io.camelmessaging.flows.store.NewFlow;
import io.camelmessaging.flows.store.RefusedValueException;
import io.camelmessaging.flows.store.Rescheduled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The promises of the store, each on both databases. */
class FlowStoreTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Nested
    class OnH2 extends Promises {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Promises {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    abstract static class Promises {

        private final DataSource dataSource;
        private final FlowStore store;

        Promises(DataSource dataSource) {
            this.dataSource = dataSource;
            this.store = Databases.store(dataSource, "one", LONG);
        }

        private Flow begin(String conversation) {
            return store.begin(new NewFlow(
                    "orders", conversation, "SEND", "+37255500123",
                    new FlowMessage("Grüße, \"Öö\" €", Map.of("CamelMessagingTo", "+37255500123", "n", 3)), Map.of("a", "b"),
                    LONG,
                    Duration.ZERO)).orElseThrow();
        }

        private LeasedFlow claim() {
            return claim(store);
        }

        private static LeasedFlow claim(FlowStore from) {
            List<LeasedFlow> claims = from.claim(List.of("orders"), 10);
            assertThat(claims).hasSize(1);
            return claims.get(0);
        }

        private static FlowEvent receipt(String id, String reference, String messageId, DeliveryStatus status) {
            return new FlowEvent(
                    "boomware:" + id, FlowEvent.Kind.RECEIPT, "boomware", null, messageId, reference, status, null,
                    "37255500123",
                    null, Instant.parse("2026-01-02T03:04:05Z"), null, 0);
        }

        @Test
        void whatIsTakenInComesBackWhole() {
            Flow begun = begin("c1");

            LeasedFlow claim = claim();

            assertThat(claim.flow().message()).isEqualTo(begun.message());
            assertThat(claim.flow().data()).containsEntry("a", "b");
            assertThat(claim.flow().conversationId()).isEqualTo("c1");
            assertThat(claim.flow().expiresAt()).isEqualTo(begun.startedAt().plus(LONG));
            assertThat(store.open("orders", "+37255500123")).extracting(Flow::id).containsExactly(begun.id());
            assertThat(begun.toString() + begun.message()).doesNotContain("37255500123").doesNotContain("Gr");
        }

        @Test
        void aTestsClockTakesThePlaceOfTheDatabases() {
            MovableClock clock = new MovableClock();
            FlowStore moved = new FlowStore(new Database(dataSource, null, SchemaMode.CREATE, clock), "two", LONG);
            moved.begin(new NewFlow(
                    "orders", "c1", "SEND", null, new FlowMessage("x", Map.of()), Map.of(), null, Duration.ofHours(1)));
            assertThat(moved.claim(List.of("orders"), 10)).isEmpty();

            clock.advance(Duration.ofHours(1));

            assertThat(moved.now()).isAfter(store.now().plusSeconds(3500));
            LeasedFlow claim = claim(moved);
            moved.release(claim.flow().ended(), null, List.of());
            assertThat(moved.deleteOlderThan(Duration.ofMinutes(30))).isZero();
            clock.advance(Duration.ofHours(1));
            assertThat(moved.deleteOlderThan(Duration.ofMinutes(30))).isEqualTo(1);
        }

        @Test
        void whatIsChangedFromOutsideIsWrittenByNobodyWhoHadItLeased() {
            begin("c1");
            LeasedFlow stale = claim();
            Instant due = store.now().plusSeconds(60);

            assertThat(store.change("orders", "c1", flow -> Optional.of(new Rescheduled(flow.withOutcome("x"), due))))
                    .map(Flow::outcome).isEmpty();

            assertThatThrownBy(() -> store.keep(stale.flow().in("SENDING"))).isInstanceOf(LeaseLostException.class);
            assertThat(store.find("orders", "c1")).map(Flow::outcome).contains("x");
            assertThat(store.claim(List.of("orders"), 10)).isEmpty();
            assertThat(store.change("orders", "c1", flow -> Optional.empty())).map(Flow::outcome).contains("x");
            assertThat(store.change("orders", "c2", flow -> Optional.of(new Rescheduled(flow, due)))).isEmpty();
        }

        @Test
        void whatNoColumnTakesIsMadeFitAndStillMeetsItsAttempt() {
            String longId = "m".repeat(2000);
            Flow begun = begin("c1");
            LeasedFlow claim = claim();
            Attempt attempt = Attempt.intent(claim.flow(), 1, 1, claim.now());
            store.keep(claim.flow(), attempt);
            store.release(claim.flow(), null, List.of(), attempt.accepted("boomware\u0000", null, longId, claim.now()));

            assertThat(store.events().record(receipt("a\u0000\ud83d".repeat(700), null, longId, DeliveryStatus.SENT)))
                    .contains(begun.id());
            assertThat(
                    store.events().record(receipt("b" + "x".repeat(5000) + "1", "r".repeat(900), longId, DeliveryStatus.SENT)))
                    .contains(begun.id());
            assertThat(store.events().record(receipt("b" + "x".repeat(5000) + "2", "r".repeat(901), "n".repeat(501),
                    DeliveryStatus.DELIVERED)))
                    .isEmpty();
            assertThat(store.events().record(new FlowEvent(
                    "boomware:reply", FlowEvent.Kind.REPLY, "p".repeat(60), "a".repeat(60), longId + "2", null, null,
                    "9".repeat(400),
                    "8".repeat(400), "yes\u0000 \udc00 no", null, null, 0)))
                    .isEmpty();

            assertThat(claim().events()).hasSize(2);
        }

        @Test
        void aRefusedValueIsNoOutageAndIsNotQuoted() {
            assertThatThrownBy(() -> store.begin(new NewFlow(
                    "orders", "secret" + "7".repeat(200), "SEND", null,
                    new FlowMessage("x", Map.of()), Map.of(), null, Duration.ZERO)))
                    .isInstanceOf(RefusedValueException.class)
                    .hasMessageContaining("conversation_id with 206 characters")
                    .message().doesNotContain("secret").doesNotContain("777");
            assertThatThrownBy(() -> store.begin(new NewFlow(
                    "orders", "secret" + "7".repeat(200), "SEND", null,
                    new FlowMessage("x", Map.of()), Map.of(), null, Duration.ZERO))).hasNoCause();
        }

        @Test
        void workThatFailsForTooLongIsParkedUntilItIsReleased() {
            Flow begun = begin("c1");

            assertThat(store.postpone(claim().flow(), Duration.ZERO, LONG, 1)).isFalse();
            assertThat(store.parked(10)).isEmpty();
            assertThat(store.postpone(claim().flow(), Duration.ZERO, Duration.ZERO, 1)).isTrue();

            assertThat(store.claim(List.of("orders"), 10)).isEmpty();
            store.wake(begun.id());
            assertThat(store.claim(List.of("orders"), 10)).isEmpty();
            assertThat(store.parked(10)).singleElement().satisfies(parked -> {
                assertThat(parked.id()).isEqualTo(begun.id());
                assertThat(parked.conversationId()).isEqualTo("c1");
                assertThat(parked.parkedAt()).isAfterOrEqualTo(parked.failingSince());
            });
            assertThat(store.releaseParked("nobody's")).isFalse();
            assertThat(store.releaseParked(begun.id())).isTrue();
            assertThat(store.releaseParked(begun.id())).isFalse();
            assertThat(claim().flow().failures()).isZero();
        }

        @Test
        void aLongTimeWithFewFailuresParksNothing() {
            begin("c1");

            assertThat(store.postpone(claim().flow(), Duration.ZERO, Duration.ZERO, 3)).isFalse();
            assertThat(store.postpone(claim().flow(), Duration.ZERO, Duration.ZERO, 3)).isFalse();
            assertThat(store.postpone(claim().flow(), Duration.ZERO, Duration.ZERO, 3)).isTrue();
        }

        @Test
        void aSuccessBetweenFailuresStartsTheTimeAnew() {
            begin("c1");
            store.postpone(claim().flow(), Duration.ZERO, LONG, 1);
            LeasedFlow claim = claim();
            store.release(claim.flow(), claim.now(), List.of());

            store.postpone(claim().flow(), Duration.ZERO, LONG, 1);

            assertThat(store.parked(10)).isEmpty();
        }

        @Test
        void aConversationIdIsTakenInOnce() throws Exception {
            Set<String> started = ConcurrentHashMap.newKeySet();
            inParallel(8, () -> {
                for (int i = 0; i < 20; i++) {
                    store.begin(new NewFlow(
                            "orders", "c" + i, "SEND", null, new FlowMessage("x", Map.of()), Map.of(), null, Duration.ZERO))
                            .ifPresent(flow -> assertThat(started.add(flow.conversationId())).isTrue());
                }
                return null;
            });

            assertThat(started).hasSize(20);
        }

        @Test
        void aFlowIsClaimedByOneOfManyNodes() throws Exception {
            for (int i = 0; i < 100; i++) {
                begin("c" + i);
            }
            Set<String> claimed = ConcurrentHashMap.newKeySet();

            inParallel(6, () -> {
                FlowStore node = Databases.store(dataSource, "node", LONG);
                List<LeasedFlow> claims = node.claim(List.of("orders", "others"), 7);
                while (!claims.isEmpty()) {
                    claims.forEach(claim -> assertThat(claimed.add(claim.flow().id())).isTrue());
                    claims = node.claim(List.of("orders", "others"), 7);
                }
                return null;
            });

            assertThat(claimed).hasSize(100);
        }

        @Test
        void flowsOfOtherNamesAndWhatIsNotDueAreLeftAlone() {
            store.begin(
                    new NewFlow("others", null, "SEND", null, new FlowMessage("x", Map.of()), Map.of(), null, Duration.ZERO));
            store.begin(new NewFlow("orders", null, "SEND", null, new FlowMessage("x", Map.of()), Map.of(), null, LONG));

            assertThat(store.claim(List.of("orders"), 10)).isEmpty();
        }

        @Test
        void workOfADeadNodeIsTakenOverAndItsWritesComeToNothing() {
            begin("c1");
            FlowStore dead = Databases.store(dataSource, "dead", Duration.ofMillis(300));
            LeasedFlow lost = claim(dead);
            Attempt intent = Attempt.intent(lost.flow(), 1, 1, lost.now());
            dead.keep(lost.flow().in("SENDING").at(1), intent);
            assertThat(store.claim(List.of("orders"), 10)).as("the lease holds").isEmpty();

            LeasedFlow taken = await().until(() -> store.claim(List.of("orders"), 10), claims -> !claims.isEmpty()).get(0);

            assertThat(taken.flow().state()).isEqualTo("SENDING");
            assertThat(taken.lastAttempt()).get().extracting(Attempt::state).isEqualTo(Attempt.State.SENDING);
            assertThatThrownBy(() -> dead.keep(lost.flow().in("WAIT"))).isInstanceOf(LeaseLostException.class);
            assertThatThrownBy(
                    () -> dead.release(lost.flow().in("WAIT"), null, List.of(), intent.accepted("x", null, "y", lost.now())))
                    .isInstanceOf(LeaseLostException.class);
            dead.postpone(lost.flow(), Duration.ZERO, Duration.ofDays(1), 1);
            assertThat(dead.renew(List.of(lost.flow()))).isZero();
            assertThat(store.find(lost.flow().id())).get().extracting(Flow::state).isEqualTo("SENDING");
            assertThat(store.attempts(lost.flow().id())).extracting(Attempt::state).containsExactly(Attempt.State.SENDING);
        }

        @Test
        void aRenewedClaimHolds() {
            begin("c1");
            FlowStore slow = Databases.store(dataSource, "slow", Duration.ofMillis(500));
            LeasedFlow claim = claim(slow);

            await().pollInterval(Duration.ofMillis(100)).during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        assertThat(slow.renew(List.of(claim.flow()))).isEqualTo(1);
                        return store.claim(List.of("orders"), 10).isEmpty();
                    });
        }

        @Test
        void whatWasReleasedIsNotDueBeforeItsTime() {
            begin("c1");
            LeasedFlow claim = claim();
            store.release(claim.flow().in("WAIT"), claim.now().plus(LONG), List.of());

            assertThat(store.claim(List.of("orders"), 10)).isEmpty();
            store.wake(claim.flow().id());
            assertThat(claim().flow().state()).isEqualTo("WAIT");
        }

        @Test
        void anEventDuringTheWorkMakesTheFlowDueAgain() {
            begin("c1");
            LeasedFlow claim = claim();
            Attempt sent = Attempt.intent(claim.flow(), 1, 1, claim.now());
            store.keep(claim.flow(), sent);
            assertThat(store.events().record(receipt("e1", sent.reference(), null, DeliveryStatus.DELIVERED)))
                    .contains(claim.flow().id());

            store.release(claim.flow().in("WAIT"), claim.now().plus(LONG), claim.events(),
                    sent.accepted("boomware", null, "m1", claim.now()));

            assertThat(claim().events()).extracting(FlowEvent::status).containsExactly(DeliveryStatus.DELIVERED);
        }

        @Test
        void anEventBeforeItsSendWasRecordedIsMatchedAfterwards() {
            begin("c1");
            LeasedFlow claim = claim();
            Attempt sent = Attempt.intent(claim.flow(), 1, 1, claim.now());
            store.keep(claim.flow(), sent);
            assertThat(store.events().record(receipt("e1", null, "m1", DeliveryStatus.DELIVERED))).isEmpty();
            assertThat(store.events().record(receipt("other", null, "m2", DeliveryStatus.DELIVERED))).isEmpty();

            store.release(claim.flow().in("WAIT"), claim.now().plus(LONG), claim.events(),
                    sent.accepted("boomware", null, "m1", claim.now()));

            FlowEvent event = claim().events().get(0);
            assertThat(event.eventId()).isEqualTo("boomware:e1");
            assertThat(event.attempt()).isEqualTo(1);
            assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        }

        @Test
        void anEventIsHandledOnceHoweverOftenItComes() throws Exception {
            begin("c1");
            LeasedFlow claim = claim();
            Attempt sent = Attempt.intent(claim.flow(), 1, 1, claim.now()).accepted("boomware", null, "m1", claim.now());
            store.release(claim.flow().in("WAIT"), claim.now().plus(LONG), List.of(), sent);
            inParallel(6, () -> store.events().record(receipt("e1", null, "m1", DeliveryStatus.DELIVERED)));
            LeasedFlow woken = claim();
            assertThat(woken.events()).hasSize(1);

            store.release(woken.flow().ended(), null, woken.events());
            store.events().record(receipt("e1", null, "m1", DeliveryStatus.DELIVERED));

            assertThat(store.claim(List.of("orders"), 10)).allSatisfy(again -> assertThat(again.events()).isEmpty());
        }

        @Test
        void receiptsAndSendsThatRaceAlwaysMeet() throws Exception {
            int flows = 60;
            IntStream.range(0, flows).forEach(i -> begin("c" + i));
            Set<String> met = new HashSet<>();
            List<LeasedFlow> claims = store.claim(List.of("orders"), flows);
            ExecutorService two = Executors.newFixedThreadPool(2);
            try {
                for (LeasedFlow claim : claims) {
                    String messageId = "m" + claim.flow().id();
                    Attempt sent = Attempt.intent(claim.flow(), 1, 1, claim.now());
                    Future<?> release
                            = two.submit(() -> store.release(claim.flow().in("WAIT"), claim.now().plus(LONG), List.of(),
                                    sent.accepted("boomware", null, messageId, claim.now())));
                    Future<?> event
                            = two.submit(
                                    () -> store.events().record(receipt(messageId, null, messageId, DeliveryStatus.DELIVERED)));
                    release.get();
                    event.get();
                }
            } finally {
                two.shutdownNow();
            }
            store.claim(List.of("orders"), flows).stream().filter(claim -> claim.events().size() == 1)
                    .forEach(claim -> met.add(claim.flow().id()));

            assertThat(met).hasSize(flows);
        }

        @Test
        void workThatFailedIsDueLaterAndItsFailuresAreCounted() {
            begin("c1");
            store.postpone(claim().flow(), Duration.ZERO, Duration.ofDays(1), 1);
            LeasedFlow again = claim();
            assertThat(again.flow().failures()).isEqualTo(1);

            store.release(again.flow(), again.now(), List.of());

            assertThat(claim().flow().failures()).isZero();
        }

        @Test
        void anEndedFlowForgetsItsMessageAndIsDeletedAfterTheRetention() {
            begin("c1");
            LeasedFlow claim = claim();
            store.release(claim.flow().withOutcome("done").ended(), null, List.of());

            assertThat(store.find("orders", "c1")).get().satisfies(flow -> {
                assertThat(flow.message()).isNull();
                assertThat(flow.recipient()).isNull();
                assertThat(flow.outcome()).isEqualTo("done");
            });
            assertThat(store.deleteOlderThan(LONG)).isZero();
            begin("open");
            assertThat(store.deleteOlderThan(Duration.ZERO.minus(LONG))).isEqualTo(1);
            assertThat(store.find("orders", "open")).isPresent();
        }

        private static void inParallel(int threads, Callable<?> work) throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                for (Future<?> one : pool.invokeAll(java.util.Collections.nCopies(threads, work))) {
                    one.get();
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }
}
