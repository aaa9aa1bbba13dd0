/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.clicksend.ClickSendConfiguration;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.FlowMessage;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.LeasedFlow;
import io.camelmessaging.flows.store.NewFlow;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Each template from each language, and what a wrong parameter gets. */
class TemplateUseTest {

    private final DefaultCamelContext context = FlowContexts.on(Databases.h2());
    private final StandIn one = new StandIn("one");

    @AfterEach
    void stop() {
        context.stop();
    }

    private void provider() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").process(one);
                from("direct:receipts").to("kamelet:flow-events");
            }
        });
    }

    private void endsAsDone(String entry) {
        context.start();
        MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
        context.createProducerTemplate().sendBody(entry, "hello");
        await().until(() -> !one.calls().isEmpty());
        context.createProducerTemplate().send("direct:receipts", exchange -> {
            exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "one");
            exchange.getMessage().setHeader(MessagingConstants.EVENT_ID, "e1");
            exchange.getMessage().setHeader(MessagingConstants.REFERENCE, one.lastReference());
            exchange.getMessage().setHeader(MessagingConstants.STATUS, DeliveryStatus.DELIVERED);
        });

        await().until(() -> done.getReceivedCounter() == 1);
        assertThat(one.calls()).singleElement().extracting(StandIn.Call::body).isEqualTo("hello");
    }

    private static final String[] TEMPLATES = { "failover-on-send", "failover-on-receipt" };

    static Stream<String> templates() {
        return Stream.of(TEMPLATES);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void fromJava(String template) throws Exception {
        provider();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").toF("kamelet:%s?name=orders&step1=RAW(direct:one?timeout=5000&block=true)&done=mock:done"
                                      + "&failed=mock:failed",
                        template);
            }
        });

        endsAsDone("direct:in");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void fromYaml(String template) throws Exception {
        provider();
        FlowContexts.addYaml(context, """
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:%s
                            parameters:
                              name: orders
                              step1: RAW(direct:one?timeout=5000&block=true)
                              done: mock:done
                              failed: mock:failed
                """.formatted(template));

        endsAsDone("direct:in");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "uri: kamelet:failover-on-send, parameters: {name: o, failed: 'mock:failed', step1: '%s'} | RAW(clicksend:sms?from=Depot&lookup=true)",
            "uri: kamelet:failover-on-send, parameters: {name: o, failed: 'mock:failed', step1: '%s'} | RAW({{second}})",
            "uri: 'kamelet:failover-on-send?name=o&failed=mock:failed&step1=%s' | RAW(clicksend:sms?from=Depot&lookup=true)",
            "uri: 'kamelet:failover-on-send?name=o&failed=mock:failed&step1=%s' | RAW({{second}})" })
    void optionsOfAStepInYaml(String to, String step) throws Exception {
        context.getPropertiesComponent().addInitialProperty("second", "clicksend:sms?from=Depot&lookup=true");
        ClickSendConfiguration account = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        account.setUsername("name");
        account.setApiKey("key");
        FlowContexts.addYaml(context, "- route: {from: {uri: 'direct:in', steps: [{to: {" + to.formatted(step) + "}}]}}");

        context.start();

        assertThat(context.hasEndpoint("clicksend:sms?from=Depot&lookup=true")).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void fromXml(String template) throws Exception {
        provider();
        FlowContexts.addXml(context, """
                <routes xmlns="http://camel.apache.org/schema/spring">
                  <route>
                    <from uri="direct:in"/>
                    <to uri="kamelet:%s?name=orders&amp;step1=direct:one&amp;done=mock:done&amp;failed=mock:failed"/>
                  </route>
                </routes>
                """.formatted(template));

        endsAsDone("direct:in");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void asARouteTemplate(String template) throws Exception {
        provider();
        Resource kamelet = PluginHelper.getResourceLoader(context)
                .resolveResource("classpath:kamelets/" + template + ".kamelet.yaml");
        PluginHelper.getRoutesLoader(context).loadRoutes(kamelet);
        TemplatedRouteBuilder.builder(context, template).parameter("entry", "direct:in").parameter("name", "orders")
                .parameter("step1", "direct:one").parameter("done", "mock:done").parameter("failed", "mock:failed").add();

        endsAsDone("direct:in");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void twoOfATemplate(String template) throws Exception {
        provider();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                fromF("direct:other").toF("kamelet:%s?name=other&step1=direct:other-provider&failed=mock:failed", template);
                fromF("direct:in").toF("kamelet:%s?name=orders&step1=direct:one&done=mock:done&failed=mock:failed", template);
            }
        });

        endsAsDone("direct:in");
    }

    static Stream<Arguments> wrongParameters() {
        String whole = "name=orders&step1=direct:one&failed=mock:failed&";
        return Stream.of(
                Arguments.of("step1=direct:one&failed=mock:failed", "needs the parameter name, and it is missing or empty."),
                Arguments.of("name=orders&failed=mock:failed", "needs the parameter step1, and it is missing or empty."),
                Arguments.of("name=orders&step1=direct:one", "needs the parameter failed, and it is missing or empty."),
                Arguments.of("nmae=orders&step1=direct:one&failed=mock:failed",
                        "needs the parameter name, and it is missing or empty (is 'nmae' it?)."),
                Arguments.of("name=orders&stpe1=direct:one&failed=mock:failed",
                        "needs the parameter step1, and it is missing or empty (is 'stpe1' it?)."),
                Arguments.of("name=orders&step1=direct:one&faild=mock:failed",
                        "needs the parameter failed, and it is missing or empty (is 'faild' it?)."),
                Arguments.of(whole + "step2=boomware:sms?accessToken=x:y&from=Depot",
                        "has no parameter 'from', but the endpoint of step2 has such an option: the & before it ended the value"
                                                                                      + " of step2. Write"
                                                                                      + " step2=RAW(boomware:sms?...&from=...)"),
                Arguments.of(whole + "step2=RAW(boomware:verify?accessToken=x:y&method=smss)",
                        "The option method takes sms, voice, call, and 'smss' is none of them, did you mean 'sms'?"),
                Arguments.of(whole + "step2=RAW(boomware:sms?accessToken=x:y&responseTimeout=30x)",
                        "The option responseTimeout takes a time such as 500ms, 30s or 5m, and '30x' is none, did you mean '30s'?"),
                Arguments.of(whole + "settleDelay=30x",
                        "the value '30x' of the parameter settleDelay is not a time above zero such as 500ms, 30s, 5m or 2h, did you"
                                                        + " mean '30s'?"),
                Arguments.of(whole + "dnoe=mock:done", "has no parameter 'dnoe', did you mean 'done'? It has"),
                Arguments.of(whole + "step3=direct:three",
                        "the value 'direct:three' of the parameter step3 comes after a gap, as step2 is missing"),
                Arguments.of(whole + "step2Repeat=true", "has no parameter 'step2Repeat', did you mean 'step1Repeat'?"),
                Arguments.of(whole + "step1Repeat=maybe",
                        "the value 'maybe' of the parameter step1Repeat is neither true nor false"),
                Arguments.of(whole + "step1Repeat=true&step1Lookup=direct:x", "is never used together with step1Repeat=true"),
                Arguments.of(whole + "settleDelay=soon",
                        "the value 'soon' of the parameter settleDelay is not a time above zero"),
                Arguments.of(whole + "settleDelay=0", "the value '0' of the parameter settleDelay is not a time above zero"),
                Arguments.of(whole + "settleTimes=0",
                        "the value '0' of the parameter settleTimes is not a whole number of at least 1"),
                Arguments.of(whole + "done=nosuch:thing", "no use for its parameter done, as Camel makes no endpoint of it"),
                Arguments.of(whole + "step2=kamelet:other", "is a Kamelet: call it from a route of yours"),
                Arguments.of(whole + "step2=direct:x?nosuch=1",
                        "no use for its parameter step2, as Camel makes no endpoint of it"),
                Arguments.of(whole + "name=my orders", "may hold letters of the English alphabet"),
                Arguments.of(whole + "name=" + "x".repeat(101), "is longer than 100 characters"));
    }

    @ParameterizedTest
    @MethodSource("wrongParameters")
    void aWrongParameterStopsTheStart(String parameters, String why) throws Exception {
        for (String template : TEMPLATES) {
            assertRefused(template, parameters.replaceFirst("name=orders&(.*)name=", "$1name="), template, why);
        }
    }

    /** A newer Camel may add one of its own to those of every route template. */
    @ParameterizedTest
    @MethodSource("templates")
    void aParameterThatResemblesNoneStopsNothing(String template) throws Exception {
        provider();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:" + template + "?name=orders&step1=direct:one&done=mock:done&failed=mock:failed"
                                     + "&xyzzy=1");
            }
        });

        endsAsDone("direct:in");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "failover-on-send    | rejected=maybe    | the value 'maybe' of the parameter rejected is none of end, next",
            "failover-on-send    | delay=1m          | has no parameter 'delay', did you mean 'settleDelay'?",
            "failover-on-receipt | until=delivred    | the value 'delivred' of the parameter until is none of delivered, read, did you mean 'delivered'?",
            "failover-on-receipt | step1Until=sent   | the value 'sent' of the parameter step1Until is none of delivered, read",
            "failover-on-receipt | wait=-5s          | the value '-5s' of the parameter wait is not a time above zero",
            "failover-on-receipt | deadline=tomorrow | the value 'tomorrow' of the parameter deadline is not a time above zero" })
    void aWrongParameterOfOneTemplateStopsTheStart(String template, String parameter, String why) throws Exception {
        assertRefused(template, "name=orders&step1=direct:one&failed=mock:failed&" + parameter, template, why);
    }

    private void assertRefused(String template, String parameters, String... why) throws Exception {
        DefaultCamelContext one = FlowContexts.on(Databases.h2());
        one.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:" + template + "?" + parameters);
            }
        });
        try {
            assertThatThrownBy(one::start).satisfies(thrown -> {
                Throwable root = thrown;
                while (root.getCause() != null && !(root instanceof IllegalArgumentException)) {
                    root = root.getCause();
                }
                assertThat(root).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(why);
            });
        } finally {
            one.stop();
        }
    }

    @Test
    void aLeaseThatCannotBeRenewedInTimeStopsTheStart() throws Exception {
        context.getRegistry().lookupByNameAndType("flows", MessagingFlows.class).setPollDelay(Duration.ofSeconds(2));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("kamelet:failover-on-send?name=orders&step1=mock:one&failed=mock:failed");
            }
        });

        assertThatThrownBy(context::start).hasStackTraceContaining("must be at least twice the option pollDelay");
    }

    @Test
    void aMessageAtAStepThatWasTakenAwayWaitsForIt() throws Exception {
        DataSource database = Databases.h2();
        FlowStore store = Databases.store(database, "before", Duration.ofMillis(100));
        store.begin(new NewFlow("orders", "c1", "SEND", null, new FlowMessage("x", Map.of()), Map.of(), null, Duration.ZERO));
        LeasedFlow claim = store.claim(List.of("orders"), 1).get(0);
        store.release(claim.flow().in("SENDING").at(2), claim.now(), List.of(),
                Attempt.intent(claim.flow(), 1, 2, claim.now()));
        context.getRegistry().lookupByNameAndType("flows", MessagingFlows.class).setDataSource(database);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("kamelet:failover-on-send?name=orders&step1=mock:one&failed=mock:failed");
            }
        });
        context.start();

        await().until(() -> store.find("orders", "c1").orElseThrow().failures() > 0);
        assertThat(store.find("orders", "c1").orElseThrow().state()).isEqualTo("SENDING");
        assertThat(context.getEndpoint("mock:one", MockEndpoint.class).getReceivedCounter()).isZero();
    }

    @Test
    void twoFlowsOfOneNameStopTheStart() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("kamelet:failover-on-send?name=orders&step1=mock:one&failed=mock:failed");
                from("direct:b").to("kamelet:failover-on-receipt?name=orders&step1=mock:one&failed=mock:failed");
            }
        });

        assertThatThrownBy(context::start).hasStackTraceContaining("Two flows are named 'orders'");
    }
}
