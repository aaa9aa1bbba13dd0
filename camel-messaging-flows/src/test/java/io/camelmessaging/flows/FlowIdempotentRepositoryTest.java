/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.camelmessaging.flows.store.DatabaseFailure;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class FlowIdempotentRepositoryTest {

    private final MovableClock clock = new MovableClock();
    private final DefaultCamelContext context = FlowContexts.on(Databases.h2(), clock);
    private final FlowIdempotentRepository repository = new FlowIdempotentRepository();

    @BeforeEach
    void start() {
        repository.setCamelContext(context);
        repository.setName("ends");
        repository.setClaimTime(Duration.ofMinutes(5));
        context.getRegistry().bind("ends", repository);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void ofManyOneGetsAKey() throws Exception {
        repository.start();
        AtomicInteger got = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            for (Future<?> one : pool.invokeAll(Collections.nCopies(6, () -> {
                for (int i = 0; i < 50; i++) {
                    String key = "k" + i;
                    if (repository.add(key)) {
                        got.incrementAndGet();
                        repository.confirm(key);
                    }
                }
                return null;
            }))) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(got).hasValue(50);
    }

    @Test
    void aKeyThatWasNeverConfirmedIsFreeAgainAfterTheClaimTime() {
        repository.start();
        assertThat(repository.add("k")).isTrue();
        assertThat(repository.add("k")).isFalse();
        assertThat(repository.contains("k")).isTrue();

        clock.advance(Duration.ofMinutes(4));
        assertThat(repository.contains("k")).isTrue();
        clock.advance(Duration.ofMinutes(2));

        assertThat(repository.contains("k")).isFalse();
        assertThat(repository.add("k")).isTrue();
    }

    @Test
    void aConfirmedKeyStaysUntilItIsRemoved() {
        repository.start();
        repository.add("k");
        repository.confirm("k");
        clock.advance(Duration.ofHours(1));
        assertThat(repository.add("k")).isFalse();

        assertThat(repository.remove("k")).isTrue();
        assertThat(repository.add("k")).isTrue();
        repository.clear();
        assertThat(repository.contains("k")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "exception", "rollback", "markRollbackOnly", "markRollbackOnlyLast", "error" })
    void whatFailsBehindAQueueIsNotRemembered(String failure) throws Exception {
        AtomicInteger processed = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").idempotentConsumer(header("CamelMessagingEventId"), repository).to("seda:ends");
                RouteDefinition ends = from("seda:ends");
                ends.filter(exchange -> processed.incrementAndGet() > 1).to("mock:processed").stop().end();
                switch (failure) {
                    case "exception" -> ends.throwException(new IllegalStateException("broken"));
                    case "rollback" -> ends.rollback("broken");
                    case "markRollbackOnly" -> ends.markRollbackOnly();
                    case "markRollbackOnlyLast" -> ends.markRollbackOnlyLast();
                    default -> ends.process(exchange -> {
                        throw new AssertionError("broken");
                    });
                }
            }
        });
        context.start();

        await().until(() -> {
            context.createProducerTemplate().sendBodyAndHeader("direct:in", "x", "CamelMessagingEventId", "e1");
            return processed.get() > 1;
        });
        await().until(() -> !repository.add("e1") && context.getInflightRepository().size() == 0);
        context.createProducerTemplate().sendBodyAndHeader("direct:in", "x", "CamelMessagingEventId", "e1");
        assertThat(context.getEndpoint("mock:processed", MockEndpoint.class).getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aKeyThatCouldNotBeWrittenIsFree() throws Exception {
        AwayDatabase database = new AwayDatabase(Databases.h2());
        try (DefaultCamelContext other = FlowContexts.on(database)) {
            FlowIdempotentRepository keys = new FlowIdempotentRepository();
            keys.setCamelContext(other);
            other.start();
            keys.start();
            database.goAway();
            assertThatThrownBy(() -> keys.add("e1")).isInstanceOf(DatabaseFailure.class);

            database.comeBack();

            assertThat(keys.contains("e1")).isFalse();
            assertThat(keys.add("e1")).isTrue();
        }
    }

    @Test
    void anExchangeIsProcessedOnceInARoute() throws Exception {
        FlowContexts.addYaml(context, """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - idempotentConsumer:
                            idempotentRepository: ends
                            header: CamelMessagingEventId
                            steps:
                              - to: mock:once
                """);
        context.start();
        MockEndpoint once = context.getEndpoint("mock:once", MockEndpoint.class);

        for (int i = 0; i < 3; i++) {
            context.createProducerTemplate().sendBodyAndHeader("direct:in", "x", "CamelMessagingEventId", "e1");
        }

        assertThat(once.getReceivedCounter()).isEqualTo(1);
    }
}
