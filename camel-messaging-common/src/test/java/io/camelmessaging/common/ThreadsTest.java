/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.Courier.Call;
import io.camelmessaging.common.courier.RawProvider;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On which threads a route goes on, how many there are, and that none is left.
 */
@Isolated("it counts the threads of the whole JVM")
class ThreadsTest {

    private static Vertx vertx;
    private static HttpServer provider;

    private final AtomicInteger received = new AtomicInteger();

    /** A provider that takes 200 ms for each call and holds no thread. */
    @BeforeAll
    static void serve() throws Exception {
        vertx = Vertx.vertx();
        provider = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> vertx.setTimer(200, timer -> request.response()
                        .putHeader("Content-Type", "application/json").end("{\"id\":\"m1\"}"))))
                .listen(0, "localhost").toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stopServing() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void theRouteGoesOnInACamelPool() throws Exception {
        try (DefaultCamelContext context = context("pool")) {
            context.start();
            Call call = Courier.sms(context, "");

            call.await();
            assertThat(call.thread().get()).contains("camel-messaging-courier").doesNotContain("-io", "-dispatcher");
            assertThat(call.callbacks()).hasValue(1);
        }
    }

    @Test
    void whatIsSynchronousHoldsItsThread() throws Exception {
        try (DefaultCamelContext context = context("sync")) {
            List<Thread> threads = new ArrayList<>();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:sync")
                            .process(exchange -> threads.add(Thread.currentThread()))
                            .to("courier:sms?synchronous=true&to=" + Courier.NUMBER.substring(1))
                            .process(exchange -> threads.add(Thread.currentThread()));
                }
            });
            context.start();
            context.createProducerTemplate().sendBody("direct:sync", "x");

            assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
        }
    }

    @Test
    void synchronousCallsBehindAsynchronousOnesDoNotBlockEachOther() throws Exception {
        int many = 100;
        try (DefaultCamelContext context = context("nested")) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:both").to("courier:sms?to=1234").setBody(constant("second"))
                            .to("courier:sms?synchronous=true&to=1234").to("mock:done");
                }
            });
            context.start();
            MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
            done.expectedMessageCount(many);
            for (int i = 0; i < many; i++) {
                Courier.call(context, "direct:both", "first", Map.of());
            }

            done.setResultWaitTime(60_000);
            done.assertIsSatisfied();
        }
    }

    @Test
    void tenThousandSendsNeedFewThreads() throws Exception {
        int many = 10_000;
        try (DefaultCamelContext context = context("many")) {
            Courier.component(context).setMaxInFlight(256);
            context.start();
            CountDownLatch done = new CountDownLatch(many);
            AtomicInteger failed = new AtomicInteger();
            AtomicInteger threads = new AtomicInteger();
            AsyncProducer producer = Courier.producer(context, "courier:sms");
            for (int i = 0; i < many; i++) {
                Call call = Courier.call(producer, Courier.TEXT, Map.of(MessagingConstants.TO, Courier.NUMBER));
                call.thread().thenAccept(thread -> {
                    if (call.exchange().getException() != null) {
                        failed.incrementAndGet();
                    }
                    if (received.incrementAndGet() % 100 == 0) {
                        threads.accumulateAndGet(threadsOf("many").size(), Math::max);
                    }
                    done.countDown();
                });
            }

            assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
            assertThat(failed).hasValue(0);
            assertThat(threads.get()).isPositive().isLessThanOrEqualTo(32);
        }
    }

    @Test
    void aHundredContextsLeaveNoThread() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (DefaultCamelContext context = context("leak")) {
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:a").to("courier:sms?to=1234");
                    }
                });
                context.start();
                if (i % 10 == 0) {
                    context.createProducerTemplate().sendBody("direct:a", "x");
                }
            }
        }

        Awaitility.await().untilAsserted(() -> assertThat(threadsOf("leak")).isEmpty());
    }

    @Test
    void aRestartedContextSendsAgain() throws Exception {
        try (DefaultCamelContext context = context("restart")) {
            for (int i = 0; i < 3; i++) {
                context.start();
                Courier.component(context).getConfiguration().setUsername("u");
                Courier.component(context).getConfiguration().setApiKey("k");
                Courier.component(context).getConfiguration().setBaseUrl("http://localhost:" + provider.actualPort());
                assertThat(Courier.sms(context, "").await().getException()).isNull();
                context.stop();
            }
        }
        Awaitility.await().untilAsserted(() -> assertThat(threadsOf("restart")).isEmpty());
    }

    @Test
    void stoppingEndsWhatIsUnderWayAndLeavesNoThread() throws Exception {
        List<Call> calls = new ArrayList<>();
        try (RawProvider stalling = new RawProvider(connection -> {
            connection.request();
            connection.stall();
        })) {
            try (DefaultCamelContext context = context("stop")) {
                Courier.component(context).getConfiguration().setBaseUrl(stalling.baseUrl());
                Courier.component(context).setMaxInFlight(5);
                context.start();
                for (int i = 0; i < 20; i++) {
                    calls.add(Courier.sms(context, ""));
                }
                Awaitility.await().until(() -> stalling.requests().size() == 5);
            }
            for (Call call : calls) {
                assertThat(call.await().getException()).isInstanceOf(MessagingException.class);
                assertThat(call.callbacks()).hasValue(1);
            }
            assertThat(calls).filteredOn(call -> call.exchange().getException() instanceof OutcomeUnknownException)
                    .as("those that had left").hasSize(5);
            assertThat(stalling.requests()).hasSize(5);
        }
        Awaitility.await().untilAsserted(() -> assertThat(threadsOf("stop")).isEmpty());
    }

    @Test
    void whatIsSentAfterTheStopIsUnavailableAndOpensNothing() throws Exception {
        try (DefaultCamelContext context = context("late")) {
            context.start();
            Courier.sms(context, "").await();
            Courier.component(context).stop();
            Call call = Courier.sms(context, "");

            assertThat(call.failure(ProviderUnavailableException.class))
                    .hasMessageContaining("the component was stopped before the call left");
            assertThat(call.callbacks()).hasValue(1);
            Awaitility.await().untilAsserted(
                    () -> assertThat(threadsOf("late")).noneMatch(thread -> thread.endsWith("-io")));
            Courier.component(context).start();
            assertThat(Courier.sms(context, "").await().getException()).isNull();
        }
        Awaitility.await().untilAsserted(() -> assertThat(threadsOf("late")).isEmpty());
    }

    /** A context whose threads carry its name. */
    private static DefaultCamelContext context(String name) {
        DefaultCamelContext context = Courier.context("http://localhost:" + provider.actualPort());
        context.getCamelContextExtension().setName("threads-" + name);
        context.getExecutorServiceManager().setThreadNamePattern("threads-" + name + " #counter# #name#");
        return context;
    }

    private static Set<String> threadsOf(String name) {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(thread -> thread.startsWith("threads-" + name + " ")).collect(Collectors.toSet());
    }
}
