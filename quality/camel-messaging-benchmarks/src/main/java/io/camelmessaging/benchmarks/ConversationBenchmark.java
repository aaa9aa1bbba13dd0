/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.FlowConstants;
import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What it costs that ever more conversations are open, each with a deadline, in the database that the flows have by
 * default.
 */
final class ConversationBenchmark implements AutoCloseable {

    static final String NAME = "open conversations";
    static final String POSTGRES = "open conversations on PostgreSQL";
    static final String ARM = "ms to ask one and arm its deadline";
    static final String REPLY_P50 = "reply to answered, p50 ms";
    static final String REPLY_P99 = "reply to answered, p99 ms";
    static final String LATE_P50 = "deadline late, p50 ms";
    static final String LATE_P99 = "deadline late, p99 ms";
    static final String HELD = "MiB in use";
    static final String FILE = "MiB of the file";
    static final String LIVE = "MiB of the file when it is compacted";

    /** Those of all databases. */
    static final List<String> METRICS = List.of(ARM, REPLY_P50, REPLY_P99, LATE_P50, LATE_P99, HELD);
    /** Those of a file. */
    static final List<String> FILE_METRICS = List.of(FILE, LIVE);

    /** So many replies are answered, and so many deadlines pass, while the others are open. */
    private static final int PROBES = 200;
    private static final int UNDER_WAY = 500;
    private static final String FILE_NAME = "flows";
    private static final Duration LONG = Duration.ofHours(6);
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double NANOS = 1e6;
    private static final double MIB = 1024 * 1024;

    private final Results results;
    private final String name;
    private final HikariDataSource pool;
    private final Path directory = Files.createTempDirectory("benchmarks");
    private final MessagingFlows flows = new MessagingFlows();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private final BlockingQueue<Long> answered = new LinkedBlockingQueue<>();
    private final Map<String, Long> asked = new ConcurrentHashMap<>();
    private final BlockingQueue<Long> late = new LinkedBlockingQueue<>();
    private int begun;
    private int replied;

    ConversationBenchmark(Results results) throws Exception {
        this(results, null);
    }

    /** @param pool of a PostgreSQL database, which is closed with this; null for an H2 file */
    ConversationBenchmark(Results results, HikariDataSource pool) throws Exception {
        this.results = results;
        this.name = pool == null ? NAME : POSTGRES;
        this.pool = pool;
        if (pool == null) {
            flows.setDatabaseFile(directory.resolve(FILE_NAME).toString());
        } else {
            flows.setDataSource(pool);
        }
        context.getRegistry().bind("flows", flows);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String ends = "&answered=direct:answered&expired=direct:expired&failed=direct:failed";
                from("direct:open").to("kamelet:conversation?name=open&ask=direct:ask&wait=" + LONG.toMillis() + ends);
                from("direct:soon").to("kamelet:conversation?name=soon&ask=direct:probe&wait=" + SHORT.toMillis() + ends);
                from("direct:ask").process(exchange -> free.release());
                from("direct:probe").process(exchange -> asked.put(flowId(exchange), System.nanoTime()));
                from("direct:reply").to("kamelet:flow-events");
                from("direct:answered").process(exchange -> answered.add(System.nanoTime()));
                from("direct:expired").process(exchange -> late.add(
                        System.nanoTime() - asked.remove(flowId(exchange)) - SHORT.toNanos()));
                from("direct:failed").process(exchange -> {
                    throw new IllegalStateException("A conversation failed, so that nothing was measured.");
                });
            }
        });
        context.start();
        this.template = context.createProducerTemplate();
    }

    private static String flowId(Exchange exchange) {
        return exchange.getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
    }

    /** Opens conversations until there are so many, and measures what goes on beside them. */
    void measure(int open) throws Exception {
        int before = begun;
        long start = System.nanoTime();
        while (begun < open + replied + PROBES) {
            free.acquire();
            template.sendBodyAndHeader("direct:open", "Can you make it?", MessagingConstants.TO, number(begun++));
        }
        awaitAsked();
        add(open, ARM, (System.nanoTime() - start) / NANOS / (begun - before));
        if (pool == null) {
            // at its largest: while they were opened nothing could be cleared up that was young
            add(open, FILE, DatabaseFile.of(directory, FILE_NAME).length() / MIB);
        }
        List<Long> replies = new ArrayList<>();
        for (int i = 0; i < PROBES; i++) {
            replies.add(reply(number(replied++)));
        }
        add(open, REPLY_P50, percentile(replies, 0.5));
        add(open, REPLY_P99, percentile(replies, 0.99));
        List<Long> deadlines = deadlines();
        add(open, LATE_P50, percentile(deadlines, 0.5));
        add(open, LATE_P99, percentile(deadlines, 0.99));
        add(open, HELD, SmsBenchmark.used() / MIB);
        if (pool == null) {
            add(open, LIVE, DatabaseFile.of(directory, FILE_NAME).compacted(flows.stateDatabase().dataSource()) / MIB);
        }
    }

    private void add(int open, String metric, double value) {
        results.add(name, String.valueOf(open), Senders.COMPONENT, metric, value);
    }

    private static String number(int of) {
        return "+3725%07d".formatted(of);
    }

    private void awaitAsked() throws InterruptedException {
        if (!free.tryAcquire(UNDER_WAY, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Not all were asked within " + PATIENCE);
        }
        free.release(UNDER_WAY);
    }

    /** A reply that brings nothing but its sender's number. */
    private long reply(String number) throws InterruptedException {
        long start = System.nanoTime();
        template.send("direct:reply", exchange -> {
            exchange.getMessage().setBody("yes");
            exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "stub");
            exchange.getMessage().setHeader(MessagingConstants.EVENT_ID, number);
            exchange.getMessage().setHeader(MessagingConstants.SENDER, number);
        });
        return next(answered) - start;
    }

    /** How late deadlines are that pass one after another. */
    private List<Long> deadlines() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        ScheduledExecutorService pace = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "pace");
        pace.scheduleAtFixedRate(() -> {
            if (begun.getAndIncrement() < PROBES) {
                template.sendBodyAndHeader("direct:soon", "Can you make it?", MessagingConstants.TO, number(0));
            }
        }, 0, SHORT.toMillis() / PROBES, TimeUnit.MILLISECONDS);
        List<Long> lateness = new ArrayList<>();
        while (lateness.size() < PROBES) {
            lateness.add(next(late));
        }
        context.getExecutorServiceManager().shutdownNow(pace);
        return lateness;
    }

    private static long next(BlockingQueue<Long> queue) throws InterruptedException {
        Long value = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (value == null) {
            throw new IllegalStateException("A conversation did not end within " + PATIENCE);
        }
        return value;
    }

    private static double percentile(List<Long> nanos, double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * share))) / NANOS;
    }

    @Override
    public void close() throws Exception {
        template.close();
        context.close();
        if (pool != null) {
            pool.close();
        }
        TemporaryFiles.delete(directory);
    }
}
