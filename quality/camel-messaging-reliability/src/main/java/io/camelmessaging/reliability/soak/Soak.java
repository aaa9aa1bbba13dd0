/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.examples.sandbox.FourProviders;
import io.camelmessaging.reliability.soak.Ledger.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;

/**
 * Sends through all four providers for a long time, with receipts and replies and a fault each minute, and accounts for
 * every message at the end.
 */
public final class Soak {

    private static final int TICKS = 50;
    private static final double LONGEST_TICK = 0.2;
    private static final double NANOS = 1e9;
    private static final int REMEMBERED = 100_000;
    /** One message of so many is answered by its recipient. */
    private static final int ANSWERED = 4;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double MIB = 1024 * 1024;
    private static final String TEXT = "Message ";
    private static final String REPLY = "Reply to ";

    /**
     * What was seen in an interval.
     *
     * @param second  since the start
     * @param p50     median latency of accepted sends, in ms, with the route's repeats
     * @param heap    what the heap holds after a collection, in MiB
     * @param threads of this process
     */
    record Sample(int second, String day, double p50, double p99, double heap, int threads) {
    }

    private final Duration time
            = Duration.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("soak.minutes", "30"))));
    private final Duration dayLength = Duration.ofSeconds(Integer.getInteger("soak.day.seconds", 60));
    private final double rate = Integer.getInteger("soak.rate", 200) / 200.0;
    private final Path directory = Path.of(System.getProperty("soak.directory", "target/soak"));

    /** A message that its recipient is to answer, by the sandbox's key. */
    private record Question(SoakedProvider provider, int message, long key) {
    }

    private final Map<SoakedProvider, Ledger> ledgers = new EnumMap<>(SoakedProvider.class);
    private final Map<SoakedProvider, AtomicInteger> sent = new EnumMap<>(SoakedProvider.class);
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
    private final List<Sample> samples = new ArrayList<>();
    private final BitSet seen = new BitSet();
    private final Queue<Question> questions = new ArrayDeque<>();
    private final AtomicReference<String> day = new AtomicReference<>("good");
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private SandboxProcess sandbox;
    private FourProviders providers;
    private long revision;
    private long start;

    private Soak() {
        for (SoakedProvider provider : SoakedProvider.values()) {
            int most = (int) (provider.share() * rate * (time.toSeconds() + 10)) + 10;
            ledgers.put(provider, new Ledger(most));
            sent.put(provider, new AtomicInteger());
        }
    }

    /**
     * Takes the system properties {@code soak.minutes} (30), {@code soak.rate} messages a second (200),
     * {@code soak.day.seconds} (60) and {@code soak.directory} to write to. Ends with exit code 1 if a message is not
     * accounted for.
     */
    public static void main(String[] arguments) throws Exception {
        System.exit(new Soak().run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        Files.createDirectories(directory);
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);
        try (SandboxProcess started = SandboxProcess.start()) {
            sandbox = started;
            providers = new FourProviders(started::baseUrl);
            try (DefaultCamelContext context = providers.context();
                 ProducerTemplate template = context.createProducerTemplate()) {
                context.addRoutes(routes(context));
                context.start();
                started.account("sendmode", providers.hook("/sendmode/receipts"), providers.hook("/sendmode/inbound"));
                started.account("boomware", "", providers.hook("/boomware/inbound"));
                start = System.nanoTime();
                Load load = new Load(template);
                clock.scheduleWithFixedDelay(guarded(load::tick), 0, 1000 / TICKS, TimeUnit.MILLISECONDS);
                clock.scheduleWithFixedDelay(guarded(this::watch), 200, 200, TimeUnit.MILLISECONDS);
                clock.scheduleAtFixedRate(guarded(this::measure), 1, 1, TimeUnit.SECONDS);
                ScheduledFuture<?> days
                        = clock.scheduleAtFixedRate(guarded(this::nextDay), 0, dayLength.toSeconds(), TimeUnit.SECONDS);
                pause(time);
                load.stop();
                days.cancel(false);
                day.set("good");
                sandbox.clearFaults();
                awaitAll();
            }
        } finally {
            clock.shutdownNow();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("The soak itself failed", failure.get());
        }
        String report = new SoakReport(time, rate * 200, samples, sums(), leftThreads()).page();
        Files.writeString(directory.resolve("soak.md"), report);
        SoakCharts.write(samples, directory.resolve("soak.png"));
        System.out.println(report);
        return isAccountedFor() && leftThreads() == 0;
    }

    private RouteBuilder routes(DefaultCamelContext context) {
        context.getRegistry().bind("cursor", new MemoryStateRepository());
        context.getRegistry().bind("seen", MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED));
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                onException(ProviderUnavailableException.class).maximumRedeliveries(20).redeliveryDelay(1000)
                        .asyncDelayedRedelivery().retryAttemptedLogLevel(LoggingLevel.OFF).logExhausted(false);
                // else Camel repeats these, too, by the policy of an unavailable one before
                onException(OutcomeUnknownException.class, RequestRejectedException.class).maximumRedeliveries(0)
                        .logExhausted(false);
                for (SoakedProvider provider : SoakedProvider.values()) {
                    from("direct:" + provider.scheme()).to(provider.uri() + "&totalTimeout=10s");
                }
                from("boomerang:deliveryReceipts?delay=1s&initialDelay=1s&cursorOverlap=10s&stateRepository=#cursor"
                     + "&idempotentRepository=#seen")
                        .process(exchange -> receipt(SoakedProvider.BOOMERANG, exchange));
                webhook(SoakedProvider.BOOMWARE, "deliveryReceipts", "inboundSms");
                webhook(SoakedProvider.CLICKSEND, "deliveryReceipts", "inboundSms");
                webhook(SoakedProvider.SENDMODE, "deliveryReceipts", "replies");
                from("webhook:boomerang:replies?webhookPath=/boomerang/inbound&webhookVerifyToken=s3cret")
                        .process(exchange -> reply(SoakedProvider.BOOMERANG, exchange));
            }

            private void webhook(SoakedProvider provider, String receipts, String inbound) {
                String uri = "webhook:" + provider.scheme() + ":";
                String options = "?webhookVerifyToken=s3cret&webhookPath=/" + provider.scheme();
                from(uri + receipts + options + "/receipts").process(exchange -> receipt(provider, exchange));
                from(uri + inbound + options + "/inbound").process(exchange -> reply(provider, exchange));
            }
        };
    }

    /** By the reference that was sent along; Boomware tells the number only. */
    private void receipt(SoakedProvider provider, Exchange exchange) {
        String reference = exchange.getMessage().getHeader(MessagingConstants.REFERENCE, String.class);
        int message = reference != null
                ? Integer.parseInt(reference)
                : provider.message(exchange.getMessage().getHeader(MessagingConstants.RECIPIENT, String.class),
                        sent.get(provider).get());
        ledgers.get(provider).receipt(message,
                exchange.getMessage().getHeader(MessagingConstants.STATUS, DeliveryStatus.class));
    }

    private void reply(SoakedProvider provider, Exchange exchange) {
        String text = exchange.getMessage().getBody(String.class);
        ledgers.get(provider).reply(Integer.parseInt(text.substring(REPLY.length())));
    }

    /** Looks what has arrived at the providers, and lets some recipients answer. */
    private void watch() throws IOException {
        JsonNode state;
        do {
            state = sandbox.state(revision);
            revision = state.path("revision").asLong();
            for (JsonNode message : state.path("messages")) {
                arrived(message);
            }
        } while (state.path("more").asBoolean());
        while (!questions.isEmpty()) {
            Question question = questions.peek();
            sandbox.reply(question.key(), REPLY + question.message());
            ledgers.get(question.provider()).asked(question.message());
            questions.remove();
        }
    }

    private void arrived(JsonNode message) {
        int key = message.path("key").asInt();
        if (seen.get(key)) {
            return;
        }
        seen.set(key);
        SoakedProvider provider = SoakedProvider.valueOf(message.path("provider").asText().toUpperCase(Locale.ROOT));
        int number = Integer.parseInt(message.path("text").asText().substring(TEXT.length()));
        Ledger ledger = ledgers.get(provider);
        if (ledger.arrived(number) && number % ANSWERED == 0) {
            questions.add(new Question(provider, number, key));
        }
    }

    private void nextDay() throws IOException {
        SoakDay next = SoakDay.ALL.get((int) (elapsed() / dayLength.toSeconds()) % SoakDay.ALL.size());
        sandbox.clearFaults();
        if (next.fault() != null) {
            sandbox.fault(next.fault());
        }
        if (next.away()) {
            sandbox.outage(AWAY);
        }
        day.set(next.name());
    }

    private void measure() {
        long second = elapsed();
        if (second % INTERVAL.toSeconds() != 0 || second == 0) {
            return;
        }
        long[] ended = new long[latencies.size()];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = latencies.remove();
        }
        Arrays.sort(ended);
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
        samples.add(new Sample(
                (int) second, day.get(), percentile(ended, 0.5), percentile(ended, 0.99), heap,
                ManagementFactory.getThreadMXBean().getThreadCount()));
    }

    private static double percentile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))] / 1e6;
    }

    private long elapsed() {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds();
    }

    private Map<SoakedProvider, Ledger.Sum> sums() {
        Map<SoakedProvider, Ledger.Sum> sums = new EnumMap<>(SoakedProvider.class);
        ledgers.forEach((provider, ledger) -> sums.put(provider, ledger.sum(sent.get(provider).get())));
        return sums;
    }

    private boolean isAccountedFor() {
        return sums().values().stream().allMatch(Ledger.Sum::isAccountedFor);
    }

    /** What has not come by then is in the report. */
    private void awaitAll() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isAccountedFor() && System.nanoTime() < end) {
            pause(Duration.ofSeconds(1));
        }
    }

    /** The context's threads, after it was closed. */
    private int leftThreads() {
        String ours = "(" + providers.context().getName() + ")";
        return (int) Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().contains(ours)).count();
    }

    private static void pause(Duration length) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
    }

    /** A step of the soak. */
    private interface Step {

        void run() throws Exception;
    }

    /** An exception would end the schedule without a word; the sandbox may be away for some seconds. */
    private Runnable guarded(Step step) {
        return () -> {
            try {
                step.run();
            } catch (IOException e) {
                // it comes back
            } catch (Exception e) {
                failure.compareAndSet(null, e);
            }
        };
    }

    /** Sends its share of every provider with each tick. */
    private final class Load {

        private final ProducerTemplate template;
        private final Map<SoakedProvider, Double> owed = new EnumMap<>(SoakedProvider.class);
        private long last = System.nanoTime();
        private volatile boolean stopped;

        Load(ProducerTemplate template) {
            this.template = template;
        }

        void stop() {
            stopped = true;
        }

        void tick() {
            long now = System.nanoTime();
            // what a pause of this process left undone is not made good at once, which would be another load
            double seconds = Math.min(LONGEST_TICK, (now - last) / NANOS);
            last = now;
            for (SoakedProvider provider : SoakedProvider.values()) {
                double due = owed.merge(provider, provider.share() * rate * seconds, Double::sum);
                while (due >= 1 && !stopped) {
                    due--;
                    send(provider);
                }
                owed.put(provider, due);
            }
        }

        private void send(SoakedProvider provider) {
            int message = sent.get(provider).get();
            Ledger ledger = ledgers.get(provider);
            if (message >= ledger.capacity()) {
                return;
            }
            sent.get(provider).incrementAndGet();
            ExchangeBuilder exchange = ExchangeBuilder.anExchange(template.getCamelContext()).withBody(TEXT + message)
                    .withHeader(MessagingConstants.TO, provider.number(message));
            switch (provider) {
                case BOOMWARE -> exchange.withHeader(MessagingConstants.CALLBACK_URL, providers.hook("/boomware/receipts"));
                case BOOMERANG -> exchange.withHeader(MessagingConstants.CALLBACK_URL, providers.hook("/boomerang/inbound"))
                        .withHeader(MessagingConstants.REFERENCE, String.valueOf(message));
                default -> exchange.withHeader(MessagingConstants.REFERENCE, String.valueOf(message));
            }
            long began = System.nanoTime();
            template.asyncSend("direct:" + provider.scheme(), exchange.build()).whenComplete((ended, thrown) -> {
                Outcome outcome = outcome(ended.getException());
                if (outcome == Outcome.ACCEPTED) {
                    latencies.add(System.nanoTime() - began);
                }
                ledger.ended(message, outcome);
            });
        }
    }

    private static Outcome outcome(Exception thrown) {
        if (thrown == null) {
            return Outcome.ACCEPTED;
        }
        if (thrown instanceof RequestRejectedException) {
            return Outcome.REFUSED;
        }
        if (thrown instanceof ProviderUnavailableException) {
            return Outcome.UNAVAILABLE;
        }
        return thrown instanceof OutcomeUnknownException ? Outcome.UNKNOWN : Outcome.FAILED;
    }
}
