/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.clicksend.ClickSendConfiguration;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/** One run of conversations with people of all kinds, in applications that are killed. */
final class ConversationCrash extends CrashRun {

    /** What somebody does with a message, the first one and each further one. */
    private enum Person {
        PROMPT("YES"),
        CONFUSED("hm", "YES"),
        STUBBORN("hm", "hm", "hm", "hm"),
        SLOW("", "YES"),
        HASTY("YES YES"),
        SILENT();

        private final List<String> answers;

        Person(String... answers) {
            this.answers = List.of(answers);
        }
    }

    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, AtomicInteger> messagesSeen = new ConcurrentHashMap<>();
    private final Set<String> read = new HashSet<>();
    /** By their text: through whom they went, and to what. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService reading = Executors.newSingleThreadScheduledExecutor();

    /**
     * What a run showed.
     *
     * @param lost      conversations without an end
     * @param twoEnds   conversations with more than one end
     * @param doubled   messages that a provider took twice
     * @param forgotten valid answers that nobody was told of, and to what they were given
     * @param wrong     conversations that ended as answered without an answer
     * @param retold    ends that were told more than once, with the same event id
     * @param outcomes  how often each was the end
     */
    record Result(long seed, int kills, int conversations, int sent, int answers, long lost, long twoEnds, long doubled,
            Set<String> forgotten, long wrong, long retold, Map<String, Long> outcomes) {

        static final String HEAD
                = "| seed | kills | conversations | sent | answers | lost | two ends | doubled | forgotten | wrong end | told again | answered | handover | expired | failed | unknown | late |\n"
                  + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";

        String row() {
            return Stream.of(seed, kills, conversations, sent, answers, lost, twoEnds, doubled, forgotten.size(), wrong, retold,
                    count("answered"), count("handover"), count("expired"), count("failed"), count("unknown"),
                    count("late") + count("unmatched")).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |"));
        }

        private long count(String outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }
    }

    ConversationCrash(long seed, Path folder, String database) {
        super(seed, folder, database);
    }

    /** One process, killed and started again so many times, and then left to finish. */
    Result oneNode(int conversations, int times) throws Exception {
        reading.scheduleWithFixedDelay(this::read, 50, 50, TimeUnit.MILLISECONDS);
        runOneNode(conversations, times);
        return result(conversations);
    }

    /** Two processes on one database, of which one is killed for good. */
    Result twoNodes(int conversations) throws Exception {
        reading.scheduleWithFixedDelay(this::read, 50, 50, TimeUnit.MILLISECONDS);
        runTwoNodes(conversations, 1);
        return result(conversations);
    }

    private Result result(int conversations) throws IOException {
        try {
            // providers repeat their callbacks
            await().atMost(Duration.ofSeconds(20)).until(() -> forgotten(ends()).isEmpty());
        } catch (ConditionTimeoutException e) {
            // what is missing is counted
        }
        return counted(conversations);
    }

    @Override
    protected void listening(int port) {
        useClickSend();
        sandbox.inboundUrl("boomware", "http://127.0.0.1:" + port + "/boomware-replies?token=" + CrashedApplication.TOKEN);
    }

    /** The account has been in use: ClickSend keeps no reply before the first poll has made a rule for it. */
    private void useClickSend() {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            ClickSendConfiguration clicksend = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
            clicksend.setUsername(ClickSendProvider.USERNAME);
            clicksend.setApiKey(ClickSendProvider.API_KEY);
            clicksend.setBaseUrl(sandbox.baseUrl("clicksend"));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("clicksend:inboundSms?initialDelay=0").stop();
                }
            });
            context.start();
            await().until(() -> sandbox.wire().stream().anyMatch(call -> call.target().startsWith("/sms/inbound")));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected String request(int number) {
        String to = "3725560%04d".formatted(number);
        people.put(to, Person.values()[random.nextInt(Person.values().length)]);
        return "/ask?id=ask-" + seed + "-" + number + "&to=%2B" + to;
    }

    /** People read their messages one after the other, and answer each as they are. */
    private void read() {
        for (SentMessage message : sandbox.messages()) {
            if (read.add(message.id())) {
                List<String> persons = people.get(message.to()).answers;
                int number = messagesSeen.computeIfAbsent(message.to(), to -> new AtomicInteger()).getAndIncrement();
                if (number < persons.size() && !persons.get(number).isEmpty()) {
                    for (String word : persons.get(number).split(" ")) {
                        answer(message, word);
                    }
                }
            }
        }
    }

    private void answer(SentMessage message, String word) {
        String text = word.equals("YES") ? "YES " + answers.size() : word;
        if (word.equals("YES")) {
            answers.put(text, message.provider() + ": " + message.text());
        }
        sandbox.reply(message, text);
    }

    /** The answers that nobody was told of. */
    private Set<String> forgotten(List<End> told) {
        Map<String, String> forgotten = new HashMap<>(answers);
        told.forEach(end -> forgotten.remove(end.detail()));
        return new HashSet<>(forgotten.values());
    }

    private Result counted(int conversations) throws IOException {
        List<End> told = ends();
        Map<String, List<End>> ends = told.stream().filter(CrashRun::isEnd).collect(Collectors.groupingBy(End::conversation));
        long twoEnds = ends.values().stream().filter(all -> all.stream().map(End::event).distinct().count() > 1).count();
        // each text names its attempt
        long doubled = sandbox.messages().size() - sandbox.messages().stream().map(SentMessage::text).distinct().count();
        long wrong = ends.values().stream().map(all -> all.get(0))
                .filter(end -> end.outcome().equals("answered") && !answers.containsKey(end.detail())).count();
        return new Result(
                seed, kills(), conversations, sandbox.messages().size(), answers.size(), conversations - ends.size(), twoEnds,
                doubled, forgotten(told), wrong, retold(told), outcomes(told));
    }

    @Override
    public void close() throws InterruptedException {
        reading.shutdownNow();
        super.close();
    }
}
