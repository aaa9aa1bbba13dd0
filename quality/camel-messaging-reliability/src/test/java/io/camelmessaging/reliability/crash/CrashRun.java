/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.crash;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * One run of applications that are killed: requests come in over some seconds, providers have faults, and processes are
 * killed at moments that a seed decides.
 */
abstract class CrashRun implements AutoCloseable {

    protected static final Duration PATIENCE = Duration.ofSeconds(120);

    protected final long seed;
    protected final Random random;
    protected final MessagingSandbox sandbox;
    private final Path folder;
    private final String database;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService intake = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledExecutorService people = Executors.newSingleThreadScheduledExecutor();
    private final List<Process> processes = new ArrayList<>();
    private volatile List<Integer> ports = List.of();
    private int requests;
    private volatile int kills;

    /** A line that the application wrote: what became of a conversation id, or of a reply to it. */
    record End(String conversation, String outcome, String event, String detail) {
    }

    /**
     * @param database the URL of a PostgreSQL database, or null for an H2 file in the folder
     */
    CrashRun(long seed, Path folder, String database) {
        this.seed = seed;
        this.random = new Random(seed);
        this.folder = folder;
        this.database = database == null ? folder.resolve("flows").toString() : database;
        this.sandbox = MessagingSandbox.create().second(Duration.ofMillis(20)).start().seed(seed);
    }

    /** The path and query by which the application takes the message in; each has its own conversation id. */
    protected abstract String request(int number);

    /** Tells the providers where an application listens. */
    protected abstract void listening(int port);

    /** Told of a process that is about to be killed, which it is not before this returns. */
    protected void beforeKill() {
        // any moment will do
    }

    /** One process, killed and started again so many times, and then left to finish. */
    protected final void runOneNode(int messages, int times) throws Exception {
        int port = freePort();
        listening(port);
        faults();
        takeIn(messages, List.of(port));
        for (int i = 0; i < times; i++) {
            Process process = start(port);
            kill(process, port);
        }
        start(port);
        awaitEnds();
    }

    /** Two processes on one database, of which one is killed so many times, and not started again after the last. */
    protected final void runTwoNodes(int messages, int times) throws Exception {
        int survivor = freePort();
        int victim = freePort();
        listening(survivor);
        faults();
        takeIn(messages, List.of(survivor, victim));
        start(survivor);
        for (int i = 0; i < times; i++) {
            kill(start(victim), victim);
        }
        awaitEnds();
    }

    /**
     * Two processes on one database, one of which stands still so many times for longer than its leases last, as a
     * process does whose machine is paused or that has no CPU, and then goes on as if nothing had been.
     */
    protected final void runFrozenNode(int messages, int times) throws Exception {
        int steady = freePort();
        int frozen = freePort();
        listening(steady);
        faults();
        takeIn(messages, List.of(steady, frozen));
        start(steady);
        Process process = start(frozen);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> call(frozen, "/ready") == 200);
        for (int i = 0; i < times; i++) {
            process.waitFor(20 + random.nextInt(1000), TimeUnit.MILLISECONDS);
            signal(process, "STOP");
            process.waitFor(CrashedApplication.LEASE.toMillis() + 500 + random.nextInt(2000), TimeUnit.MILLISECONDS);
            signal(process, "CONT");
            kills++;
        }
        awaitEnds();
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
        if (code != 0) {
            throw new IOException("kill -" + signal + " ended with " + code);
        }
    }

    /**
     * Has a person act all the while, one act after the other, each on an application that answers.
     *
     * @param act  the next one
     * @param path its path and query
     * @param done takes the HTTP status that an application answered with, and is not called where none did
     */
    protected final <A> void acting(Supplier<A> act, Function<A, String> path, BiConsumer<A, Integer> done) {
        Random whims = new Random(seed);
        people.scheduleWithFixedDelay(() -> {
            A next = act.get();
            List<Integer> asked = new ArrayList<>(ports);
            Collections.shuffle(asked, whims);
            asked.stream().map(port -> call(port, path.apply(next))).filter(status -> status != 0).findFirst()
                    .ifPresent(status -> done.accept(next, status));
        }, 0, 60, TimeUnit.MILLISECONDS);
    }

    /** How many processes were killed, or stopped for a time. */
    protected final int kills() {
        return kills;
    }

    /** What the applications wrote, oldest first. */
    protected final List<End> ends() throws IOException {
        return Files.exists(file())
                ? Files.readAllLines(file()).stream().map(line -> line.split("\t"))
                        .filter(words -> words.length == 4).map(words -> new End(words[0], words[1], words[2], words[3]))
                        .toList()
                : List.of();
    }

    /** Whether a line tells of an end. */
    protected static boolean isEnd(End end) {
        return !end.outcome().equals("late") && !end.outcome().equals("unmatched");
    }

    /** How often each outcome was told, repeats of one left out. */
    protected static Map<String, Long> outcomes(List<End> told) {
        return told.stream().map(end -> List.of(end.event(), end.outcome())).distinct()
                .collect(Collectors.groupingBy(end -> end.get(1), Collectors.counting()));
    }

    /** How many were told more than once. */
    protected static long retold(List<End> told) {
        return told.size() - told.stream().distinct().count();
    }

    /** How many messages were taken twice by one provider, where each recipient is to get one. */
    protected final long doubled() {
        return sandbox.messages().stream().collect(
                Collectors.groupingBy(message -> List.of(message.provider(), message.to()), Collectors.counting())).values()
                .stream().filter(count -> count > 1).count();
    }

    private void faults() {
        for (FaultType type : List.of(FaultType.RESET_BEFORE_ACCEPTANCE, FaultType.RESET_AFTER_ACCEPTANCE,
                FaultType.SERVER_ERROR_JSON, FaultType.TRUNCATED_JSON, FaultType.TOO_MANY_REQUESTS)) {
            sandbox.addFault(Fault.of(type).probability(0.06));
        }
        sandbox.addFault(Fault.of(FaultType.STALLED).delay(Duration.ofSeconds(3)).probability(0.04));
        sandbox.addFault(Fault.of(FaultType.SLOW).delay(Duration.ofMillis(100)).probability(0.2));
        sandbox.addFault(Fault.of(FaultType.RECEIPT_BEFORE_ANSWER).probability(0.2));
        sandbox.addFault(Fault.of(FaultType.RECEIPT_LATE).delay(Duration.ofMillis(1200)).probability(0.15));
        sandbox.addFault(Fault.of(FaultType.RECEIPT_TWICE).probability(0.2));
        sandbox.addFault(Fault.of(FaultType.RECEIPTS_OUT_OF_ORDER).probability(0.2));
    }

    private Process start(int port) throws IOException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
                CrashedApplication.class.getName(), "http://127.0.0.1:" + sandbox.port(), String.valueOf(port),
                file().toString(),
                database)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log-" + port).toFile()))
                .start();
        processes.add(process);
        return process;
    }

    /** Kills a process at a moment of its work, or now and then already while it starts. */
    private void kill(Process process, int port) throws InterruptedException {
        if (random.nextInt(8) > 0) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                    .until(() -> !process.isAlive() || call(port, "/ready") == 200);
            beforeKill();
        }
        process.waitFor(20 + random.nextInt(2000), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        kills++;
    }

    /** Sends one request after the other, each again until it was taken in, as a client does. */
    private void takeIn(int messages, List<Integer> listening) {
        requests = messages;
        ports = listening;
        Iterator<String> all = IntStream.range(0, messages).mapToObj(this::request).toList().iterator();
        offer(listening, all, all.next(), new Random(seed));
    }

    private void offer(List<Integer> ports, Iterator<String> paths, String path, Random pace) {
        intake.schedule(() -> {
            int first = pace.nextInt(ports.size());
            int other = ports.get((first + 1) % ports.size());
            boolean taken = call(ports.get(first), path) == 200 || call(other, path) == 200;
            if (!taken) {
                offer(ports, paths, path, pace);
            } else if (paths.hasNext()) {
                offer(ports, paths, paths.next(), pace);
            }
        }, pace.nextInt(300), TimeUnit.MILLISECONDS);
    }

    private int call(int port, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(5)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void awaitEnds() throws IOException, InterruptedException {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> ends().stream().filter(CrashRun::isEnd)
                    .map(End::conversation).distinct().count() == requests);
        } catch (ConditionTimeoutException e) {
            // what is missing is counted as lost
        }
        // what would be sent too often, is sent now
        processes.get(0).waitFor(1, TimeUnit.SECONDS);
    }

    private Path file() {
        return folder.resolve("ends");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        intake.shutdownNow();
        people.shutdownNow();
        for (Process process : processes) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        sandbox.close();
    }
}
