/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.faults;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.support.MessagingComponent;
import io.camelmessaging.examples.sandbox.FourProviders;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One provider on one day: sends, the replies to what arrived, and all receipts and replies through every feed.
 */
final class Scenario {

    private static final Duration SECOND = Duration.ofMillis(5);
    private static final Duration AWAY = Duration.ofMillis(300);
    private static final Duration QUIET = Duration.ofMillis(250);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_PER_MESSAGE = Duration.ofMillis(200);
    /** How long events have to come through on the day itself. */
    private static final Duration BAD = Duration.ofSeconds(10);
    private static final Duration BAD_PER_MESSAGE = Duration.ofMillis(20);
    private static final int IN_FLIGHT = 16;
    private static final int REMEMBERED = 1_000_000;

    private final TestedProvider provider;
    private final Day day;
    private final int messages;
    private final long seed;
    private final List<Events> feeds = new ArrayList<>();
    private MessagingSandbox sandbox;
    private FourProviders providers;
    private DefaultCamelContext context;
    private Sends sends;
    private int struck;

    Scenario(TestedProvider provider, Day day, int messages, long seed) {
        this.provider = provider;
        this.day = day;
        this.messages = messages;
        this.seed = seed;
        provider.feeds().forEach(feed -> feeds.add(new Events(feed)));
    }

    /** Plays the day, and gives its lines of the table. */
    List<Line> play() throws Exception {
        sandbox = MessagingSandbox.create().second(SECOND).seed(seed).start();
        try {
            providers = new FourProviders(sandbox::baseUrl);
            context = providers.context();
            List<Line> lines = new ArrayList<>();
            try {
                start();
                if (day.fault() != null) {
                    sandbox.addFault(day.fault().at(provider.scheme()));
                }
                send();
                lines.add(sends.line(day, struck(), messages, sandbox));
                receive();
                line("poll", true, lines);
                line("webhook", false, lines);
            } finally {
                sandbox.clearFaults();
                context.close();
            }
            await(CLOSING, () -> threadsLeft() == 0 && sandbox.connections() == 0);
            return lines.stream().map(line -> line.left(threadsLeft(), sandbox.connections())).toList();
        } finally {
            sandbox.close();
        }
    }

    /** Whether every send ended as one of the outcomes that the contract knows. */
    boolean keepsToTheContract() {
        return !sends.failed();
    }

    private void start() throws Exception {
        MessagingComponent component = context.getComponent(provider.scheme(), MessagingComponent.class);
        component.setMaxInFlight(IN_FLIGHT);
        AsyncProducer producer = context.getEndpoint(provider.send() + "&" + timeout()).createAsyncProducer();
        context.addService(producer);
        sends = new Sends(provider, producer);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                onException(ProviderUnavailableException.class).maximumRedeliveries(20).redeliveryDelay(100)
                        .asyncDelayedRedelivery().retryAttemptedLogLevel(LoggingLevel.OFF).logExhausted(false);
                // else Camel repeats these, too, by the policy of an unavailable one before
                onException(OutcomeUnknownException.class, RequestRejectedException.class).maximumRedeliveries(0)
                        .logExhausted(false);
                from("direct:send").process(sends);
                for (Events events : feeds) {
                    if (events.feed().polled()) {
                        from(polled(events.feed())).routeId(events.feed().operation()).autoStartup(false)
                                .process(events.begin()).process(events.handle());
                    } else {
                        from("webhook:" + provider.scheme() + ":" + events.feed().operation() + "?webhookVerifyToken=s3cret"
                             + "&webhookPath=" + events.feed().path())
                                .process(events.begin())
                                .idempotentConsumer(header(MessagingConstants.EVENT_ID),
                                        MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED))
                                .process(events.handle());
                    }
                }
            }
        });
        context.start();
        sandbox.receiptUrl("sendmode", providers.hook("/receipts"));
        sandbox.inboundUrl("sendmode", providers.hook("/inbound"));
        sandbox.inboundUrl("boomware", providers.hook("/inbound"));
        if (provider == TestedProvider.CLICKSEND) {
            keepForPolling("inbound");
            keepForPolling("receipts");
        }
    }

    private String timeout() {
        return "totalTimeout=" + day.totalTimeout().toMillis();
    }

    private String polled(TestedProvider.Feed feed) {
        String repository = "seen-" + feed.operation();
        context.getRegistry().bind(repository, MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED));
        return provider.scheme() + ":" + feed.operation() + "?initialDelay=0&delay=20&idempotentRepository=#" + repository + "&"
               + timeout();
    }

    /** Makes a rule by which ClickSend keeps events for those who poll. */
    private void keepForPolling(String feed) throws IOException {
        String login = ClickSendProvider.USERNAME + ":" + ClickSendProvider.API_KEY;
        HttpURLConnection call
                = (HttpURLConnection) new URL(sandbox.baseUrl("clicksend") + "/automations/sms/" + feed).openConnection();
        try {
            call.setRequestProperty("Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
            call.setRequestProperty("Content-Type", "application/json");
            call.setDoOutput(true);
            call.getOutputStream().write((feed.equals("inbound")
                    ? "{\"dedicated_number\":\"*\",\"rule_name\":\"kept\",\"message_search_type\":0,\"action\":\"POLL\","
                      + "\"enabled\":1}"
                    : "{\"rule_name\":\"kept\",\"match_type\":0,\"action\":\"POLL\",\"enabled\":1}")
                    .getBytes(StandardCharsets.UTF_8));
            if (call.getResponseCode() != 200) {
                throw new IllegalStateException("the rule was answered by " + call.getResponseCode());
            }
        } finally {
            call.disconnect();
        }
    }

    private void send() throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            for (int i = 1; i <= messages; i++) {
                String number = provider.number(i);
                template.asyncSend("direct:send", message(number, i))
                        .whenComplete((exchange, thrown) -> sends.ended(number, exchange.getException()));
                if (day.away() && i == messages / 2) {
                    sandbox.startOutage(AWAY);
                }
            }
            await(patience(), () -> sends.ended() == messages);
        }
        if (day.away()) {
            await(patience(), () -> isBack());
        }
    }

    private boolean isBack() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Exchange message(String number, int i) {
        ExchangeBuilder message = ExchangeBuilder.anExchange(context).withBody("Message " + i)
                .withHeader(MessagingConstants.TO, number).withHeader(MessagingConstants.FROM, provider.sender());
        if (provider == TestedProvider.BOOMWARE) {
            message.withHeader(MessagingConstants.CALLBACK_URL, providers.hook("/receipts"));
        }
        if (provider == TestedProvider.BOOMERANG) {
            message.withHeader(MessagingConstants.CALLBACK_URL, providers.hook("/inbound"));
        }
        return message.build();
    }

    private void receive() throws Exception {
        for (SentMessage message : sandbox.messages()) {
            String reply = "Reply to " + message.text();
            for (Events events : feeds) {
                if (events.feed().receipts()) {
                    events.expect(Events.receipt(message.id(), DeliveryStatus.SENT));
                    events.expect(Events.receipt(message.id(), DeliveryStatus.DELIVERED));
                } else {
                    events.expect(Events.inbound(message.to(), reply));
                }
            }
            sandbox.reply(message, reply);
        }
        for (Events events : feeds) {
            if (events.feed().polled()) {
                context.getRouteController().startRoute(events.feed().operation());
            }
        }
        if (day.away()) {
            sandbox.startOutage(AWAY);
        }
        await(BAD.plus(BAD_PER_MESSAGE.multipliedBy(messages)), this::isComplete);
        // every day ends, and what it kept back comes then
        struck = struck();
        sandbox.clearFaults();
        await(patience(), this::isComplete);
        await(patience(), () -> feeds.stream().allMatch(events -> events.isQuiet(QUIET)));
    }

    private boolean isComplete() {
        return feeds.stream().allMatch(events -> events.missing() == 0) && missingGrowth() == 0;
    }

    /** How many of the events by which feeds grew were not polled. */
    private int missingGrowth() {
        if (!day.grows() || feeds.stream().noneMatch(events -> events.feed().polled())) {
            return 0;
        }
        return struck() - feeds.stream().filter(events -> events.feed().polled()).mapToInt(Events::grown).sum();
    }

    /** how often the fault of the day has struck. */
    private int struck() {
        return Math.max(struck, sandbox.faults().stream().mapToInt(active -> active.struck()).sum());
    }

    private Duration patience() {
        return PATIENCE.plus(PATIENCE_PER_MESSAGE.multipliedBy(messages));
    }

    /** What has not come until then is in the table. */
    private static void await(Duration time, Callable<Boolean> condition) {
        try {
            Awaitility.await().atMost(time).pollInterval(Duration.ofMillis(10)).pollDelay(Duration.ZERO).until(condition);
        } catch (ConditionTimeoutException e) {
            // the numbers tell of it
        }
    }

    private void line(String path, boolean polled, List<Line> lines) {
        List<Events> events = feeds.stream().filter(feed -> feed.feed().polled() == polled).toList();
        if (events.isEmpty()) {
            return;
        }
        int missingGrowth = polled ? missingGrowth() : 0;
        int told = sum(events, Events::expected) + sum(events, Events::grown) + missingGrowth;
        lines.add(new Line(
                provider.scheme(), path, day.name(), struck(), told, sum(events, Events::accepted), null, null,
                sum(events, Events::unknown), sum(events, Events::repeated), sum(events, Events::missing) + missingGrowth,
                sum(events, Events::doubled), sum(events, Events::started), sum(events, Events::done), 0, 0));
    }

    private static int sum(List<Events> events, java.util.function.ToIntFunction<Events> number) {
        return events.stream().mapToInt(number).sum();
    }

    private int threadsLeft() {
        String ours = "(" + context.getName() + ")";
        return (int) Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.contains(ours) || name.startsWith("vert.x")).count();
    }
}
