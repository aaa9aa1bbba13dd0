package io.camelmessaging.flows;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FlowIdempotentRepositoryTest {

    private final DefaultCamelContext context = FlowContexts.on(Databases.h2());
    private final FlowIdempotentRepository repository = new FlowIdempotentRepository();

    @BeforeEach
    void start() {
        repository.setCamelContext(context);
        repository.setName("ends");
        repository.setClaimTime(Duration.ofMillis(300));
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

        await().untilAsserted(() -> assertThat(repository.contains("k")).isFalse());
        assertThat(repository.add("k")).isTrue();
    }

    @Test
    void aConfirmedKeyStaysUntilItIsRemoved() {
        repository.start();
        repository.add("k");
        repository.confirm("k");
        await().pollDelay(Duration.ofMillis(400)).untilAsserted(() -> assertThat(repository.add("k")).isFalse());

        assertThat(repository.remove("k")).isTrue();
        assertThat(repository.add("k")).isTrue();
        repository.clear();
        assertThat(repository.contains("k")).isFalse();
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
