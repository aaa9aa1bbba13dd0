/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.ExpressionBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a step throws, wherever it stands: the exchange has failed, has ended once, and no later step saw it. */
class ErrorGuardTest {

    private static final Expression TWO = ExpressionBuilder.constantExpression(List.of("a", "b"));

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService elsewhere = Executors.newSingleThreadExecutor();
    private final AtomicInteger later = new AtomicInteger();

    /** A step of a user. */
    private interface Step extends Function<ProcessorDefinition<?>, ProcessorDefinition<?>> {
    }

    /** One that a library might bring. */
    private static final class Own extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static AsyncProcessor throwing(Error error) {
        return new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                throw error;
            }
        };
    }

    private static Arguments row(String name, Step step, Class<? extends Throwable> thrown) {
        return Arguments.of(name, step, thrown);
    }

    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    static Stream<Arguments> steps() {
        AsyncProcessor linkage = throwing(new NoClassDefFoundError("a/missing/Jar"));
        return Stream.of(
                row("processor", route -> route.process(exchange -> {
                    throw new AssertionError("no");
                }), AssertionError.class),
                row("processor, own error", route -> route.process(exchange -> {
                    throw new Own();
                }), Own.class),
                row("processor, linkage", route -> route.process(exchange -> {
                    throw new NoClassDefFoundError("a/missing/Jar");
                }), NoClassDefFoundError.class),
                row("processor, overflow", route -> route.process(exchange -> endless(0)), StackOverflowError.class),
                row("asynchronous processor", route -> route.process(linkage), NoClassDefFoundError.class),
                row("last of two", route -> route.process(exchange -> {
                }).process(linkage), NoClassDefFoundError.class),
                row("predicate of filter", route -> route.filter(exchange -> {
                    throw new Own();
                }).log("never").end(), Own.class),
                row("predicate of choice", route -> route.choice().when(exchange -> {
                    throw new Own();
                }).log("never").end(), Own.class),
                row("in a nested route", route -> route.to("direct:nested"), Own.class),
                row("in a split", route -> route.split(TWO).stopOnException().process(linkage).end(),
                        NoClassDefFoundError.class),
                row("in a parallel split",
                        route -> route.split(TWO).parallelProcessing().stopOnException().process(linkage).end(),
                        NoClassDefFoundError.class),
                row("in a multicast", route -> route.multicast().stopOnException().to("direct:nested").end(), Own.class),
                row("in a loop", route -> route.loop(2).process(linkage).end(), NoClassDefFoundError.class),
                row("in an enricher", route -> route.enrich("direct:nested"), Own.class),
                row("in a queue that is waited for", route -> route.to("seda:nested?waitForTaskToComplete=Always"), Own.class),
                row("after a change of threads", route -> route.threads(1).process(linkage), NoClassDefFoundError.class),
                row("after a delay", route -> route.delay(1).asyncDelayed().process(throwing(new Own())), Own.class),
                row("filter after a change of threads", route -> route.threads(1).filter(exchange -> {
                    throw new Own();
                }).log("never").end(), Own.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void whateverAStepThrowsIsTheFailureOfItsExchange(String name, Step step, Class<? extends Throwable> thrown)
            throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                step.apply(from("direct:in")).process(exchange -> later.incrementAndGet());
                from("direct:nested").process(throwing(new Own()));
                from("seda:nested").process(exchange -> {
                }).process(throwing(new Own()));
            }
        });
        context.start();

        for (int i = 0; i < 20; i++) {
            Exchange ended = sent();
            assertThat(ended.getException()).isNotNull();
            assertThat(ExchangeFailure.cause(ExchangeFailure.of(ended).orElseThrow())).isInstanceOf(thrown);
        }
        assertThat(later).hasValue(0);
        Awaitility.await().until(() -> context.getRoutes().stream()
                .allMatch(route -> context.getInflightRepository().size(route.getRouteId()) == 0));
    }

    @Test
    void aDoTryCatchesIt() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").doTry().process(throwing(new Own())).doCatch(Exception.class)
                        .process(exchange -> later.incrementAndGet()).end();
            }
        });
        context.start();

        assertThat(ExchangeFailure.of(sent())).isEmpty();
        assertThat(later).hasValue(1);
    }

    @Test
    void whatIsThrownAfterTheEndEndsItAllTheSame() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").process(exchange -> exchange.getExchangeExtension()
                        .addOnCompletion(new SynchronizationAdapter() {
                            @Override
                            public void onDone(Exchange done) {
                                throw new Own();
                            }
                        }));
            }
        });
        context.start();

        assertThat(ExchangeFailure.of(sent())).isEmpty();
    }

    @Test
    void aStepThatLeftItsExchangeToAnotherThreadAndThenThrowsHasFailedOnce() throws Exception {
        CountDownLatch thrown = new CountDownLatch(1);
        CountDownLatch calledBack = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").process(new AsyncProcessorSupport() {
                    @Override
                    public boolean process(Exchange exchange, AsyncCallback callback) {
                        elsewhere.execute(() -> {
                            awaitLatch(thrown);
                            callback.done(false);
                            calledBack.countDown();
                        });
                        throw new Own();
                    }
                }).process(exchange -> later.incrementAndGet());
            }
        });
        context.start();

        Exchange ended = sent();
        thrown.countDown();
        awaitLatch(calledBack);

        assertThat(ExchangeFailure.cause(ended.getException())).isInstanceOf(Own.class);
        assertThat(later).hasValue(0);
    }

    /** A step that says that it was synchronous when it was not is heard all the same. */
    @Test
    void aLateCallBackIsNotLost() throws Exception {
        CountDownLatch returned = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").process(new AsyncProcessorSupport() {
                    @Override
                    public boolean process(Exchange exchange, AsyncCallback callback) {
                        elsewhere.execute(() -> {
                            awaitLatch(returned);
                            callback.done(true);
                        });
                        return false;
                    }
                }).process(exchange -> later.incrementAndGet());
            }
        });
        context.start();
        Exchange exchange = new DefaultExchange(context);
        CountDownLatch ended = new CountDownLatch(1);

        EventExchange.process(exchange, route(), doneSync -> ended.countDown());
        returned.countDown();

        awaitLatch(ended);
        assertThat(later).hasValue(1);
    }

    private AsyncProcessor route() {
        return AsyncProcessorConverterHelper.convert(context.getRoutes().stream()
                .filter(route -> route.getEndpoint().getEndpointUri().equals("direct://in")).findFirst().orElseThrow()
                .getConsumer().getProcessor());
    }

    private Exchange sent() {
        Exchange exchange = new DefaultExchange(context);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger ends = new AtomicInteger();
        EventExchange.process(exchange, route(), doneSync -> {
            ends.incrementAndGet();
            ended.countDown();
        });
        awaitLatch(ended);
        assertThat(ends).hasValue(1);
        return exchange;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        elsewhere.shutdownNow();
        context.getShutdownStrategy().setTimeout(5);
        context.stop();
    }
}
