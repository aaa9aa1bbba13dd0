/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.camelmessaging.examples.sandbox.FourProviders;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.WireEntry;
import org.apache.camel.Exchange;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each route that a component's page has in YAML and XML, beside its examples of every operation, does what it is for
 * from where it begins. Those from folders are run by the tests of ClickSend, those with Kamelets by the tests of the
 * flows.
 */
class ComponentPagesTest {

    private static final String NUMBER = "+37255500123";
    private static final Pattern BLOCK = Pattern.compile("\\[source,(\\w+)]\\n----\\n(.*?)\\n----", Pattern.DOTALL);
    private static final Pattern ELSEWHERE = Pattern.compile("kamelet:|file:outbox");

    private final MessagingSandbox sandbox = MessagingSandbox.create();
    private final Set<String> ran = new TreeSet<>();
    private FourProviders providers;
    private DefaultCamelContext context;

    @BeforeEach
    void application() throws Exception {
        sandbox.start();
        providers = new FourProviders(sandbox::baseUrl);
        context = providers.context();
        Properties properties = new Properties();
        properties.setProperty("hooks.token", "s3cret");
        properties.setProperty("hooks.url", providers.hook("").replaceFirst("\\?.*", ""));
        context.getPropertiesComponent().setInitialProperties(properties);
        for (String repository : List.of("seen", "inboundSeen", "receiptsSeen")) {
            context.getRegistry().bind(repository, MemoryIdempotentRepository.memoryIdempotentRepository());
        }
        context.getRegistry().bind("cursors", new MemoryStateRepository());
    }

    @AfterEach
    void stop() {
        context.stop();
        sandbox.close();
    }

    private void load(String provider, String language) throws Exception {
        String page = Files
                .readString(Path.of("../camel-" + provider + "/src/main/docs/" + provider + "-component.adoc"));
        List<String> examples = new ArrayList<>();
        BLOCK.matcher(page.substring(0, page.lastIndexOf("\n== An example of every operation\n"))).results()
                .filter(block -> block.group(1).equals(language) && !ELSEWHERE.matcher(block.group(2)).find()
                        && !block.group(2).startsWith("<dependency>"))
                .forEach(block -> examples.add(block.group(2)));
        for (int i = 0; i < examples.size(); i++) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("example" + i + "." + language, examples.get(i)));
        }
        context.getRouteDefinitions().forEach(route -> pollOften(route.getInput().getEndpointUri()));
        context.start();
    }

    /** Sooner than the page says, as the tests wait for it. */
    private void pollOften(String uri) {
        if (context.getEndpoint(uri) instanceof ScheduledPollEndpoint polled) {
            polled.setDelay(100);
        }
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        Exchange sent = context.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
        assertThat(sent.getException()).as(uri).isNull();
        if (uri.startsWith("direct:")) {
            ran.add(uri);
        }
        return sent;
    }

    /** What is sent before the first poll made its rule is never reported by ClickSend. */
    private void awaitPollOf(String feed) {
        await(feed).until(() -> sandbox.wire().stream().map(WireEntry::target)
                .anyMatch(target -> target.contains(feed) && !target.contains("automations")));
    }

    /** Waits for an event that comes to its route and through it. */
    private void comes(String route, Runnable cause) {
        NotifyBuilder through = new NotifyBuilder(context).fromRoute(route).whenCompleted(1).create();
        cause.run();
        assertThat(through.matches(30, TimeUnit.SECONDS)).as("an event goes through the route " + route).isTrue();
        ran.add(route);
    }

    @ParameterizedTest
    @ValueSource(strings = { "yaml", "xml" })
    void boomerang(String language) throws Exception {
        load("boomerang", language);

        comes("receipts", () -> send("direct:ask-visit", Map.of("phone", NUMBER, "visit", "118", "time", "10:00"), Map.of()));
        assertThat(sandbox.messagesTo(NUMBER)).singleElement().extracting(SentMessage::text)
                .isEqualTo("Can you make 10:00? Reply YES or NO.");
        comes("answers", () -> sandbox.reply(NUMBER, "YES"));
        send("direct:vote", null, Map.of("CamelMessagingTo", "+447700900124"));
        assertThat(sandbox.messagesTo("+447700900124")).singleElement().extracting(SentMessage::from).isEqualTo("441632960999");
        send("direct:confirm-by-mail", null, Map.of());
        assertThat(sandbox.messagesTo("pat@example.org")).singleElement().extracting(SentMessage::title)
                .isEqualTo("Your visit on Friday");
        send("boomerang:smsTwoWay?callbackUrl=RAW(" + providers.hook("/boomerang/pushed") + ")", "Was it good?",
                Map.of("CamelMessagingTo", "+447700900125"));
        comes("pushed-replies", () -> sandbox.reply("+447700900125", "Yes"));
        everyRouteRan();
    }

    @ParameterizedTest
    @ValueSource(strings = { "yaml", "xml" })
    void boomware(String language) throws Exception {
        load("boomware", language);
        sandbox.inboundUrl("boomware", providers.hook("/boomware/inbound"));

        send("direct:order-shipped", Map.of("phone", NUMBER, "id", "7781"), Map.of());
        assertThat(sandbox.messagesTo(NUMBER)).singleElement().extracting(SentMessage::text)
                .isEqualTo("Your order 7781 has left the depot.");
        send("direct:parcel-push", "Your parcel is here.", Map.of("CamelMessagingTo", "+37255500124"));
        assertThat(sandbox.messagesTo("+37255500124")).singleElement().extracting(SentMessage::channel).isEqualTo("push");
        // the sandbox plays no such channel, and sees the call
        context.createProducerTemplate().request("direct:other-channel", exchange -> {
            exchange.getMessage().setBody("Your parcel is here.");
            exchange.getMessage().setHeader("CamelMessagingTo", "+37255500125");
        });
        ran.add("direct:other-channel");
        assertThat(sandbox.wire()).extracting(WireEntry::target).anyMatch(target -> target.endsWith("/v1/messaging/telegram"));
        Object id = send("direct:verify-start", null, Map.of("CamelMessagingTo", "+37255500126")).getMessage()
                .getHeader("CamelMessagingVerificationId");
        assertThat(send("direct:verify-check", sandbox.verificationCode("+37255500126"),
                Map.of("CamelMessagingVerificationId", id)).getMessage().getHeader("CamelMessagingVerified")).isEqualTo(true);
        comes("inbound", () -> sandbox.reply(NUMBER, "Thanks"));
        // the route before leads there
        ran.add("answers");
        everyRouteRan();
    }

    @ParameterizedTest
    @ValueSource(strings = { "yaml", "xml" })
    void clicksend(String language) throws Exception {
        load("clicksend", language);

        comes("receipts", () -> send("clicksend:sms", "Hello", Map.of("CamelMessagingTo", NUMBER)));
        awaitPollOf("/sms/inbound");
        comes("inbound", () -> sandbox.reply(NUMBER, "Thanks"));
        awaitPollOf("/voice/receipts");
        comes("keys-pressed", () -> {
            send("direct:reminder-call", Map.of("phone", "+37255500124", "time", "10:00"), Map.of());
            sandbox.press("+37255500124", '1');
        });
        assertThat(sandbox.messagesTo("+37255500124")).singleElement().extracting(SentMessage::text)
                .isEqualTo("You have an appointment at 10:00. Press 1 to confirm.");
        everyRouteRan();
    }

    @ParameterizedTest
    @ValueSource(strings = { "yaml", "xml" })
    void sendmode(String language) throws Exception {
        load("sendmode", language);
        sandbox.receiptUrl("sendmode", providers.hook("/sendmode/receipts"));
        String tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();

        send("direct:reminder", Map.of("phone", "0861234567", "time", "10:00", "when", tomorrow), Map.of());
        assertThat(sandbox.messagesTo("+353861234567")).singleElement().extracting(SentMessage::text)
                .isEqualTo("See you at 10:00.");
        send("direct:code-send", null, Map.of("CamelMessagingTo", "+353870000126"));
        assertThat(send("direct:code-check", sandbox.verificationCode("+353870000126"),
                Map.of("CamelMessagingTo", "+353870000126")).getMessage().getHeader("CamelMessagingVerified")).isEqualTo(true);
        comes("receipts", () -> send("sendmode:sms?from=AcmeShop", "Hello", Map.of("CamelMessagingTo", "+353870000127")));
        everyRouteRan();
    }

    /** Its queue is a mock. */
    @Test
    void aReceiptTakesTheRouteOfTheContract() throws Exception {
        context.addComponent("jms", new MockComponent(context));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("clicksend:deliveryReceipts?poisonUri=jms:queue:receipts-to-look-at")
                        .to("direct:status");
                from("direct:status").log("${header.CamelMessagingStatus}");
            }
        });
        pollOften("clicksend:deliveryReceipts?poisonUri=jms:queue:receipts-to-look-at");
        context.start();
        awaitPollOf("/sms/receipts");

        comes(context.getRoutes().get(0).getRouteId(),
                () -> send("clicksend:sms", "Hello", Map.of("CamelMessagingTo", NUMBER)));

        String here = Files.readString(Path.of("src/test/java/io/camelmessaging/examples/ComponentPagesTest.java"));
        assertThat(BLOCK.matcher(Files.readString(Path.of("../docs/messaging-contract.adoc"))).results()
                .filter(block -> block.group(1).equals("java")).map(block -> block.group(2).replaceAll("\\s+", "")))
                .isNotEmpty().allSatisfy(block -> assertThat(here.replaceAll("\\s+", "")).contains(block));
    }

    private void everyRouteRan() {
        assertThat(context.getRoutes()).isNotEmpty().allSatisfy(route -> assertThat(ran)
                .containsAnyOf(route.getRouteId(), route.getEndpoint().getEndpointUri().replace("://", ":")));
    }
}
