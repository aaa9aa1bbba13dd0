/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.camelmessaging.boomerang.BoomerangConstants;
import io.camelmessaging.boomware.BoomwareConstants;
import io.camelmessaging.clicksend.ClickSendConstants;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.support.WebhookHandler;
import io.camelmessaging.sendmode.SendmodeConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Callers of a webhook that mean harm: forged headers of every name, endless bodies, and callers that never finish.
 */
class HostileCallersTest {

    private static final String FORGED = "forged-4711";
    private static final String TOKEN = "token=t";
    private static final int AT_ONCE = 30;
    private static final int LARGE = 10 * 1024 * 1024;
    private static final String RECEIPT
            = "{\"requestId\":\"r1\",\"number\":\"37255500101\",\"status\":\"DELIVERED\",\"timestamp\":1790000000000}";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Message> routed = new ArrayList<>();
    private int port;

    /** A webhook, and a call that its provider would make. */
    private record Webhook(String uri, String path, String contentType, String body, String query) {
    }

    private static final List<Webhook> WEBHOOKS = List.of(
            new Webhook(
                    "boomerang:replies?username=u&password=p", "/boomerang", "application/json",
                    "{\"transaction_id\":\"1\",\"response_id\":\"2\",\"from\":\"447700900101\",\"response_content\":\"Yes\"}",
                    ""),
            new Webhook("boomware:deliveryReceipts?username=u&password=p", "/boomware", "json/application", RECEIPT, ""),
            new Webhook(
                    "clicksend:inboundSms?username=u&apiKey=k&webhookAutoRegister=false", "/clicksend",
                    "application/x-www-form-urlencoded",
                    "from=%2B61400000101&body=Yes&to=%2B61422222222&timestamp=1790000000&message_id=A1", ""),
            new Webhook(
                    "clicksend:deliveryReceipts?username=u&apiKey=k&webhookAutoRegister=false", "/clicksend-receipts",
                    "application/x-www-form-urlencoded",
                    "timestamp_send=1790000000&timestamp=1790000001&message_id=A1&status_code=201", ""),
            new Webhook(
                    "sendmode:deliveryReceipts?apiKey=k", "/sendmode", "text/plain", "",
                    "&EventID=1&Phonenumber=353870000101&DataType=SMS&Status=DELIVRD"),
            new Webhook(
                    "sendmode:replies?apiKey=k", "/sendmode-replies", "text/plain", "",
                    "&mobilenumber=353870000101&command=Yes&sentto=50123"));

    @BeforeEach
    void start() throws Exception {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        WebhookComponent webhook = context.getComponent("webhook", WebhookComponent.class);
        webhook.getConfiguration().setWebhookComponentName("platform-http");
        webhook.getConfiguration().setWebhookAutoRegister(false);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (Webhook one : WEBHOOKS) {
                    from("webhook:" + one.uri() + "&baseUrl=https://localhost&webhookVerifyToken=t&webhookPath=" + one.path())
                            .process(exchange -> routed.add(exchange.getMessage().copy()));
                }
            }
        });
        context.start();
        port = context.hasService(VertxPlatformHttpServer.class).getPort();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    static Stream<Arguments> webhooks() {
        return WEBHOOKS.stream().map(Webhook::path).map(Arguments::of);
    }

    /** Every header name that any of the components or Camel's HTTP knows, as it is and in other cases. */
    private static Set<String> names() throws IllegalAccessException {
        Set<String> names = new TreeSet<>();
        for (Class<?> constants : List.of(MessagingConstants.class, BoomerangConstants.class, BoomwareConstants.class,
                ClickSendConstants.class, SendmodeConstants.class, Exchange.class)) {
            for (Field field : constants.getFields()) {
                if (field.getType() == String.class && Modifier.isStatic(field.getModifiers())
                        && field.get(null) instanceof String name && name.matches("Camel[A-Za-z]+")) {
                    names.add(name);
                }
            }
        }
        Set<String> all = new LinkedHashSet<>();
        for (String name : names) {
            all.add(name);
            all.add(name.toLowerCase(Locale.ROOT));
            all.add(name.toUpperCase(Locale.ROOT));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void noHeaderCanBeForged(String path) throws Exception {
        Webhook webhook = WEBHOOKS.stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow();
        List<String> names = List.copyOf(names());
        assertThat(names).hasSizeGreaterThan(100).contains(MessagingConstants.TO, "CAMELHTTPURI", "camelmessagingeventid");
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<String> some = names.subList(from, Math.min(from + AT_ONCE, names.size()));
            String forged = some.stream().map(name -> "&" + name + "=" + FORGED).collect(Collectors.joining());
            boolean form = webhook.contentType().startsWith("application/x-www-form");
            String answer = call(webhook, webhook.query() + forged, form ? webhook.body() + forged : webhook.body(),
                    some.stream().map(name -> name + ": " + FORGED + "\r\n").collect(Collectors.joining()));

            assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain(FORGED).doesNotContainIgnoringCase("\r\ncamel");
        }
        assertThat(routed).hasSize((names.size() + AT_ONCE - 1) / AT_ONCE).allSatisfy(message -> {
            assertThat(message.getHeaders()).doesNotContainValue(FORGED);
            assertThat(message.getHeaders().keySet())
                    .allMatch(name -> name.matches("Camel(Messaging|Boomerang|Boomware|Clicksend|Sendmode).*"));
            assertThat(message.getHeader(MessagingConstants.TO)).isNull();
        });
    }

    private String call(Webhook webhook, String query, String body, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            String method = webhook.body().isEmpty() ? "GET" : "POST";
            socket.getOutputStream()
                    .write((method + " " + webhook.path() + "?" + TOKEN + query + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Connection: close\r\nContent-Type: " + webhook.contentType()
                            + "\r\nContent-Length: " + content.length + "\r\n" + headers + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "application/x-www-form-urlencoded", "text/plain" })
    void tenMegabytesAreRefused(String contentType) throws Exception {
        String body = (contentType.endsWith("json") ? "{\"requestId\":\"" : "requestId=") + "x".repeat(LARGE);
        Webhook boomware = new Webhook("", "/boomware", contentType, body, "");

        assertThat(status(boomware, body)).isIn(400, 413);
        assertThat(routed).isEmpty();
        assertThatItStillServes();
    }

    /** The status; 413 also if the server did not let the caller finish. */
    private int status(Webhook webhook, String body) throws IOException {
        try {
            String answer = call(webhook, "", body, "");
            return answer.isEmpty() ? 413 : Integer.parseInt(answer.substring(9, 12));
        } catch (SocketException e) {
            return 413;
        }
    }

    @Test
    void aBodyWithoutEndIsEnded() throws Exception {
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
        long sent = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream output = socket.getOutputStream();
            output.write(("POST /boomware?" + TOKEN + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                          + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            while (sent < 10L * LARGE && socket.getInputStream().available() == 0) {
                output.write(chunk);
                sent += chunk.length;
            }
        } catch (SocketException e) {
            // the server had enough
        }
        assertThat(sent).as("how much was taken").isLessThan(10L * LARGE);
        assertThat(routed).isEmpty();
        assertThatItStillServes();
    }

    @Test
    void deeplyNestedBodiesAreRefused() throws Exception {
        for (String body : List.of("[".repeat(100_000), "{\"a\":".repeat(50_000), "[[".repeat(50_000) + "]]".repeat(50_000))) {
            assertThat(status(new Webhook("", "/boomware", "application/json", body, ""), body)).isEqualTo(400);
        }
        assertThat(routed).isEmpty();
    }

    @Test
    void callersThatNeverFinishHoldNobodyUp() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                slow.add(socket);
                socket.getOutputStream().write((i % 2 == 0
                        ? "POST /boomware?" + TOKEN + " HTTP/1.1\r\nHost: local"
                        : "POST /boomware?" + TOKEN + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{\"request")
                        .getBytes(StandardCharsets.UTF_8));
            }
            assertThatItStillServes();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertThatItStillServes();
    }

    /** A provider whose packets were lost, or whose machine is busy, does not call again. */
    @Test
    void bodiesThatComeAfterTheirHeadsAreRead() throws Exception {
        List<Socket> callers = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket caller = new Socket(InetAddress.getLoopbackAddress(), port);
                callers.add(caller);
                caller.getOutputStream()
                        .write(("POST /boomware?" + TOKEN
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + RECEIPT.length()
                                + "\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
            }
            await().pollDelay(Duration.ofMillis(500)).untilAsserted(
                    () -> assertThat(callers).allSatisfy(caller -> assertThat(caller.getInputStream().available()).isZero()));
            for (Socket caller : callers) {
                caller.getOutputStream().write(RECEIPT.getBytes(StandardCharsets.UTF_8));
            }
            for (Socket caller : callers) {
                assertThat(new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200");
            }
        } finally {
            for (Socket caller : callers) {
                caller.close();
            }
        }
    }

    private void assertThatItStillServes() {
        Webhook boomware = WEBHOOKS.get(1);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(status(boomware, boomware.body())).isEqualTo(200));
        routed.clear();
    }

    /** A comparison that ends at the first difference would tell a caller how much of a token is right. */
    @Test
    void theTokenIsComparedInConstantTime() throws IOException {
        String code;
        try (InputStream stream = WebhookHandler.class.getResourceAsStream("WebhookHandler.class")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            stream.transferTo(bytes);
            code = bytes.toString(StandardCharsets.ISO_8859_1);
        }
        assertThat(code).contains("java/security/MessageDigest", "isEqual", "([B[B)Z").doesNotContain("java/util/Arrays");
        assertThat(code).as("no other comparison of texts or arrays").doesNotContain("equalsIgnoreCase", "contentEquals");
    }

    @Test
    void aTokenIsAsWrongWhereverItDiffers() throws Exception {
        for (String token : List.of("", "x", "t ", "T", "tt", "%74%00", URLEncoder.encode("t\u0000", StandardCharsets.UTF_8))) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(("POST /boomware?token=" + token.replace(" ", "%20")
                                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                                                + RECEIPT.length() + "\r\n\r\n" + RECEIPT)
                        .getBytes(StandardCharsets.UTF_8));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).as(token)
                        .startsWith("HTTP/1.1 403");
            }
        }
        assertThat(routed).isEmpty();
    }
}
