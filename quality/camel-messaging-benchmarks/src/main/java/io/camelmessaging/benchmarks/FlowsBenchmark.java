/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;

/**
 * What a durable message costs, beside a job scheduler that does nothing but the durability: throughput with and
 * without a provider's delay, what the database does for each, how soon the first send is, and what a second node adds.
 */
final class FlowsBenchmark implements AutoCloseable {

    static final String NAME = "flows";
    static final String FREE = "PostgreSQL, step that costs nothing";
    static final String FILE = "H2 file, step that costs nothing";
    static final String DELAYED = "PostgreSQL, provider of 200 ms";
    static final String NODES = "PostgreSQL, provider of 2,000 ms";
    static final String IDLE = "PostgreSQL, idle node";
    static final String SECOND_NODE = " on two nodes";

    static final String RATE = "messages/s";
    static final String COMMITS = "commits/message";
    static final String WRITES = "rows written/message";
    static final String FIRST_SEND_P50 = "intake to first send, p50 ms";
    static final String FIRST_SEND_P99 = "intake to first send, p99 ms";

    /** As many as a node works on at once: nothing waits in a queue. */
    private static final int OPEN = 512;
    /** More than are in flight, as some are on their way to or from a send. */
    private static final int OPEN_WITH_DELAY = 2 * OPEN;
    /** Each waits for its receipt, and for a moment in case another one contradicts it. */
    private static final int OPEN_WITH_RECEIPT = 4 * OPEN;
    private static final int DELAY = 200;
    private static final int LONG_DELAY = 2_000;
    private static final int FIRST_SENDS = 300;
    private static final Duration IDLE_FOR = Duration.ofMillis(5);
    private static final double MILLION = 1e6;

    /** A contestant with its own database. */
    private record Entry(FlowContestant contestant, String setting, FlowLoad load, int delay, String database,
            List<HikariDataSource> pools) {
    }

    private final Results results;
    private final Duration time;
    private final Consumer<String> say;
    private final Path directory = Files.createTempDirectory("benchmarks");
    private final BenchmarkDatabases databases = new BenchmarkDatabases();
    private final Stub stub = Stub.start();
    private final AtomicLong stepped = new AtomicLong();
    private final List<Entry> entries = new ArrayList<>();
    private int created;

    /**
     * @param time how long each throughput is measured
     * @param say  tells how far it is
     */
    FlowsBenchmark(Results results, Duration time, Consumer<String> say) throws Exception {
        this.results = results;
        this.time = time;
        this.say = say;
        scheduler();
        node(FREE, FlowNode.ON_SEND, OPEN, 0);
        node(FREE, FlowNode.ON_RECEIPT, OPEN_WITH_RECEIPT, 0);
        file(FlowNode.ON_SEND, OPEN);
        file(FlowNode.ON_RECEIPT, OPEN_WITH_RECEIPT);
        node(DELAYED, FlowNode.ON_SEND, OPEN_WITH_DELAY, DELAY);
        node(DELAYED, FlowNode.ON_RECEIPT, OPEN_WITH_RECEIPT, DELAY);
        node(NODES, FlowNode.ON_SEND, OPEN_WITH_DELAY, LONG_DELAY);
        twoNodes();
        guards();
    }

    private void guards() throws Exception {
        String database = newDatabase();
        HikariDataSource pool = databases.pool(database);
        FlowLoad load = new FlowLoad(OPEN);
        entries.add(new Entry(GuardedRoute.on(pool, load), FREE, load, 0, database, List.of(pool)));
        FlowLoad file = new FlowLoad(OPEN);
        entries.add(new Entry(
                GuardedRoute.onFile(directory.resolve(GuardedRoute.NAME).toString(), file), FILE, file, 0, null, List.of()));
    }

    private String newDatabase() throws SQLException {
        String database = "b" + ++created;
        databases.create(database);
        return database;
    }

    private void scheduler() throws SQLException {
        String database = newDatabase();
        HikariDataSource pool = databases.pool(database);
        FlowLoad load = new FlowLoad(OPEN);
        entries.add(new Entry(new BareScheduler(pool, load), FREE, load, 0, database, List.of(pool)));
    }

    private void node(String setting, String kamelet, int open, int delay) throws Exception {
        String database = newDatabase();
        HikariDataSource pool = databases.pool(database);
        FlowLoad load = new FlowLoad(open);
        FlowNode node = FlowNode.on(pool, kamelet, delay == 0 ? null : stub, () -> stepped.lazySet(System.nanoTime()), load);
        entries.add(new Entry(node, setting, load, delay, database, List.of(pool)));
    }

    private void file(String kamelet, int open) throws Exception {
        FlowLoad load = new FlowLoad(open);
        entries.add(new Entry(
                FlowNode.onFile(directory.resolve(kamelet).toString(), kamelet, load), FILE, load, 0, null, List.of()));
    }

    private void twoNodes() throws Exception {
        String database = newDatabase();
        FlowLoad load = new FlowLoad(2 * OPEN_WITH_DELAY);
        List<HikariDataSource> pools = List.of(databases.pool(database), databases.pool(database));
        List<FlowContestant> nodes = new ArrayList<>();
        for (HikariDataSource pool : pools) {
            nodes.add(FlowNode.on(pool, FlowNode.ON_SEND, stub, () -> {
            }, load));
        }
        entries.add(new Entry(new Both(nodes), NODES, load, LONG_DELAY, database, pools));
    }

    /** Two nodes on one database, each of which takes in half. */
    private record Both(List<FlowContestant> nodes) implements FlowContestant {

        @Override
        public String name() {
            return FlowNode.ON_SEND + SECOND_NODE;
        }

        @Override
        public void begin(long number) {
            nodes.get((int) (number % nodes.size())).begin(number);
        }

        @Override
        public void close() throws Exception {
            for (FlowContestant node : nodes) {
                node.close();
            }
        }
    }

    String database() throws SQLException {
        return databases.version();
    }

    /** Lets the JVM compile what is measured. */
    void warmUp(Duration warm) throws Exception {
        for (Entry entry : entries.subList(0, 5)) {
            say.accept("flows, warming up " + entry.contestant().name());
            WarmUp.until(() -> entry.load().measure(entry.contestant(), warm, Duration.ZERO, () -> {
            }));
        }
    }

    /** Each contestant once. */
    void round() throws Exception {
        for (Entry entry : entries) {
            say.accept("flows, " + entry.setting() + ", " + entry.contestant().name());
            throughput(entry);
        }
        firstSends(entries.get(1));
    }

    private void throughput(Entry entry) throws Exception {
        stub.delay(entry.delay());
        HikariDataSource[] pools = entry.pools().toArray(HikariDataSource[]::new);
        BenchmarkDatabases.Work before = null;
        if (pools.length > 0) {
            databases.clean(entry.database());
            before = databases.work(entry.database(), pools);
        }
        long begun = entry.load().begun();
        // the first answers take as long as the delay, and what it allows is only there after them
        Duration warm = time.dividedBy(2).plusMillis(2L * entry.delay());
        double rate = entry.load().measure(entry.contestant(), warm, time, () -> stub.delay(0));
        add(entry, RATE, rate);
        if (before != null) {
            BenchmarkDatabases.Work work = databases.work(entry.database(), pools).since(before);
            double messages = entry.load().begun() - begun;
            add(entry, COMMITS, work.commits() / messages);
            add(entry, WRITES, (work.inserts() + work.updates() + work.deletes()) / messages);
        }
    }

    /** How long it takes from the call of the Kamelet to the call of its step, if nothing else is to be done. */
    private void firstSends(Entry entry) throws Exception {
        say.accept("flows, " + IDLE);
        long[] times = new long[FIRST_SENDS];
        for (int i = 0; i < times.length; i++) {
            Load.pause(IDLE_FOR);
            long start = System.nanoTime();
            entry.load().one(entry.contestant());
            times[i] = stepped.get() - start;
        }
        Arrays.sort(times);
        results.add(NAME, IDLE, entry.contestant().name(), FIRST_SEND_P50, times[times.length / 2] / MILLION);
        results.add(NAME, IDLE, entry.contestant().name(), FIRST_SEND_P99, times[times.length * 99 / 100] / MILLION);
    }

    private void add(Entry entry, String metric, double value) {
        results.add(NAME, entry.setting(), entry.contestant().name(), metric, value);
    }

    @Override
    public void close() throws Exception {
        for (Entry entry : entries) {
            entry.contestant().close();
        }
        stub.close();
        databases.close();
        TemporaryFiles.delete(directory);
    }
}
