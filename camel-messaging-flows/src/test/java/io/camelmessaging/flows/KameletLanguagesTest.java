/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;

import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Conversations, quiet hours and opt-outs from each language, and as plain route templates. */
class KameletLanguagesTest {

    private static final String NUMBER = "+37255500123";

    private final DefaultCamelContext context = FlowContexts.on(Databases.h2());
    private final StandIn one = new StandIn("one");

    /** How a route that leads to a Kamelet may be written. */
    enum Language {

        JAVA {
            @Override
            void add(DefaultCamelContext context, String from, String kamelet, Map<String, String> parameters)
                    throws Exception {
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(from).to("kamelet:" + kamelet + query(parameters, "&"));
                    }
                });
            }
        },
        YAML {
            @Override
            void add(DefaultCamelContext context, String from, String kamelet, Map<String, String> parameters)
                    throws Exception {
                FlowContexts.addYaml(context, """
                        - route:
                            from:
                              uri: %s
                              steps:
                                - to:
                                    uri: kamelet:%s
                                    parameters: {%s}
                        """.formatted(from, kamelet, parameters.entrySet().stream()
                        .map(one -> one.getKey() + ": \"" + one.getValue() + "\"").collect(Collectors.joining(", "))));
            }
        },
        XML {
            @Override
            void add(DefaultCamelContext context, String from, String kamelet, Map<String, String> parameters)
                    throws Exception {
                FlowContexts.addXml(context, """
                        <routes xmlns="http://camel.apache.org/schema/spring">
                          <route>
                            <from uri="%s"/>
                            <to uri="kamelet:%s%s"/>
                          </route>
                        </routes>
                        """.formatted(from, kamelet, query(parameters, "&amp;")));
            }
        },
        ROUTE_TEMPLATE {
            @Override
            void add(DefaultCamelContext context, String from, String kamelet, Map<String, String> parameters)
                    throws Exception {
                Resource file = PluginHelper.getResourceLoader(context)
                        .resolveResource("classpath:kamelets/" + kamelet + ".kamelet.yaml");
                PluginHelper.getRoutesLoader(context).loadRoutes(file);
                TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(context, kamelet).parameter("entry", from);
                parameters.forEach(route::parameter);
                route.add();
            }
        };

        /** Adds a route to a Kamelet. */
        abstract void add(DefaultCamelContext context, String from, String kamelet, Map<String, String> parameters)
                throws Exception;

        private static String query(Map<String, String> parameters, String separator) {
            return parameters.isEmpty()
                    ? ""
                    : parameters.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue())
                            .collect(Collectors.joining(separator, "?", ""));
        }
    }

    @BeforeEach
    void provider() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").errorHandler(noErrorHandler()).process(one);
            }
        });
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange send(String to, String body, Map<String, Object> headers) {
        return context.createProducerTemplate().request(to, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(headers);
        });
    }

    private Exchange reply(String to, String text) {
        return send(to, text, Map.of(MessagingConstants.PROVIDER, "one", MessagingConstants.EVENT_ID, "e-" + text,
                MessagingConstants.SENDER, NUMBER));
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    @ParameterizedTest
    @EnumSource
    void aConversation(Language language) throws Exception {
        language.add(context, "direct:in", "conversation", Map.of("name", "visits", "ask", "direct:one", "answer", "YES|NO",
                "invalid", "direct:one", "answered", "mock:answered", "failed", "mock:failed"));
        language.add(context, "direct:replies", "flow-events", Map.of());
        context.start();

        send("direct:in", "Can you make it?", Map.of(MessagingConstants.TO, NUMBER));
        await().until(() -> one.calls().size() == 1);
        reply("direct:replies", "perhaps");
        await().until(() -> one.calls().size() == 2);
        reply("direct:replies", "yes");

        await().until(() -> mock("answered").getReceivedCounter() == 1);
        assertThat(mock("answered").getExchanges().get(0).getMessage().getBody(String.class)).isEqualTo("yes");
        assertThat(mock("failed").getReceivedCounter()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void quietHours(Language language) throws Exception {
        String now = LocalTime.now(ZoneOffset.UTC).plusHours(2).withNano(0).toString();
        String later = LocalTime.now(ZoneOffset.UTC).plusHours(3).withNano(0).toString();
        language.add(context, "direct:in", "quiet-hours", Map.of("name", "news", "to", "direct:one", "windowStart", now,
                "windowEnd", later, "maxAge", "1s", "failed", "mock:failed", "expired", "mock:expired"));
        context.start();

        send("direct:in", "open", Map.of(MessagingConstants.TO, NUMBER, FlowConstants.TIME_ZONE, "+02:30"));
        Exchange held = send("direct:in", "closed", Map.of(MessagingConstants.TO, NUMBER, FlowConstants.TIME_ZONE, "Z"));

        assertThat(held.getMessage().getHeaders()).containsKey(FlowConstants.HELD_UNTIL);
        await().until(() -> mock("expired").getReceivedCounter() == 1);
        assertThat(mock("expired").getExchanges().get(0).getMessage().getBody()).isEqualTo("closed");
        assertThat(one.calls()).singleElement().extracting(StandIn.Call::body).isEqualTo("open");
    }

    @ParameterizedTest
    @EnumSource
    void anOptOut(Language language) throws Exception {
        language.add(context, "direct:replies", "opt-out-listener", Map.of("stopWords", "HALT", "defaultRegion", "EE"));
        language.add(context, "direct:in", "opt-out-guard", Map.of("defaultRegion", "EE"));
        context.start();

        reply("direct:replies", "stop");
        assertThat(send("direct:in", "news", Map.of(MessagingConstants.TO, "5550 0123")).getException()).isNull();
        reply("direct:replies", "halt");
        assertThat(send("direct:in", "news", Map.of(MessagingConstants.TO, "5550 0123")).getException())
                .isInstanceOf(RecipientOptedOutException.class);
        reply("direct:replies", "start");
        assertThat(send("direct:in", "news", Map.of(MessagingConstants.TO, "5550 0123")).getException()).isNull();
    }
}
