package io.camelmessaging.common;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.Wire;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a call says is read alike on every server that camel-webhook takes.
 */
class WebhookServersTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DefaultCamelContext context;
    private MockEndpoint events;
    private int port;

    static Stream<String> servers() {
        return Stream.of("platform-http", "netty-http", "undertow", "jetty");
    }

    /**
     * A call, and the servers that answer it by themselves or decode it before anybody can see it.
     */
    record Sent(String says, String contentType, byte[] body, String text, List<String> notOn) {

        static Sent of(String says, String contentType, String body, String charset, String text, String... notOn) {
            return new Sent(says, contentType, body.getBytes(Charset.forName(charset)), text, List.of(notOn));
        }

        @Override
        public String toString() {
            return says;
        }
    }

    static Stream<Sent> calls() {
        return Stream.of(
                Sent.of("JSON", JSON, "{\"id\":\"i1\",\"text\":\"café\"}", "UTF-8", "café"),
                Sent.of("JSON with a null", JSON, "{\"id\":\"i1\",\"text\":\"x\",\"from\":null}", "UTF-8", "x"),
                Sent.of("JSON with a mark", JSON, "\uFEFF{\"id\":\"i1\",\"text\":\"café\"}", "UTF-8", "café"),
                Sent.of("JSON in UTF-16 with a mark", JSON, "{\"id\":\"i1\",\"text\":\"café\"}", "UTF-16", "café"),
                Sent.of("JSON in UTF-16LE without", JSON + ";charset=utf-16", "{\"id\":\"i1\",\"text\":\"café\"}",
                        "UTF-16LE", "café"),
                Sent.of("JSON in ISO-8859-1", JSON + "; charset=ISO-8859-1", "{\"id\":\"i1\",\"text\":\"café\"}",
                        "ISO-8859-1", "café"),
                Sent.of("JSON in an unnamed windows-1252", JSON, "{\"id\":\"i1\",\"text\":\"café €\"}", "windows-1252",
                        "café €"),
                Sent.of("JSON in an unknown charset", JSON + ";charset=klingon", "{\"id\":\"i1\",\"text\":\"café\"}", "UTF-8",
                        "café", "jetty"),
                Sent.of("JSON with control characters", JSON,
                        "{\"id\":\"i\\u00001\",\"text\":\"ca\\u0000f\\u001bé\\n\\ud83d\"}",
                        "UTF-8", "café\n\uFFFD"),
                Sent.of("JSON as text", "text/plain", "{\"id\":\"i1\",\"text\":\"1+1=2&3 100%\"}", "UTF-8", "1+1=2&3 100%"),
                Sent.of("a form", FORM, "id=i1&text=caf%C3%A9+100%25", "UTF-8", "café 100%"),
                Sent.of("a form with escapes of escapes", FORM, "id=i1&text=50%2525+off", "UTF-8", "50%25 off"),
                Sent.of("a form with a repeated field", FORM, "id=i1&text=first&text=second&id=i2", "UTF-8", "first"),
                Sent.of("a form with NUL", FORM, "id=i%001&text=ca%00f%C3%A9", "UTF-8", "café"),
                Sent.of("a form as text with a stray percent sign", "text/plain", "id=i1&text=Yes+100%+sure%21", "UTF-8",
                        "Yes 100% sure!"),
                Sent.of("a form as text with a mark", "text/plain", "\uFEFFid=i1&text=ok", "UTF-8", "ok"),
                Sent.of("a form as text in ISO-8859-1", "text/plain; charset=ISO-8859-1", "id=i1&text=caf%E9+\u00e9",
                        "ISO-8859-1", "café é"),
                Sent.of("a form as text in quoted windows-1252", "text/plain; charset=\"windows-1252\"",
                        "id=i1&text=caf%E9+%80", "UTF-8", "café €"),
                Sent.of("a form as text in UTF-16", "text/plain; charset=UTF-16", "id=i1&text=café", "UTF-16", "café"),
                Sent.of("a form in ISO-8859-1", FORM + "; charset=ISO-8859-1", "id=i1&text=caf%E9", "UTF-8", "café",
                        "platform-http"),
                Sent.of("a form with a stray percent sign", FORM, "id=i1&text=Yes+100%+sure%21", "UTF-8", "Yes 100% sure!",
                        "platform-http", "netty-http", "jetty"),
                Sent.of("a form with a percent sign at the end", FORM, "id=i1&text=100%", "UTF-8", "100%",
                        "platform-http", "netty-http", "jetty"),
                Sent.of("a form with a mark", FORM, "\uFEFFid=i1&text=ok", "UTF-8", "ok"),
                Sent.of("a form with a field without value", FORM, "id=i1&flag&text=ok", "UTF-8", "ok",
                        "netty-http", "jetty"),
                Sent.of("JSON as a form", FORM, "{\"id\":\"i1\",\"text\":\"ok\"}", "UTF-8", "ok",
                        "netty-http", "jetty"),
                Sent.of("JSON as a form, with signs of a form", FORM, "{\"id\":\"i1\",\"text\":\"a=b&c=d\"}", "UTF-8",
                        "a=b&c=d"),
                Sent.of("JSON as a form, with a stray percent", FORM, "{\"id\":\"i1\",\"text\":\"100% ok\"}", "UTF-8",
                        "100% ok", "platform-http", "netty-http", "jetty"),
                Sent.of("a long text", JSON, "{\"id\":\"i1\",\"text\":\"" + "é".repeat(20_000) + "\"}", "UTF-8",
                        "é".repeat(20_000)));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void everyCallIsReadAlike(String server) throws Exception {
        start(server);
        SoftAssertions all = new SoftAssertions();
        for (Sent call : calls().filter(sent -> !sent.notOn().contains(server)).toList()) {
            events.reset();
            HttpResponse<String> answer = post("/inbound", call.contentType(), call.body());
            all.assertThat(answer.statusCode()).as(call.says()).isEqualTo(200);
            all.assertThat(events.getExchanges().stream()
                    .map(exchange -> exchange.getMessage().getHeader(MessagingConstants.EVENT_ID) + " "
                                     + exchange.getMessage().getBody(Wire.Inbound.class).text()))
                    .as(call.says()).containsExactly("i1 " + call.text());
        }
        all.assertAll();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aFailedRouteIsAnEmpty500(String server) throws Exception {
        start(server);

        HttpResponse<String> answer = post("/failing", JSON,
                "{\"id\":\"i1\",\"text\":\"my secret\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEmpty();
    }

    private void start(String server) throws Exception {
        context = Courier.context("http://localhost:1");
        if (server.equals("platform-http")) {
            VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
            configuration.setBindPort(0);
            context.addService(new VertxPlatformHttpServer(configuration));
        } else {
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                restConfiguration().component(server).host("localhost").port(port);
                String options = "&webhookComponentName=" + server + "&webhookVerifyToken=t";
                from("webhook:courier:inbound?webhookPath=/inbound" + options).to("mock:events");
                from("webhook:courier:inbound?webhookPath=/failing" + options)
                        .throwException(new IllegalStateException("broken: my secret"));
            }
        });
        context.start();
        if (server.equals("platform-http")) {
            port = context.hasService(VertxPlatformHttpServer.class).getPort();
        }
        events = context.getEndpoint("mock:events", MockEndpoint.class);
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    private HttpResponse<String> post(String path, String contentType, byte[] body) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path + "?token=t"))
                .timeout(Duration.ofSeconds(30)).POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", contentType).build(), HttpResponse.BodyHandlers.ofString());
    }
}
