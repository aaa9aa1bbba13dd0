/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.io.StringWriter;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.CourierEndpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What others may read: logs, exceptions, health and the registry of services.
 */
@Isolated("it reads and sets the logging of the whole JVM")
class PrivacyTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private static final List<String> SECRETS = List.of(
            Courier.API_KEY, Courier.NUMBER, Courier.NUMBER.substring(1), Courier.TEXT, "proxy-pass",
            Base64.getEncoder().encodeToString("proxy-user:proxy-pass".getBytes()));

    private DefaultCamelContext context;

    @BeforeEach
    void create() {
        context = Courier.context(PROVIDER.baseUrl());
        HealthCheckRegistry registry = context.getCamelContextExtension().getContextPlugin(HealthCheckRegistry.class);
        HealthCheckRepository producers = (HealthCheckRepository) registry.resolveById("producers");
        producers.setEnabled(true);
        registry.register(producers);
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void nothingPersonalOrSecretIsLoggedOrThrown() throws Exception {
        StringWriter log = new StringWriter();
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        Level before = logging.getConfiguration().getRootLogger().getLevel();
        WriterAppender appender = WriterAppender.newBuilder().setName("privacy").setTarget(log)
                .setLayout(PatternLayout.newBuilder().withPattern("%p %c %m%n%throwable").build()).build();
        appender.start();
        logging.getConfiguration().getRootLogger().addAppender(appender, Level.DEBUG, null);
        Configurator.setRootLevel(Level.DEBUG);
        // the stand-in logs what it gets
        Configurator.setLevel("wiremock", Level.WARN);
        Configurator.setLevel("org.eclipse.jetty", Level.WARN);
        try {
            Courier.component(context).setProxyHost("localhost");
            Courier.component(context).setProxyPort(PROVIDER.getPort());
            Courier.component(context).setProxyAuthUsername("proxy-user");
            Courier.component(context).setProxyAuthPassword("proxy-pass");
            route("send");
            context.start();
            assertThat(send(okJson("{\"id\":\"m1\",\"echo\":\"" + Courier.TEXT + "\"}")).getException()).isNull();
            for (ResponseDefinitionBuilder answer : List.of(
                    aResponse().withStatus(400).withBody("no route to " + Courier.NUMBER),
                    aResponse().withStatus(500).withBody("oops at " + Courier.NUMBER), aResponse().withStatus(429),
                    aResponse().withStatus(200).withBody("<" + Courier.TEXT + ">"),
                    aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), aResponse().withFixedDelay(2_000))) {
                Exchange exchange = send(answer);
                StringBuilder thrown = new StringBuilder();
                for (Throwable t = exchange.getException(); t != null; t = t.getCause()) {
                    thrown.append(t).append('\n');
                }
                assertThat(thrown).isNotEmpty();
                assertThat(thrown.toString()).doesNotContain(SECRETS);
            }
            Courier.call(context, "courier:sms", Map.of("txet", Courier.TEXT, "to", Courier.NUMBER), Map.of()).await();
            Courier.call(context, "courier:sms", Courier.TEXT, Map.of(MessagingConstants.TO, Courier.NUMBER + "9999999"))
                    .await();
        } finally {
            Configurator.setRootLevel(before);
            logging.getConfiguration().getRootLogger().removeAppender("privacy");
        }
        assertThat(log.toString()).as("the log is read").contains("DEBUG", "courier:sms has an unknown outcome");
        assertThat(log.toString().lines().filter(line -> SECRETS.stream().anyMatch(line::contains))).isEmpty();
    }

    @Test
    void healthFollowsTheLastCall() throws Exception {
        route("send");
        context.start();
        assertThat(health(okJson("{\"id\":\"m1\"}")).getState()).isEqualTo(HealthCheck.State.UP);
        for (int down : new int[] { 401, 402, 403, 429, 500 }) {
            HealthCheck.Result result = health(aResponse().withStatus(down).withBody(Courier.NUMBER));
            assertThat(result.getState()).as("HTTP %s", down).isEqualTo(HealthCheck.State.DOWN);
            assertThat(result.getMessage().orElseThrow()).startsWith("courier:sms ").doesNotContain(SECRETS);
            assertThat(result.getDetails().toString()).doesNotContain(SECRETS);
        }
        for (int up : new int[] { 400, 404, 409, 422 }) {
            assertThat(health(aResponse().withStatus(up)).getState()).as("HTTP %s", up).isEqualTo(HealthCheck.State.UP);
        }
        int before = PROVIDER.getAllServeEvents().size();
        checks();
        assertThat(PROVIDER.getAllServeEvents()).as("the check calls nobody").hasSize(before);
    }

    @Test
    void eachProducerHasAHealthOfItsOwn() throws Exception {
        route("send");
        route("other");
        context.start();
        assertThat(checks()).hasSize(2);
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
        send("other");
        assertThat(checks()).extracting(HealthCheck.Result::getState)
                .containsExactlyInAnyOrder(HealthCheck.State.UP, HealthCheck.State.DOWN);
        context.getRouteController().stopRoute("send");
        context.removeRoute("send");

        assertThat(checks()).extracting(HealthCheck.Result::getState).containsExactly(HealthCheck.State.DOWN);
    }

    @Test
    void healthCanBeSwitchedOff() throws Exception {
        Courier.component(context).setHealthCheckProducerEnabled(false);
        route("send");
        context.start();
        PROVIDER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
        send("send");

        assertThat(checks()).noneMatch(result -> result.getState() == HealthCheck.State.DOWN);
    }

    @Test
    void anEndpointTellsWhereItGoesWithoutSecrets() {
        CourierEndpoint endpoint = context.getEndpoint("courier:sms?apiKey=" + Courier.API_KEY, CourierEndpoint.class);
        EndpointServiceLocation location = endpoint;

        assertThat(location.getServiceUrl()).isEqualTo(PROVIDER.baseUrl());
        assertThat(location.getServiceProtocol()).isEqualTo("http");
        assertThat(location.getServiceMetadata()).isEqualTo(Map.of("operation", "sms"));
        assertThat(endpoint.toString()).doesNotContain(Courier.API_KEY);
    }

    private void route(String id) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + id).routeId(id).to("courier:sms?responseTimeout=200");
            }
        });
    }

    private HealthCheck.Result health(ResponseDefinitionBuilder answer) {
        send(answer);
        return checks().get(0);
    }

    private List<HealthCheck.Result> checks() {
        assertThat(HealthCheckHelper.invokeReadiness(context, "full")).as("no reason to take the application out of service")
                .noneMatch(result -> result.getCheck().getId().startsWith("producer:courier-sms"));
        return HealthCheckHelper.invoke(context, "full").stream()
                .filter(result -> result.getCheck().getId().startsWith("producer:courier-sms")).toList();
    }

    private Exchange send(ResponseDefinitionBuilder answer) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(answer));
        return send("send");
    }

    private Exchange send(String route) {
        return context.createProducerTemplate().request("direct:" + route, exchange -> {
            exchange.getMessage().setHeader(MessagingConstants.TO, Courier.NUMBER);
            exchange.getMessage().setBody(Courier.TEXT);
        });
    }
}
