/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.clicksend.ClickSendConfiguration;
import io.camelmessaging.common.MessagingConstants;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Two accounts with a limit under ten times the load: how much of the limit is used, and whether it is ever passed.
 * <p>
 * A provider on the same busy machine notes calls later than they came, and so closer together: what counts is when
 * each request was written to its socket, which the JVM itself records (Flight Recorder).
 */
final class RateLimitBenchmark {

    static final String NAME = "rate limit";
    static final String USED = "share of the allowed rate";
    static final String ABOVE = "calls above the limit in any window";
    static final String NOTED_ABOVE = "calls above the limit in any window, as the provider noted them";
    static final String NOTED_LATE = "noted after it was written, p99 ms";

    private static final int TIMES_THE_LIMIT = 10;
    private static final int TICKS_PER_SECOND = 10;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e6;
    private static final String WRITE = "jdk.SocketWrite";

    /**
     * An account with a limit.
     *
     * @param name  as the report calls it
     * @param uri   sends below the limit
     * @param path  where the stub sees it
     * @param io    part of the names of the threads that write its requests
     * @param calls in a period
     */
    private record Limit(String name, String uri, String path, String io, int calls, Duration period) {
    }

    private static final List<Limit> LIMITS = List.of(
            new Limit("30 in 1 s", "boomware:sms", "/boomware/v1/sms", "boomware-io", 30, Duration.ofSeconds(1)),
            new Limit(
                    "100 in 60 s", "clicksend:sms?maxRequestsPerPeriod=100&requestPeriod=60s", "/clicksend/sms/send",
                    "clicksend-io",
                    100,
                    Duration.ofSeconds(60)));

    private RateLimitBenchmark() {
    }

    static void measure(Stub stub, Duration time, Results results) throws Exception {
        stub.delay(20);
        List<RecordedEvent> writes;
        try (Recording recording = new Recording(); DefaultCamelContext context = new DefaultCamelContext()) {
            BoomwareComponent boomware = context.getComponent("boomware", BoomwareComponent.class);
            boomware.getConfiguration().setBaseUrl(stub.url("/boomware"));
            boomware.getConfiguration().setAccessToken("bench:secret");
            ClickSendConfiguration clickSend = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
            clickSend.setBaseUrl(stub.url("/clicksend"));
            clickSend.setUsername("bench");
            clickSend.setApiKey("secret");
            context.start();
            stub.record();
            recording.enable(WRITE).withoutThreshold().withoutStackTrace();
            recording.start();
            ProducerTemplate template = context.createProducerTemplate();
            ScheduledExecutorService clock
                    = context.getExecutorServiceManager().newScheduledThreadPool(RateLimitBenchmark.class,
                            "load", LIMITS.size());
            for (Limit limit : LIMITS) {
                clock.scheduleAtFixedRate(new Offer(template, limit), 0, 1000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
            }
            Load.pause(time);
            clock.shutdownNow();
            recording.stop();
            writes = events(recording);
        }
        for (Limit limit : LIMITS) {
            long[] written = writes.stream().filter(write -> write.getThread().getJavaName().contains(limit.io()))
                    .mapToLong(write -> StubProvider.nanos(write.getStartTime())).sorted().toArray();
            long[] noted = Arrays.stream(stub.arrivals(limit.path())).sorted().toArray();
            double allowed = limit.calls() * (time.toNanos() / NANOS) / (limit.period().toNanos() / NANOS);
            add(limit, USED, written.length / allowed, results);
            add(limit, ABOVE, above(limit, written), results);
            add(limit, NOTED_ABOVE, above(limit, noted), results);
            long[] late = IntStream.range(0, Math.min(written.length, noted.length)).mapToLong(i -> noted[i] - written[i])
                    .sorted().toArray();
            add(limit, NOTED_LATE, late[late.length * 99 / 100] / MILLIS, results);
        }
    }

    private static void add(Limit limit, String metric, double value, Results results) {
        results.add(NAME, limit.name(), Senders.COMPONENT, metric, value);
    }

    private static List<RecordedEvent> events(Recording recording) throws IOException {
        Path file = Files.createTempFile("benchmarks", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file);
        } finally {
            Files.delete(file);
        }
    }

    /** By how many calls the fullest window of the limit's length is above the limit. */
    private static int above(Limit limit, long[] times) {
        int above = 0;
        int from = 0;
        for (int to = 0; to < times.length; to++) {
            while (times[to] - times[from] >= limit.period().toNanos()) {
                from++;
            }
            above = Math.max(above, to - from + 1 - limit.calls());
        }
        return above;
    }

    /**
     * Offers its share of ten times the limit with each tick; what the queue does not take fails, and is not repeated.
     */
    private static final class Offer implements Runnable {

        private final ProducerTemplate template;
        private final Limit limit;
        private double owed;

        Offer(ProducerTemplate template, Limit limit) {
            this.template = template;
            this.limit = limit;
        }

        @Override
        public void run() {
            owed += TIMES_THE_LIMIT * limit.calls() / (limit.period().toMillis() / 1000.0) / TICKS_PER_SECOND;
            while (owed >= 1) {
                owed--;
                template.asyncSend(limit.uri(), exchange -> {
                    exchange.getMessage().setBody("Your order has left the depot.");
                    exchange.getMessage().setHeader(MessagingConstants.TO, "+37255500101");
                });
            }
        }
    }
}
