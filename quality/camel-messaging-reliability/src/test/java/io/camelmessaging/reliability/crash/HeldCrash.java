/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.camelmessaging.sandbox.SentMessage;

/**
 * One run of messages that are held until the recipient's window opens or until their time, some to people who opt out
 * before, some cancelled, in applications that are killed.
 */
final class HeldCrash extends CrashRun {

    private static final Duration LATEST_OPENING = Duration.ofSeconds(14);
    private static final int DAY = 24 * 3600;

    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Map<String, String> recipients = new HashMap<>();
    private final Map<String, Instant> openings = new HashMap<>();
    private final Set<String> optedOut = new HashSet<>();

    /**
     * What a run showed.
     *
     * @param lost      messages and opt-outs without an end
     * @param twoEnds   messages with more than one end
     * @param doubled   messages that one provider took twice
     * @param early     messages that went out before the recipient's window opened, or before their time
     * @param disturbed messages that went out to somebody who had opted out
     * @param wrong     messages whose end is not what the providers saw
     * @param retold    ends that were told more than once, with the same event id
     * @param outcomes  how often each was the end
     */
    record Result(long seed, int kills, int messages, int optedOut, int sent, long lost, long twoEnds, long doubled,
            long early, long disturbed, long wrong, long retold, Map<String, Long> outcomes) {

        static final String HEAD
                = "| seed | kills | messages | opt-outs | sent | lost | two ends | doubled | early | disturbed | wrong end | told again | done | failed | opted out | cancelled | unknown |\n"
                  + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";

        String row() {
            return Stream.of(seed, kills, messages, optedOut, sent, lost, twoEnds, doubled, early, disturbed, wrong, retold,
                    count("done"), count("failed"), count("optedOut"), count("cancelled"), count("unknown"))
                    .map(String::valueOf)
                    .collect(Collectors.joining(" | ", "| ", " |"));
        }

        private long count(String outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }
    }

    /**
     * @param database the URL of a PostgreSQL database, or null for an H2 file in the folder
     */
    HeldCrash(long seed, Path folder, String database) {
        super(seed, folder, database);
    }

    /** One process, killed and started again so many times, and then left to finish. */
    Result oneNode(int requests, int times) throws Exception {
        runOneNode(requests, times);
        return result();
    }

    /** Two processes on one database, of which one is killed for good. */
    Result twoNodes(int requests) throws Exception {
        runTwoNodes(requests, 1);
        return result();
    }

    @Override
    protected void listening(int port) {
        // no provider calls back
    }

    /**
     * Of four requests the first is an opt-out, and the second a message to the same person. Half of the messages wait
     * for a window and half for a time, of which some are cancelled at once.
     */
    @Override
    protected String request(int number) {
        boolean stop = number % 4 == 0;
        String to = "+3725570%04d".formatted(number % 4 == 1 ? number - 1 : number);
        String query = "?id=held-" + seed + "-" + number + "&to=%2B" + to.substring(1);
        if (stop) {
            optedOut.add(to);
            return "/stop" + query;
        }
        Instant opening = begun.plusSeconds(1 + random.nextInt((int) LATEST_OPENING.toSeconds()));
        recipients.put("held-" + seed + "-" + number, to);
        openings.put(to, opening);
        if (number % 4 == 3 || number % 8 == 1) {
            return (number % 8 == 7 ? "/called-off" : "/later") + query + "&at=" + opening;
        }
        return "/hold" + query + "&zone=" + zoneWithNoonAt(opening).replace("+", "%2B");
    }

    private static String zoneWithNoonAt(Instant opening) {
        int offset = Math.floorMod(
                LocalTime.NOON.toSecondOfDay() - LocalTime.ofInstant(opening, ZoneOffset.UTC).toSecondOfDay(), DAY);
        return ZoneOffset.ofTotalSeconds(offset > DAY / 2 ? offset - DAY : offset).getId();
    }

    private Result result() throws IOException {
        List<End> told = ends();
        Map<String, List<End>> ends = told.stream().collect(Collectors.groupingBy(End::conversation));
        Map<String, List<SentMessage>> sent = sandbox.messages().stream().collect(Collectors.groupingBy(SentMessage::to));
        // a repeat by the caller of what is held already may be refused on the spot, if the window has opened meanwhile
        long twoEnds = recipients.entrySet().stream().filter(one -> !optedOut.contains(one.getValue()))
                .filter(one -> ends.getOrDefault(one.getKey(), List.of()).stream().map(End::event).distinct().count() > 1)
                .count();
        long early = sandbox.messages().stream()
                .filter(message -> message.acceptedAt().isBefore(openings.get("+" + message.to()))).count();
        long disturbed = sandbox.messages().stream().filter(message -> optedOut.contains("+" + message.to())).count();
        long wrong = recipients.entrySet().stream().filter(one -> ends.containsKey(one.getKey())).filter(one -> isWrong(
                ends.get(one.getKey()).get(0), sent.getOrDefault(one.getValue().substring(1), List.of()))).count();
        return new Result(
                seed, kills(), recipients.size(), optedOut.size(), sandbox.messages().size(),
                recipients.size() + optedOut.size() - ends.size(), twoEnds, doubled(), early, disturbed, wrong,
                retold(told), outcomes(told));
    }

    /** Whether the providers saw something else than the end tells. */
    private static boolean isWrong(End end, List<SentMessage> sent) {
        return switch (end.outcome()) {
            case "done" -> sent.stream().noneMatch(message -> message.provider().equals(end.detail()));
            case "failed", "optedOut", "cancelled" -> !sent.isEmpty();
            default -> false;
        };
    }
}
