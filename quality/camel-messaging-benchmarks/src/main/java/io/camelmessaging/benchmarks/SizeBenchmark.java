/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import com.sun.management.OperatingSystemMXBean;
import io.camelmessaging.boomerang.BoomerangComponent;
import io.camelmessaging.boomerang.BoomerangConfiguration;
import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.clicksend.ClickSendConfiguration;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.NumberCheck;
import io.camelmessaging.common.PhoneNumbers;
import io.camelmessaging.common.SmsSegments;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What grows with the size of a message, a list or a batch, and how.
 */
final class SizeBenchmark implements AutoCloseable {

    static final String NAME = "cost by size";
    static final String MILLIS = "ms";
    static final String CPU = "CPU µs for each";
    static final String POLL = "events of one poll (boomerang:replies)";
    static final int MOST_EVENTS = 10_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double NANOS = 1e6;
    private static final double MICROS = 1e3;
    /** Small sizes are repeated until so much time has passed. */
    private static final Duration LONG_ENOUGH = Duration.ofMillis(300);
    private static final int MOST_TIMES = 1_000;

    /** Does something of a size once, and gives how many nanoseconds it took. */
    private interface Work {

        long run(int size) throws Exception;
    }

    private final Stub stub;
    private final Results results;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final PhoneNumbers numbers = new PhoneNumbers(NumberCheck.possible, null);
    private final AtomicReference<CountDownLatch> polled = new AtomicReference<>(new CountDownLatch(0));

    SizeBenchmark(Stub stub, Results results) throws Exception {
        this.stub = stub;
        this.results = results;
        BoomerangConfiguration boomerang = context.getComponent("boomerang", BoomerangComponent.class).getConfiguration();
        boomerang.setBaseUrl(stub.url("/boomerang"));
        boomerang.setUsername("bench");
        boomerang.setPassword("secret");
        ClickSendConfiguration clickSend = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        clickSend.setBaseUrl(stub.url("/clicksend"));
        clickSend.setUsername("bench");
        clickSend.setApiKey("secret");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("boomerang:replies?initialDelay=0&delay=1").routeId("poll").autoStartup(false)
                        .process(exchange -> polled.get().countDown());
            }
        });
        context.start();
        this.template = context.createProducerTemplate();
    }

    void round() throws Exception {
        stub.delay(0);
        measure("recipients of one request (boomerang:smsTwoWay)", List.of(1, 10, 100, 1_000, 10_000), this::recipients);
        measure("messages of one list (clicksend:sms)", List.of(1, 10, 100, 1_000, 10_000, 100_000), this::bulk);
        measure(POLL, List.of(1, 10, 100, 1_000, MOST_EVENTS), this::poll);
        measure("characters of a text of one segment", List.of(1, 10, 100), this::segments);
        measure("characters of a text of several segments", List.of(1_000, 10_000, 100_000), this::segments);
        measure("numbers that are checked", List.of(1, 10, 100, 1_000, 10_000, 100_000), this::checks);
    }

    private void measure(String what, List<Integer> sizes, Work work) throws Exception {
        for (int size : sizes) {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = system.getProcessCpuTime();
            long spent = 0;
            int times = 0;
            while (times == 0 || spent < LONG_ENOUGH.toNanos() && times < MOST_TIMES) {
                spent += work.run(size);
                times++;
            }
            results.add(NAME, what, String.valueOf(size), MILLIS, spent / NANOS / times);
            results.add(NAME, what, String.valueOf(size), CPU, (system.getProcessCpuTime() - cpu) / MICROS / times / size);
        }
    }

    private long segments(int size) {
        String text = "Grüße, a €5 voucher! ".repeat(size / 20 + 1).substring(0, size);
        long start = System.nanoTime();
        int segments = SmsSegments.of(text).count();
        return segments > 0 ? System.nanoTime() - start : 0;
    }

    private long checks(int size) {
        List<String> given = IntStream.range(0, size).mapToObj(i -> "+35387%07d".formatted(i)).toList();
        long start = System.nanoTime();
        given.forEach(number -> numbers.normalize(number, "to"));
        return System.nanoTime() - start;
    }

    private long recipients(int size) {
        return send("boomerang:smsTwoWay", "Your order has left the depot.", Map.of(MessagingConstants.TO,
                IntStream.range(0, size).mapToObj(i -> "+4477%08d".formatted(i)).toList()));
    }

    private long bulk(int size) {
        return send("clicksend:sms", Senders.clickSendMessages(size), Map.of());
    }

    private long send(String uri, Object body, Map<String, Object> headers) {
        long start = System.nanoTime();
        try {
            template.sendBodyAndHeaders(uri, body, headers);
            return System.nanoTime() - start;
        } catch (CamelExecutionException e) {
            throw new IllegalStateException("A send failed, so that nothing was measured.", e.getCause());
        }
    }

    private long poll(int size) throws Exception {
        stub.feed(size);
        CountDownLatch latch = new CountDownLatch(size);
        polled.set(latch);
        long start = System.nanoTime();
        context.getRouteController().startRoute("poll");
        if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("A poll did not end within " + PATIENCE);
        }
        long spent = System.nanoTime() - start;
        context.getRouteController().stopRoute("poll");
        return spent;
    }

    @Override
    public void close() throws Exception {
        template.close();
        context.close();
    }
}
