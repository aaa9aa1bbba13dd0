/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.SentMessage;

import static org.awaitility.Awaitility.await;

/** One run of both failover templates in applications that are killed. */
final class FailoverCrash extends CrashRun {

    private static final List<DeliveryScript> SCRIPTS = List.of(DeliveryScript.DELIVERED, DeliveryScript.DELIVERED,
            DeliveryScript.DELIVERED, DeliveryScript.READ, DeliveryScript.UNDELIVERED,
            DeliveryScript.NEVER);

    private final Map<String, String> recipients = new ConcurrentHashMap<>();
    private final List<Act> applied = new CopyOnWriteArrayList<>();
    private final List<String> patient = new CopyOnWriteArrayList<>();
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    private int patients;

    /** What a person does to the flow of a conversation id. */
    private record Act(String id, String kind) {

        String path() {
            return "/act?id=" + id + "&act=" + kind;
        }
    }

    /**
     * What a run showed.
     *
     * @param lost     messages without an end
     * @param twoEnds  messages with more than one end
     * @param doubled  messages that one provider took twice
     * @param wrong    messages whose end is not what the providers saw
     * @param retold   ends that were told more than once, with the same event id
     * @param acts     acts of people that were applied
     * @param outcomes how often each was the end
     */
    record Result(long seed, int kills, int messages, int sent, long lost, long twoEnds, long doubled, long wrong, long retold,
            int acts, Map<String, Long> outcomes) {

        static final String HEAD
                = "| seed | kills | messages | sent | lost | two ends | doubled | wrong end | told again | acts | done | failed | expired | cancelled | unknown | late |\n"
                  + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";

        String row() {
            return Stream.of(seed, kills, messages, sent, lost, twoEnds, doubled, wrong, retold, acts, count("done"),
                    count("failed"), count("expired"), count("cancelled"), count("unknown"), count("late")).map(String::valueOf)
                    .collect(Collectors.joining(" | ", "| ", " |"));
        }

        private long count(String outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }
    }

    /**
     * @param database the URL of a PostgreSQL database, or null for an H2 file in the folder
     */
    FailoverCrash(long seed, Path folder, String database) {
        super(seed, folder, database);
    }

    /** One process, killed and started again so many times, and then left to finish. */
    Result oneNode(int messages, int times) throws Exception {
        runOneNode(messages, times);
        return result();
    }

    /** Two processes on one database, of which one is killed for good. */
    Result twoNodes(int messages) throws Exception {
        runTwoNodes(messages, 1);
        return result();
    }

    /** Two processes on one database, of which one stands still so many times for longer than its leases last. */
    Result frozenNode(int messages, int times) throws Exception {
        runFrozenNode(messages, times);
        return result();
    }

    /**
     * One process, killed and started again so many times, while a person cancels, hurries and decides. What the person
     * says of a doubt is what the providers saw. Beside the messages that go their way there is one for each life of
     * the process that waits for a receipt until the person cancels it: a process that is ready is killed after that.
     */
    Result withActs(int messages, int times) throws Exception {
        somebodyActs(times);
        runOneNode(messages + patients, times);
        return result();
    }

    /** Two processes on one database, of which one is killed so many times, while a person acts on either. */
    Result twoNodesWithActs(int messages, int times) throws Exception {
        somebodyActs(times);
        runTwoNodes(messages + patients, times);
        return result();
    }

    private void somebodyActs(int times) {
        patients = times + 1;
        Random whims = new Random(seed);
        acting(() -> act(whims), Act::path, (act, status) -> {
            if (status == CrashedApplication.APPLIED) {
                applied.add(act);
            }
            // refused is what had its end before, as an answer that a kill swallowed leaves it
            if (status == CrashedApplication.APPLIED || status == CrashedApplication.REFUSED) {
                settled.add(act.id());
            }
        });
    }

    private Act act(Random whims) {
        List<String> waiting = patient.stream().limit(kills() + 1L).filter(id -> !settled.contains(id)).toList();
        if (!waiting.isEmpty() && whims.nextBoolean()) {
            return new Act(waiting.get(0), "cancel");
        }
        List<String> ids = recipients.keySet().stream().filter(id -> !patient.contains(id)).toList();
        if (ids.isEmpty()) {
            return new Act("none", "retry");
        }
        String id = ids.get(whims.nextInt(ids.size()));
        boolean sent = !sandbox.messagesTo(recipients.get(id)).isEmpty();
        // that nobody got it is known only after the slowest answer
        String decision = sent ? "was-sent" : "retry";
        return new Act(id, whims.nextInt(20) == 0 ? "cancel" : whims.nextBoolean() ? decision : "retry");
    }

    @Override
    protected void beforeKill() {
        int lives = kills() + 1;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> settled.containsAll(patient.stream().limit(lives).toList()));
    }

    @Override
    protected void listening(int port) {
        sandbox.receiptUrl("sendmode", "http://127.0.0.1:" + port + "/sendmode?token=" + CrashedApplication.TOKEN);
    }

    @Override
    protected String request(int number) {
        if (number < patients) {
            String id = "patient-" + seed + "-" + number;
            String to = "+3725560%04d".formatted(number);
            recipients.put(id, to);
            patient.add(id);
            sandbox.deliveryScript(to, DeliveryScript.NEVER);
            return "/patient?id=" + id + "&to=%2B" + to.substring(1);
        }
        String flow = number % 2 == 0 ? "send" : "receipt";
        String id = flow + "-" + seed + "-" + number;
        String to = "+3725550%04d".formatted(number);
        recipients.put(id, to);
        sandbox.deliveryScript(to, SCRIPTS.get(random.nextInt(SCRIPTS.size())));
        return "/" + flow + "?id=" + id + "&to=%2B" + to.substring(1);
    }

    private Result result() throws IOException {
        List<End> told = ends();
        Map<String, List<End>> ends = told.stream().filter(CrashRun::isEnd)
                .collect(Collectors.groupingBy(End::conversation));
        Map<String, List<SentMessage>> sent = sandbox.messages().stream()
                .collect(Collectors.groupingBy(SentMessage::to));
        long twoEnds = ends.values().stream().filter(all -> all.stream().map(End::event).distinct().count() > 1).count();
        long wrong = ends.entrySet().stream().filter(end -> isWrong(end.getValue().get(0),
                sent.getOrDefault(recipients.get(end.getKey()).substring(1), List.of()))).count();
        return new Result(
                seed, kills(), recipients.size(), sandbox.messages().size(), recipients.size() - ends.size(), twoEnds,
                doubled(),
                wrong, retold(told), applied.size(), outcomes(told));
    }

    /** Whether the providers saw something else than the end tells. */
    private static boolean isWrong(End end, List<SentMessage> sent) {
        boolean onReceipt = !end.conversation().startsWith("send");
        return switch (end.outcome()) {
            // a person who says that it was sent names no provider
            case "done" -> end.detail().equals("null")
                    ? sent.isEmpty() : sent.stream().noneMatch(message -> message.provider().equals(end.detail()));
            case "failed", "cancelled" -> !onReceipt && !sent.isEmpty();
            default -> false;
        };
    }
}
