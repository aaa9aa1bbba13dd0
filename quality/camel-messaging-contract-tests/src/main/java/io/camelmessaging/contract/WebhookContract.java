/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Who may call a webhook, what reaches its route, and what the caller is told.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class WebhookContract {

    private static final String TOKEN = "?token=s3cret";
    private static final String EVIL = "&CAMELMessagingTo=%2B37255500666&CamelHttpUri=http://evil.example.org";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int TOO_LARGE = 300_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String options;
    private final List<Hook> hooks;
    private DefaultCamelContext context;
    private int port;

    /**
     * A webhook.
     *
     * @param operation such as {@code boomware:inboundSms}
     * @param body      of a call that it takes
     * @param answer    the body of the answer to it
     * @param refused   bodies that are not for it
     */
    public record Hook(String operation, String contentType, String body, String answer, List<String> refused) {

        private String name() {
            return operation.replace(':', '-');
        }

        private String uri(String path, String options) {
            return "webhook:" + operation + "?webhookPath=/" + path + options;
        }

        @Override
        public String toString() {
            return operation;
        }
    }

    /**
     * @param options that each of the webhooks needs here, such as {@code &name=value}; empty for none
     */
    protected WebhookContract(String options, Hook... hooks) {
        this.options = "&webhookComponentName=platform-http" + options;
        this.hooks = List.of(hooks);
    }

    /** A context, not started, whose component has credentials. */
    protected abstract DefaultCamelContext context(String baseUrl);

    @BeforeAll
    void start() throws Exception {
        context = context("http://localhost:1");
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String token = options + "&webhookVerifyToken=s3cret";
                for (Hook hook : hooks) {
                    from(hook.uri(hook.name(), token)).to("mock:" + hook.name())
                            .setHeader("X-Route", constant("echo")).setBody(constant("not for the provider"));
                    from(hook.uri(hook.name() + "-failing", token)).throwException(new IllegalStateException("my secret"));
                }
            }
        });
        context.start();
        port = context.hasService(VertxPlatformHttpServer.class).getPort();
    }

    @AfterAll
    void stop() throws Exception {
        context.close();
    }

    @BeforeEach
    void forgetEvents() {
        hooks.forEach(hook -> events(hook.name()).reset());
    }

    List<Hook> hooks() {
        return hooks;
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void aCallIsTakenAndNothingOfItOrTheRouteIsEchoed(Hook hook) throws Exception {
        HttpResponse<String> answer = post("/" + hook.name() + TOKEN + EVIL, hook.contentType(), hook.body());

        assertAnswer(answer, 200, hook.answer());
        assertThat(events(hook.name()).getExchanges()).hasSize(1);
        assertThat(events(hook.name()).getExchanges().get(0).getMessage().getHeaders().keySet()).noneMatch(
                name -> name.equalsIgnoreCase(MessagingConstants.TO) || name.startsWith("CamelHttp"));
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void withoutTheRightTokenTheRouteIsNotCalled(Hook hook) throws Exception {
        for (String query : List.of("", "?token=", "?token=wrong", "?token=S3cret", "?token=s3cret0", "?Token=s3cret",
                "?x=token%3Ds3cret")) {
            String path = "/" + hook.name() + query;
            assertAnswer(post(path, hook.contentType(), hook.body()), 403, "");
            assertAnswer(post(path, FORM, hook.body() + "&token=s3cret"), 403, "");
        }
        assertThat(events(hook.name()).getExchanges()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void whatIsNotForItIsRefused(Hook hook) throws Exception {
        for (String body : hook.refused()) {
            assertAnswer(post("/" + hook.name() + TOKEN, hook.contentType(), body), 400, "");
        }
        assertAnswer(post("/" + hook.name() + TOKEN, "text/plain", "x".repeat(TOO_LARGE)), 413, "");
        assertThat(events(hook.name()).getExchanges()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void aFailedRouteAsksForARepeat(Hook hook) throws Exception {
        assertAnswer(post("/" + hook.name() + "-failing" + TOKEN, hook.contentType(), hook.body()), 500, "");
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void withoutATokenItDoesNotStartUnlessThatIsAllowed(Hook hook) throws Exception {
        String path = hook.name() + "-open";
        assertRefused(hook.uri(path, options), hook.operation() + " needs the option webhookVerifyToken");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(hook.uri(path, options + "&allowUnauthenticated=true")).to("mock:" + path);
            }
        });

        assertAnswer(post("/" + path, hook.contentType(), hook.body()), 200, hook.answer());
        assertThat(events(path).getExchanges()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void aMisspeltOptionFails(Hook hook) {
        assertRefused(hook.uri(hook.name() + "-x", options + "&webhookVerfyToken=x"), hook.operation().replaceAll(":.*", "")
                                                                                      + " has no option 'webhookVerfyToken', did you mean 'webhookVerifyToken'?");
    }

    private void assertRefused(String uri, String sentence) {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("mock:none");
            }
        })).rootCause().hasMessageContaining(sentence);
    }

    /** The caller is told this and nothing else. */
    private static void assertAnswer(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.headers().map().keySet()).doesNotContain("x-route", "x-caller", "token", "camelmessagingto");
    }

    private MockEndpoint events(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    private HttpResponse<String> post(String path, String contentType, String body) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofString(body)).header("Content-Type", contentType).header("X-Caller", "me")
                .build(), HttpResponse.BodyHandlers.ofString());
    }
}
