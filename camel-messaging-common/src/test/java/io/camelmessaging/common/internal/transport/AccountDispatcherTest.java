/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.HttpMethod;
import io.camelmessaging.common.support.wire.TransportException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The dispatcher lets so many calls through, lets so many wait, and loses none.
 */
class AccountDispatcherTest {

    private static final ApiResponse OK = new ApiResponse(200, null, new byte[0]);
    private static final ApiRequest REQUEST = new ApiRequest(
            HttpMethod.GET, URI.create("http://localhost/"), Map.of(), null, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final List<CompletableFuture<ApiResponse>> underWay = new CopyOnWriteArrayList<>();
    private final Transport held = (request, leaving) -> {
        CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        underWay.add(answer);
        return answer;
    };

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void noMoreThanMaxInFlightAreUnderWay() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Transport slow = (request, leaving) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
            scheduler.schedule(() -> {
                now.decrementAndGet();
                answer.complete(OK);
            }, 1, TimeUnit.MILLISECONDS);
            return answer;
        };
        AccountDispatcher dispatcher = new AccountDispatcher(3, 100, RateLimit.none(), scheduler);
        List<CompletableFuture<ApiResponse>> calls = IntStream.range(0, 50)
                .mapToObj(i -> dispatcher.send(slow, REQUEST).toCompletableFuture()).toList();

        for (CompletableFuture<ApiResponse> call : calls) {
            assertThat(call.get(10, TimeUnit.SECONDS)).isSameAs(OK);
        }
        assertThat(most).hasValue(3);
    }

    @Test
    void theyLeaveInOrder() throws Exception {
        List<Integer> order = new ArrayList<>();
        AccountDispatcher dispatcher = new AccountDispatcher(1, 100, RateLimit.none(), scheduler);
        CompletableFuture<ApiResponse> first = send(dispatcher);
        List<CompletableFuture<ApiResponse>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            waiting.add(dispatcher.send((request, leaving) -> {
                order.add(number);
                return CompletableFuture.completedFuture(OK);
            }, REQUEST).toCompletableFuture());
        }
        underWay(1).get(0).complete(OK);

        first.get(10, TimeUnit.SECONDS);
        waiting.get(19).get(10, TimeUnit.SECONDS);
        assertThat(order).containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void aFullQueueRefusesWithASentence() {
        AccountDispatcher dispatcher = new AccountDispatcher(1, 2, RateLimit.none(), scheduler);
        send(dispatcher);
        send(dispatcher);
        send(dispatcher);

        assertThatThrownBy(() -> send(dispatcher).get()).isInstanceOf(ExecutionException.class).cause()
                .isInstanceOfSatisfying(TransportException.class, full -> assertThat(full.isSent()).isFalse())
                .hasMessage("the queue is full: 1 calls are under way (maxInFlight) and 2 wait (maxQueued); send more slowly,"
                            + " or raise one of the two");
    }

    @Test
    void aFailedCallMakesRoomForTheNext() throws Exception {
        AccountDispatcher dispatcher = new AccountDispatcher(1, 10, RateLimit.none(), scheduler);
        CompletableFuture<ApiResponse> failing = send(dispatcher);
        CompletableFuture<ApiResponse> next = send(dispatcher);
        underWay(1).get(0).completeExceptionally(new TransportException(true, "broke", null));

        underWay(2).get(1).complete(OK);
        assertThat(next.get(10, TimeUnit.SECONDS)).isSameAs(OK);
        assertThat(failing).isCompletedExceptionally();
    }

    @Test
    void aTransportThatThrowsMakesRoomForTheNext() throws Exception {
        AccountDispatcher dispatcher = new AccountDispatcher(1, 10, RateLimit.none(), scheduler);
        CompletionStage<ApiResponse> failing = dispatcher.send((request, leaving) -> {
            throw new IllegalStateException("closed");
        }, REQUEST);

        assertThat(failing.toCompletableFuture()).isCompletedExceptionally();
        CompletableFuture<ApiResponse> next = send(dispatcher);
        underWay(1).get(0).complete(OK);
        assertThat(next.get(10, TimeUnit.SECONDS)).isSameAs(OK);
    }

    @Test
    void tenThousandWaitWithoutNesting() throws Exception {
        AccountDispatcher dispatcher = new AccountDispatcher(1, 10_000, RateLimit.none(), scheduler);
        CompletableFuture<ApiResponse> first = send(dispatcher);
        Transport immediate = (request, leaving) -> CompletableFuture.completedFuture(OK);
        List<CompletableFuture<ApiResponse>> waiting = IntStream.range(0, 10_000)
                .mapToObj(i -> dispatcher.send(immediate, REQUEST).toCompletableFuture()).toList();
        underWay(1).get(0).complete(OK);

        assertThat(first.get(10, TimeUnit.SECONDS)).isSameAs(OK);
        for (CompletableFuture<ApiResponse> call : waiting) {
            assertThat(call.get(10, TimeUnit.SECONDS)).isSameAs(OK);
        }
    }

    @Test
    void closingEndsWhatWaits() {
        AccountDispatcher dispatcher = new AccountDispatcher(1, 10_000, RateLimit.none(), scheduler);
        send(dispatcher);
        List<CompletableFuture<ApiResponse>> waiting = IntStream.range(0, 10_000).mapToObj(i -> send(dispatcher)).toList();
        dispatcher.close();

        assertThat(waiting).allSatisfy(AccountDispatcherTest::assertStopped);
        assertStopped(send(dispatcher));
        assertThat(underWay).hasSize(1);
    }

    @Test
    void closingEndsWhatWaitsForTheRateLimit() {
        AccountDispatcher dispatcher
                = new AccountDispatcher(10, 10, RateLimit.paced(1, Duration.ofHours(1), scheduler), scheduler);
        send(dispatcher);
        CompletableFuture<ApiResponse> pacing = send(dispatcher);
        assertThat(pacing).isNotDone();
        dispatcher.close();

        assertStopped(pacing);
        assertThat(underWay).hasSize(1);
    }

    @Test
    void closingEndsWhatWasJustLetThrough() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        scheduler.execute(() -> {
            busy.countDown();
            await(release);
        });
        busy.await();
        AccountDispatcher dispatcher = new AccountDispatcher(1, 10, RateLimit.none(), scheduler);
        send(dispatcher);
        CompletableFuture<ApiResponse> next = send(dispatcher);
        underWay(1).get(0).complete(OK);
        dispatcher.close();
        scheduler.shutdownNow();
        release.countDown();

        assertStopped(next);
        assertThat(underWay).hasSize(1);
    }

    @Test
    void aRateLimitThatFailsSendsNothingAndMakesRoomForTheNext() throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        Bucket bucket = Bucket.builder().addLimit(limit -> limit.capacity(100).refillGreedy(100, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new FailingClock(down)).build();
        AccountDispatcher dispatcher = new AccountDispatcher(1, 10, RateLimit.of(bucket, scheduler, scheduler), scheduler);
        down.set(true);
        CompletableFuture<ApiResponse> failing = send(dispatcher);

        assertThatThrownBy(failing::get).cause().isInstanceOfSatisfying(TransportException.class,
                notSent -> assertThat(notSent.isSent()).isFalse()).hasMessageContaining("rateLimitBucket");
        assertThat(underWay).isEmpty();
        down.set(false);
        CompletableFuture<ApiResponse> next = send(dispatcher);
        underWay(1).get(0).complete(OK);
        assertThat(next.get(10, TimeUnit.SECONDS)).isSameAs(OK);
    }

    private record FailingClock(AtomicBoolean down) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            if (down.get()) {
                throw new IllegalStateException("the cluster's store is down");
            }
            return System.nanoTime();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private CompletableFuture<ApiResponse> send(AccountDispatcher dispatcher) {
        return dispatcher.send(held, REQUEST).toCompletableFuture();
    }

    private List<CompletableFuture<ApiResponse>> underWay(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> underWay.size() >= count);
        return underWay;
    }

    private static void assertStopped(CompletableFuture<ApiResponse> call) {
        assertThat(call).isCompletedExceptionally();
        assertThatThrownBy(call::get).cause().isInstanceOfSatisfying(TransportException.class,
                stopped -> assertThat(stopped.isSent()).isFalse())
                .hasMessage("the component was stopped before the call left; repeat it");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // the scheduler was shut down
        }
    }
}
