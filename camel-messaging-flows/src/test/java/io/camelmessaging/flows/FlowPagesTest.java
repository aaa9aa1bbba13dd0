/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The pages about flows tell the truth: their tables are those of the Kamelets, and their examples work against the
 * sandbox.
 * <p>
 * With {@code -Ddocs.update=true} the tables are written instead of compared.
 */
class FlowPagesTest {

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final RunningSandbox RUNNING = new RunningSandbox(SANDBOX);

    private static final String NUMBER = "+37255500123";

    private final MovableClock clock = new MovableClock();
    private SandboxContext context;

    @BeforeEach
    void providers() throws Exception {
        SANDBOX.reset();
        context = new SandboxContext(SANDBOX);
        MessagingFlows flows = new MessagingFlows().goingBy(clock);
        flows.setDataSource(Databases.h2());
        flows.setPollDelay(Duration.ofMillis(50));
        flows.setLease(Duration.ofDays(10_000));
        context.getRegistry().bind("flows", flows);
        context.getComponent("boomware", BoomwareComponent.class).getConfiguration().setWebhookVerifyToken("s3cret");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String end : List.of("order-told", "ask-the-customer", "reminded", "not-reminded", "reminded-twice",
                        "told",
                        "not-told", "told-late")) {
                    from("direct:" + end).to("mock:" + end);
                }
                from("seda:call-the-customer").to("mock:call-the-customer");
            }
        });
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    private void load(String page) throws Exception {
        new FlowPage(page + ".adoc").loadYaml(context);
        new FlowPage(page + ".adoc").loadXml(context);
        context.start();
    }

    private void send(String entry, Map<String, String> body) {
        context.createProducerTemplate().sendBody(entry, body);
    }

    @Test
    void theYamlOfFailoverOnSendFailsOver() throws Exception {
        load("flows-failover-on-send");
        SANDBOX.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at("boomerang"));

        send("direct:order-shipped", Map.of("phone", NUMBER, "id", "7781"));

        await().until(() -> mock("order-told").getReceivedCounter() == 1);
        assertThat(SANDBOX.messagesTo(NUMBER)).singleElement().satisfies(message -> {
            assertThat(message.provider()).isEqualTo("clicksend");
            assertThat(message.text()).isEqualTo("Your order 7781 has left the depot.");
        });
    }

    @Test
    void theYamlOfFailoverOnSendTellsWhomToCall() throws Exception {
        load("flows-failover-on-send");
        SANDBOX.addFault(Fault.of(FaultType.RESET_AFTER_ACCEPTANCE).at("clicksend"));
        SANDBOX.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at("boomerang"));

        send("direct:order-shipped", Map.of("phone", NUMBER, "id", "7781"));

        clock.moveUntil(context,
                () -> MessagingFlows.of(context).store().find("order-shipped", "order-7781").orElseThrow().isEnded());
        await().until(() -> mock("call-the-customer").getReceivedCounter() == 1);
        assertThat(mock("call-the-customer").getExchanges().get(0).getMessage().getHeader(FlowConstants.OUTCOME))
                .isEqualTo("unknown");
        assertThat(SANDBOX.messagesTo(NUMBER)).hasSize(1);
    }

    /** In each language of the page: the first provider has the message, whose answer never came. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void whatNobodyKnowsIsLookedUp(boolean java) throws Exception {
        if (java) {
            loadJava();
        } else {
            load("flows-failover-on-send");
        }
        SANDBOX.addFault(Fault.of(FaultType.RESET_AFTER_ACCEPTANCE).at("clicksend").operation("send"));

        send("direct:order-ready", Map.of("phone", NUMBER, "id", "7782"));

        clock.moveUntil(context, () -> mock("order-told").getReceivedCounter() == 1);
        assertThat(SANDBOX.messagesTo(NUMBER)).hasSize(1);
    }

    private void loadJava() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:order-not-told").to("mock:order-not-told");
            }
        });
        context.addRoutes(new DocumentationExamples());
        context.start();
    }

    /** Rather twice than never, in each language of the page. */
    @ParameterizedTest
    @CsvSource({
            "alarm, flows-failover-on-send", "fire, flows-failover-on-send", "intrusion,", "outage,",
            "flood, flows-failover-on-receipt" })
    void anAlarmGoesOnWhereNobodyKnows(String alarm, String page) throws Exception {
        if (page == null) {
            loadJava();
        } else {
            load(page);
        }
        boolean onReceipt = alarm.equals("outage") || alarm.equals("flood");
        SANDBOX.addFault(Fault.of(FaultType.RESET_AFTER_ACCEPTANCE).at(onReceipt ? "clicksend" : "boomware").next(1));

        context.createProducerTemplate().sendBodyAndHeader("direct:" + alarm, "The cellar is full of water.", "onCall", NUMBER);

        // where a receipt could still tell the wait comes first
        await().until(() -> SANDBOX.messagesTo(NUMBER).size() == (onReceipt ? 1 : 2));
    }

    private void pollOften(String feed) {
        ScheduledPollEndpoint endpoint = context.getEndpoint(feed, ScheduledPollEndpoint.class);
        endpoint.setDelay(100);
        endpoint.setInitialDelay(0);
    }

    @Test
    void theYamlOfFailoverOnReceiptFallsBackToTheNextStep() throws Exception {
        pollOften("boomerang:deliveryReceipts");
        load("flows-failover-on-receipt");
        SANDBOX.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at("boomware"));
        SANDBOX.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at("clicksend"));

        send("direct:appointment", Map.of("phone", NUMBER, "time", "10:00"));

        await().atMost(Duration.ofSeconds(30)).until(() -> mock("reminded").getReceivedCounter() == 1);
        assertThat(SANDBOX.messagesTo(NUMBER)).singleElement().satisfies(message -> {
            assertThat(message.provider()).isEqualTo("boomerang");
            assertThat(message.channel()).isEqualTo("voice");
        });
    }

    @Test
    void theJavaOfFailoverOnReceiptGetsItsReceipt() throws Exception {
        pollOften("clicksend:deliveryReceipts");
        loadJava();
        // what is sent before the first poll made its rule is never reported
        await().until(() -> SANDBOX.wire().stream().anyMatch(call -> call.target().contains("receipts")));
        SANDBOX.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at("sendmode"));

        send("direct:parcel", Map.of("phone", NUMBER, "until", "Friday"));

        await().atMost(Duration.ofSeconds(30)).until(() -> mock("told").getReceivedCounter() == 1);
        assertThat(SANDBOX.messagesTo(NUMBER)).singleElement().extracting(message -> message.provider()).isEqualTo("clicksend");
    }

    /** Receipts by webhook and by polling end their flows, and an end that is told again is told to nobody. */
    @Test
    void theCommonPagesExamplesRun(@TempDir Path folder) throws Exception {
        context.getRegistry().unbind("flows");
        pollOften("clicksend:deliveryReceipts");
        for (String example : new FlowPage("flows.adoc").blocks("yaml")) {
            FlowContexts.addYaml(context, example.replace("/var/lib/orders/flows", folder.resolve("flows").toString())
                    .replace("direct:order-told", "direct:told-once"));
        }
        context.start();
        MessagingFlows flows = MessagingFlows.of(context);
        assertThat(flows.getLease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(flows.getRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(folder.resolve("flows.mv.db")).exists();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String step : List.of("clicksend:sms",
                        "boomware:sms?from=Depot&callbackUrl=" + context.hook("/hooks/boomware/receipts"))) {
                    String name = step.substring(0, step.indexOf(':'));
                    from("direct:" + name).to("kamelet:failover-on-receipt?name=" + name + "&wait=1h&step1=RAW(" + step + ")"
                                              + "&done=direct:told-once&failed=direct:not-told");
                }
                from("seda:orders").to("mock:orders");
            }
        });
        // what is sent before the first poll made its rule is never reported
        await().until(() -> SANDBOX.wire().stream().anyMatch(call -> call.target().contains("receipts")));

        for (String entry : List.of("direct:boomware", "direct:clicksend")) {
            context.createProducerTemplate().sendBodyAndHeader(entry, "Your parcel is here.", "CamelMessagingTo", NUMBER);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> mock("orders").getReceivedCounter() == 2);
        context.createProducerTemplate().send("direct:told-once", mock("orders").getExchanges().get(0).copy());
        context.createProducerTemplate().sendBodyAndHeader("direct:told-once", "another end", "CamelMessagingEventId", "e1");
        await().until(() -> mock("orders").getReceivedCounter() >= 3);
        assertThat(mock("orders").getExchanges()).last()
                .satisfies(told -> assertThat(told.getMessage().getBody()).isEqualTo("another end"));
        assertThat(mock("orders").getReceivedCounter()).isEqualTo(3);
    }

    @Test
    void theQueriesOfTheOperatorRun() throws Exception {
        context.start();
        MessagingFlows flows = MessagingFlows.of(context);
        List<String> queries = new FlowPage("flows.adoc").blocks("sql");
        assertThat(queries).hasSizeGreaterThan(2);
        try (Connection connection = flows.getDataSource().getConnection();
             Statement statement = connection.createStatement()) {
            for (String query : queries) {
                assertThat(statement.execute(query.replace(";", ""))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "failover-on-send", "failover-on-receipt" })
    void theJavaExamplesStandInATest(String kamelet) throws IOException {
        new FlowPage("flows-" + kamelet + ".adoc").assertJavaStandsInATest();
    }

    @ParameterizedTest
    @CsvSource({
            "failover-on-send, failover-on-send", "failover-on-receipt, failover-on-receipt", "conversation, conversation",
            "quiet-hours, quiet-hours", "send-later, send-later", "opt-out-guard, opt-out-guard",
            "opt-out-guard, opt-out-listener",
            "send-guard, send-guard", "administration, flow-admin" })
    void theParametersAreThoseOfTheKamelet(String about, String kamelet) throws IOException {
        Path page = Path.of("..", "docs", "flows-" + about + ".adoc");
        String text = Files.readString(page);
        String start = "// parameters of " + kamelet + ": START\n";
        String end = "// parameters of " + kamelet + ": END";
        String expected = text.substring(0, text.indexOf(start) + start.length()) + table(kamelet) + "\n"
                          + text.substring(text.indexOf(end));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, expected);
        } else {
            assertThat(text).as("run the build with -Ddocs.update=true to bring the tables up to date").isEqualTo(expected);
        }
    }

    private static String table(String kamelet) throws IOException {
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("src/main/resources/kamelets/" + kamelet + ".kamelet.yaml")));
        Map<?, ?> definition = (Map<?, ?>) ((Map<?, ?>) file.get("spec")).get("definition");
        List<?> required = (List<?>) definition.get("required");
        Set<?> names = required == null ? Set.of() : Set.copyOf(required);
        return ((Map<?, ?>) definition.get("properties")).entrySet().stream()
                // what is said of the first step holds for each
                .filter(property -> !property.getKey().toString().matches("step[2-9].*"))
                .map(property -> "| *" + property.getKey() + "*" + (names.contains(property.getKey()) ? " (required)" : "")
                                 + " | "
                                 + description(property.getKey(), (Map<?, ?>) property.getValue()))
                .collect(Collectors.joining("\n",
                        "[width=\"100%\",cols=\"1,4\",options=\"header\"]\n|===\n| Name | Description\n",
                        "\n|==="));
    }

    private static String description(Object name, Map<?, ?> property) {
        String description = String.valueOf(property.get("description")).replace("\n", " ");
        Object byDefault = property.get("default");
        return byDefault == null || byDefault.equals("") || name.equals("entry")
                ? description
                : description.replaceAll("\\.$", "") + "; `" + byDefault + "` by default";
    }
}
