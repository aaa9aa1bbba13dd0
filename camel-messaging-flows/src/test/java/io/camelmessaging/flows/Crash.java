package io.camelmessaging.flows;

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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.camelmessaging.sandbox.BadDay;
import io.camelmessaging.sandbox.Fate;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.Trouble;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * One run of applications that are killed: messages come in over some seconds, providers have a bad day, and processes
 * are killed at moments that a seed decides.
 */
final class Crash implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<Fate> FATES = List.of(Fate.DELIVERED, Fate.DELIVERED, Fate.DELIVERED, Fate.READ, Fate.UNDELIVERED,
            Fate.NEVER);

    private final long seed;
    private final Random random;
    private final Path folder;
    private final String database;
    private final MessagingSandbox sandbox;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService intake = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, String> recipients = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();
    private int kills;

    /** A message as the run left it. */
    private record End(String conversation, String outcome, String event, String provider) {
    }

    /**
     * What a run showed.
     *
     * @param lost     messages without an end
     * @param twoEnds  messages with more than one end
     * @param doubled  messages that one provider took twice
     * @param wrong    messages whose end is not what the providers saw
     * @param retold   ends that were told more than once, with the same event id
     * @param outcomes how often each was the end
     */
    record Result(long seed, int kills, int messages, int sent, long lost, long twoEnds, long doubled, long wrong, long retold,
            Map<String, Long> outcomes) {

        static final String HEAD
                = "| seed | kills | messages | sent | lost | two ends | doubled | wrong end | told again | done | failed | expired | unknown | late |\n"
                  + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";

        String row() {
            return Stream.of(seed, kills, messages, sent, lost, twoEnds, doubled, wrong, retold, count("done"), count("failed"),
                    count("expired"), count("unknown"), count("late")).map(String::valueOf)
                    .collect(Collectors.joining(" | ", "| ", " |"));
        }

        private long count(String outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }
    }

    /**
     * @param database the URL of a PostgreSQL database, or null for an H2 file in the folder
     */
    Crash(long seed, Path folder, String database) {
        this.seed = seed;
        this.random = new Random(seed);
        this.folder = folder;
        this.database = database == null ? folder.resolve("flows").toString() : database;
        this.sandbox = MessagingSandbox.create().second(Duration.ofMillis(20)).start().seed(seed);
    }

    private void badDays() {
        for (Trouble trouble : List.of(Trouble.RESET_BEFORE_ACCEPTANCE, Trouble.RESET_AFTER_ACCEPTANCE,
                Trouble.SERVER_ERROR_JSON, Trouble.TRUNCATED_JSON, Trouble.TOO_MANY_REQUESTS)) {
            sandbox.badDay(BadDay.of(trouble).probability(0.06));
        }
        sandbox.badDay(BadDay.of(Trouble.STALLED).delay(Duration.ofSeconds(3)).probability(0.04));
        sandbox.badDay(BadDay.of(Trouble.SLOW).delay(Duration.ofMillis(100)).probability(0.2));
        sandbox.badDay(BadDay.of(Trouble.RECEIPT_BEFORE_ANSWER).probability(0.2));
        sandbox.badDay(BadDay.of(Trouble.RECEIPT_LATE).delay(Duration.ofMillis(1200)).probability(0.15));
        sandbox.badDay(BadDay.of(Trouble.RECEIPT_TWICE).probability(0.2));
        sandbox.badDay(BadDay.of(Trouble.RECEIPTS_OUT_OF_ORDER).probability(0.2));
    }

    /** One process, killed and started again so many times, and then left to finish. */
    Result oneNode(int messages, int times) throws Exception {
        int port = freePort();
        sandbox.receiptUrl("sendmode", "http://127.0.0.1:" + port + "/sendmode?token=" + CrashedApplication.TOKEN);
        badDays();
        takeIn(messages, List.of(port));
        for (int i = 0; i < times; i++) {
            Process process = start(port);
            kill(process, port);
        }
        start(port);
        return finish();
    }

    /** Two processes on one database, of which one is killed for good. */
    Result twoNodes(int messages) throws Exception {
        int survivor = freePort();
        int victim = freePort();
        sandbox.receiptUrl("sendmode", "http://127.0.0.1:" + survivor + "/sendmode?token=" + CrashedApplication.TOKEN);
        badDays();
        takeIn(messages, List.of(survivor, victim));
        start(survivor);
        kill(start(victim), victim);
        return finish();
    }

    private Process start(int port) throws IOException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
                CrashedApplication.class.getName(), "http://127.0.0.1:" + sandbox.port(), String.valueOf(port),
                ends().toString(),
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
        }
        process.waitFor(20 + random.nextInt(2000), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        kills++;
    }

    /** Sends one message after the other, each again until it was taken in, as a client does. */
    private void takeIn(int messages, List<Integer> ports) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            String flow = i % 2 == 0 ? "send" : "receipt";
            String id = flow + "-" + seed + "-" + i;
            String number = "+3725550%04d".formatted(i);
            recipients.put(id, number);
            sandbox.fate(number, FATES.get(random.nextInt(FATES.size())));
            paths.add("/" + flow + "?id=" + id + "&to=%2B" + number.substring(1));
        }
        Iterator<String> all = paths.iterator();
        offer(ports, all, all.next(), new Random(seed));
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

    private Result finish() throws IOException, InterruptedException {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> ended().size() == recipients.size());
        } catch (ConditionTimeoutException e) {
            // what is missing is counted as lost
        }
        // what would be sent too often, is sent now
        processes.get(0).waitFor(1, TimeUnit.SECONDS);
        return result();
    }

    private Set<String> ended() throws IOException {
        return read().stream().filter(end -> !end.outcome().equals("late")).map(End::conversation).collect(Collectors.toSet());
    }

    private List<End> read() throws IOException {
        if (!Files.exists(ends())) {
            return List.of();
        }
        return Files.readAllLines(ends()).stream().map(line -> line.split(" ")).filter(words -> words.length == 4)
                .map(words -> new End(words[0], words[1], words[2], words[3])).toList();
    }

    private Result result() throws IOException {
        List<End> told = read();
        Map<String, List<End>> ends = told.stream().filter(end -> !end.outcome().equals("late"))
                .collect(Collectors.groupingBy(End::conversation));
        Map<String, List<SentMessage>> sent = sandbox.messages().stream()
                .collect(Collectors.groupingBy(SentMessage::to));
        long twoEnds = ends.values().stream().filter(all -> all.stream().map(End::event).distinct().count() > 1).count();
        long doubled = sent.values().stream().flatMap(all -> all.stream()
                .collect(Collectors.groupingBy(SentMessage::provider, Collectors.counting())).values().stream())
                .filter(count -> count > 1).count();
        long wrong = ends.entrySet().stream().filter(end -> isWrong(end.getValue().get(0),
                sent.getOrDefault(recipients.get(end.getKey()).substring(1), List.of()))).count();
        Map<String, Long> outcomes = told.stream().map(end -> end.event() + " " + end.outcome()).distinct()
                .map(end -> end.substring(end.indexOf(' ') + 1))
                .collect(Collectors.groupingBy(end -> end, Collectors.counting()));
        return new Result(
                seed, kills, recipients.size(), sandbox.messages().size(), recipients.size() - ends.size(), twoEnds, doubled,
                wrong, told.size() - told.stream().distinct().count(), outcomes);
    }

    /** Whether the providers saw something else than the end tells. */
    private static boolean isWrong(End end, List<SentMessage> sent) {
        boolean onReceipt = end.conversation().startsWith("receipt");
        return switch (end.outcome()) {
            case "done" -> sent.stream().noneMatch(message -> message.provider().equals(end.provider()));
            case "failed" -> !onReceipt && !sent.isEmpty();
            default -> false;
        };
    }

    private Path ends() {
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
        for (Process process : processes) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        sandbox.close();
    }
}
