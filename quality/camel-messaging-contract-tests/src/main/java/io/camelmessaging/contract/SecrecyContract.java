/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a component logs even at its chattiest, throws and prints holds no credential, text, code or full phone number,
 * whatever the provider echoes.
 */
@Isolated("it reads and sets the logging of the whole JVM")
public abstract class SecrecyContract {

    /** The text of every message. */
    protected static final String TEXT = "Dear Pat, the parcel waits";

    private static final String TOKEN = "s3cret";

    private final List<String> secrets;
    private final StringWriter log = new StringWriter();
    private LoggerContext logging;
    private WriterAppender appender;

    /** What is sent. */
    public record Call(String uri, Object body, String to) {
    }

    /**
     * What a provider pushes.
     *
     * @param operation such as {@code boomware:inboundSms}
     * @param taken     a body that reaches the route
     * @param refused   a body that is not for this webhook
     */
    public record Push(String operation, String contentType, String taken, String refused) {
    }

    /**
     * @param secrets credentials, the digits of numbers, codes
     */
    protected SecrecyContract(String... secrets) {
        this.secrets = Stream.concat(Stream.of(secrets), Stream.of(TEXT, TOKEN)).toList();
    }

    /** A context, not started, whose component has credentials. */
    protected abstract DefaultCamelContext context(String baseUrl);

    protected abstract List<Call> calls();

    /** An answer of success that repeats what was sent, wherever one of the calls is answered so. */
    protected abstract String echo();

    /** A refusal that repeats what every call holds: the number, and credentials. */
    protected abstract String refusal();

    protected abstract List<Push> pushes();

    /** What a route may print of an answer. */
    protected String shown(Object body) {
        return String.valueOf(body);
    }

    @BeforeEach
    void listen() {
        logging = (LoggerContext) LogManager.getContext(false);
        appender = WriterAppender.createAppender(PatternLayout.newBuilder().withPattern("%p %c %m%n%throwable").build(), null,
                log, "captured", false, true);
        appender.start();
        LoggerConfig ours = new LoggerConfig("io.camelmessaging", Level.ALL, true);
        ours.addAppender(appender, Level.ALL, null);
        logging.getConfiguration().addLogger("io.camelmessaging", ours);
        logging.getConfiguration().getRootLogger().addAppender(appender, Level.INFO, null);
        logging.updateLoggers();
    }

    @AfterEach
    void stopListening() {
        logging.getConfiguration().removeLogger("io.camelmessaging");
        logging.getConfiguration().getRootLogger().removeAppender("captured");
        logging.updateLoggers();
        appender.stop();
    }

    @Test
    void nothingThatIsSentIsToldToAnybodyElse() throws Exception {
        WireMockServer provider = new WireMockServer(wireMockConfig().dynamicPort());
        provider.start();
        try (DefaultCamelContext context = context(provider.baseUrl())) {
            context.start();
            play(provider, context, 200, echo());
            for (int status : new int[] { 200, 400, 401, 429, 500 }) {
                play(provider, context, status, refusal());
                play(provider, context, status, "<html>");
            }
            assertThat(provider.getAllServeEvents()).hasSizeGreaterThan(calls().size());
        } finally {
            provider.stop();
        }
        assertClean();
    }

    private void play(WireMockServer provider, DefaultCamelContext context, int status, String body) {
        provider.stubFor(any(anyUrl())
                .willReturn(aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body)));
        calls().forEach(call -> assertSecret(send(context, call), call.uri()));
    }

    private static Exchange send(DefaultCamelContext context, Call call) {
        return context.createProducerTemplate().request(call.uri(), exchange -> {
            exchange.getMessage().setBody(call.body());
            exchange.getMessage().setHeader(MessagingConstants.TO, call.to());
        });
    }

    private void assertSecret(Exchange exchange, String uri) {
        for (Throwable thrown = exchange.getException(); thrown != null; thrown = thrown.getCause()) {
            assertThat(thrown.toString()).as(uri).doesNotContain(secrets);
        }
        if (exchange.getException() == null) {
            assertThat(shown(exchange.getMessage().getBody())).as(uri).doesNotContain(secrets);
        }
        assertThat(String.valueOf(exchange.getProperties())).as(uri).doesNotContain(secrets);
    }

    @Test
    void nothingThatIsPushedIsLogged() throws Exception {
        try (DefaultCamelContext context = context("http://127.0.0.1:1")) {
            VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
            server.setBindPort(0);
            context.addService(new VertxPlatformHttpServer(server));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (Push push : pushes()) {
                        from("webhook:" + push.operation() + "?webhookComponentName=platform-http&webhookAutoRegister=false"
                             + "&webhookVerifyToken=" + TOKEN + "&webhookPath=/" + push.operation().replace(':', '-'))
                                .to("mock:taken");
                    }
                }
            });
            context.start();
            String host = "http://127.0.0.1:" + context.hasService(VertxPlatformHttpServer.class).getPort() + "/";
            for (Push push : pushes()) {
                String url = host + push.operation().replace(':', '-') + "?token=";
                assertThat(post(url + TOKEN, push.contentType(), push.taken())).isEqualTo(200);
                assertThat(post(url + "wrong", push.contentType(), push.taken())).isEqualTo(403);
                assertThat(post(url + TOKEN, push.contentType(), push.refused())).isEqualTo(400);
            }
        }
        assertThat(log.toString()).contains("has no or a wrong token", "is not what the provider sends");
        assertClean();
    }

    private void assertClean() {
        assertThat(log.toString()).as("the capture works").contains("Apache Camel");
        assertThat(log.toString()).doesNotContain(secrets);
    }

    private static int post(String url, String contentType, String body) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
