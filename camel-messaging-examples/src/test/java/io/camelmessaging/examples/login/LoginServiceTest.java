/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The login service, called as a stranger calls it.
 */
@Isolated("it reads and sets the logging of the whole JVM")
class LoginServiceTest {

    private static final String USER = "+37255500101";
    private static final String OTHER_USER = "+37255500102";
    private static final String NOBODY = "+37255500199";
    private static final String CAMEL_MAIN = "org.apache.camel.main";
    private static final String JETTY = "org.eclipse.jetty";

    private final MessagingSandbox sandbox = MessagingSandbox.create();
    private final Main main = new Main();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final StringWriter log = new StringWriter();
    private final TestClock clock = new TestClock();
    private WriterAppender appender;
    private int port;

    /** A clock that stands still until it is moved. */
    private static final class TestClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-24T10:00:00Z");

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private record Answer(int status, Map<?, ?> body, Map<String, List<String>> headers) {
    }

    @BeforeEach
    void start() throws Exception {
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        appender = WriterAppender.createAppender(PatternLayout.newBuilder().withPattern("%p %c %m%n%throwable").build(), null,
                log, "captured", false, true);
        appender.start();
        logging.getConfiguration().getRootLogger().setLevel(Level.DEBUG);
        logging.getConfiguration().getRootLogger().addAppender(appender, Level.DEBUG, null);
        // at DEBUG it shows the settings of the application, credentials included
        logging.getConfiguration().addLogger(CAMEL_MAIN, new LoggerConfig(CAMEL_MAIN, Level.INFO, true));
        // the server of the sandbox, which stands for the provider and shows what it gets
        logging.getConfiguration().addLogger(JETTY, new LoggerConfig(JETTY, Level.INFO, true));
        logging.updateLoggers();
        sandbox.start();
        main.configure().addRoutesBuilder(new LoginRoutes());
        main.configure().addRoutesBuilder(new CodeRoutes());
        main.configure().httpServer().withEnabled(true).withHost("0.0.0.0").withPort(0).withMaxBodySize(10_000L);
        main.addInitialProperty("camel.main.shutdownTimeout", "10");
        main.addInitialProperty("camel.component.boomware.baseUrl", sandbox.baseUrl("boomware"));
        main.addInitialProperty("camel.component.boomware.accessToken", BoomwareProvider.ACCESS_TOKEN);
        main.addInitialProperty("login.refusalMillis", "1");
        main.bind("accounts", new Accounts(Set.of(USER, OTHER_USER)));
        main.bind("logins", new Logins(clock));
        main.start();
        port = main.getCamelContext().hasService(VertxPlatformHttpServer.class).getPort();
    }

    @AfterEach
    void stop() {
        main.stop();
        sandbox.close();
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        logging.getConfiguration().removeLogger(CAMEL_MAIN);
        logging.getConfiguration().removeLogger(JETTY);
        logging.getConfiguration().getRootLogger().removeAppender("captured");
        logging.getConfiguration().getRootLogger().setLevel(Level.WARN);
        logging.updateLoggers();
        appender.stop();
    }

    @Test
    void aCodeIsGoodForOneLoginAndLogsNothing() throws Exception {
        String login = begin(USER);
        String code = code(USER);
        Answer in = check(login, code);
        assertThat(in.status()).isEqualTo(200);
        String token = in.body().get("token").toString();
        assertThat(token).hasSizeGreaterThanOrEqualTo(32);
        assertThat(check(login, code).status()).isEqualTo(401);

        assertThat(log.toString()).contains("CamelContext").doesNotContain(USER.substring(1), login, token,
                "code\":\"" + code, "=" + code, "Body: " + code);
        sandbox.assertCleanWire();
    }

    @Test
    void aNumberOfNobodyIsAnsweredLikeAnyOther() throws Exception {
        Answer known = post("/login", Map.of("phone", USER));
        Answer unknown = post("/login", Map.of("phone", NOBODY));
        code(USER);

        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
        assertThat(unknown.body().keySet().toString()).isEqualTo(known.body().keySet().toString());
        assertThat(unknown.headers().keySet()).isEqualTo(known.headers().keySet());
        assertThat(unknown.body().get("login").toString()).hasSameSizeAs(known.body().get("login").toString());
        Answer wrong = check(known.body().get("login").toString(), "000");
        Answer never = check(unknown.body().get("login").toString(), "000");
        Answer invented = check("invented", "000");
        assertThat(never).usingRecursiveComparison().ignoringFields("headers").isEqualTo(wrong);
        assertThat(invented).usingRecursiveComparison().ignoringFields("headers").isEqualTo(wrong);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(sandbox.messagesTo(NOBODY)).isEmpty();
    }

    @Test
    void threeAttemptsAndNoMoreEvenAtOnce() throws Exception {
        String login = begin(USER);
        String code = code(USER);
        List<CompletableFuture<HttpResponse<String>>> guesses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            guesses.add(http.sendAsync(request("/login/check", json(Map.of("login", login, "code", "00000" + i))),
                    HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> guess : guesses) {
            assertThat(guess.join().statusCode()).isEqualTo(401);
        }
        assertThat(check(login, code).status()).isEqualTo(401);
        assertThat(sandbox.wire().stream().filter(call -> call.target().contains("verify/check"))).hasSize(3);
    }

    @Test
    void aCheckBeforeTheCodeIsUnderWayUsesNoAttempt() throws Exception {
        // not suspended: a suspended consumer that waits for its queue still takes the next message
        main.getCamelContext().getRouteController().stopRoute("code");
        String login = begin(USER);
        for (int i = 0; i < 5; i++) {
            assertThat(check(login, "000000").status()).isEqualTo(401);
        }
        main.getCamelContext().getRouteController().startRoute("code");
        assertThat(check(login, code(USER)).status()).isEqualTo(200);
    }

    @Test
    void anOldLoginIsRefused() throws Exception {
        String login = begin(USER);
        String code = code(USER);
        clock.now = clock.now.plus(Logins.LIFETIME).plusMillis(1);

        assertThat(check(login, code).status()).isEqualTo(401);
    }

    @Test
    void aNumberGetsThreeCodesHoweverItIsWritten() throws Exception {
        begin(USER);
        assertThat(post("/login", Map.of("phone", "00372 5550 0101")).status()).isEqualTo(202);
        assertThat(post("/login", Map.of("phone", " +372-5550-0101 ")).status()).isEqualTo(202);
        Answer fourth = post("/login", Map.of("phone", "+372 (5550) 0101"));
        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.body().get("error")).isEqualTo("too_many_requests");
        assertThat(fourth.headers()).containsEntry("retry-after", List.of("600"));
        assertThat(post("/login", Map.of("phone", OTHER_USER)).status()).isEqualTo(202);
        // a number of nobody has the same limit
        for (int i = 0; i < 3; i++) {
            assertThat(post("/login", Map.of("phone", NOBODY)).status()).isEqualTo(202);
        }
        assertThat(post("/login", Map.of("phone", NOBODY)).status()).isEqualTo(429);
        await().untilAsserted(() -> assertThat(sandbox.messagesTo(USER)).hasSize(3));
    }

    @Test
    void aCallerIsLimitedAndOthersAreNot() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(post("/login", Map.of("phone", "+3725550%04d".formatted(i))).status()).isEqualTo(202);
        }
        Answer eleventh = post("/login", Map.of("phone", USER));
        assertThat(eleventh.status()).isEqualTo(429);
        assertThat(eleventh.headers()).containsEntry("retry-after", List.of("60"));
        assertThat(statusFrom("127.0.0.2", json(Map.of("phone", USER)))).isEqualTo(202);
        for (int i = 0; i < 30; i++) {
            assertThat(check("invented", "1").status()).isEqualTo(401);
        }
        assertThat(check("invented", "1").status()).isEqualTo(429);
    }

    @Test
    void badInputIsRefusedInOneSentence() throws Exception {
        for (String body : List.of("", "x", "[]", "{}", "null", "{\"phone\":\"\"}", "{\"phone\":\"5550101\"}",
                "{\"phone\":\"+372555001012345678\"}", "{\"phone\":{}}", "{\"phone\":\"+37255500101\"")) {
            Answer answer = send("/login", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.body().get("error")).isEqualTo("bad_request");
            assertThat(answer.body().get("message").toString()).endsWith(".");
            assertThat(send("/login/check", body).status()).as(body).isEqualTo(400);
        }
        assertThat(sandbox.wire()).isEmpty();
    }

    @Test
    void whatIsNotJsonOrTooLongIsRefused() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("phone=%2B37255500101")).build();
        assertThat(http.send(form, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(415);
        assertThat(http.send(request("/login", "{\"phone\":\"" + "1".repeat(20_000) + "\"}"),
                HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(413);
    }

    @Test
    void noHeaderOfTheCallChoosesARecipientOrComesBack() throws Exception {
        HttpRequest request
                = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/login?CamelMessagingTo=" + NOBODY))
                        .header("Content-Type", "application/json").header("CamelMessagingTo", NOBODY).header("X-Mine", "mine")
                        .POST(HttpRequest.BodyPublishers.ofString(json(Map.of("phone", USER)))).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().map().keySet()).doesNotContain("x-mine", "camelmessagingto");
        code(USER);
        assertThat(sandbox.messagesTo(NOBODY)).isEmpty();
    }

    @Test
    void aBadDayOfTheProviderTellsNothingAndOverloadIsWaitedOut() throws Exception {
        sandbox.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at("boomware").retryAfter(Duration.ofSeconds(0)).next(1));
        String login = begin(USER);
        String code = code(USER);
        sandbox.addFault(Fault.of(FaultType.SERVER_ERROR_HTML).at("boomware").next(1));

        Answer failed = check(login, code);
        assertThat(failed.status()).isEqualTo(401);
        assertThat(failed.body().get("error")).isEqualTo("code_refused");
        assertThat(log.toString()).contains("ERROR login-check a code could not be checked");
        assertThat(check(login, code).status()).isEqualTo(200);
        assertThat(sandbox.messagesTo(USER)).hasSize(1);
    }

    private String begin(String phone) throws Exception {
        Answer answer = post("/login", Map.of("phone", phone));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("expiresInSeconds")).isEqualTo(600);
        return answer.body().get("login").toString();
    }

    /** The code on the handset, once the service knows that it was sent. */
    private String code(String phone) throws Exception {
        sandbox.awaitMessage(phone);
        await().atMost(Duration.ofMinutes(1)).until(() -> main.getCamelContext().getInflightRepository().size("code") == 0);
        return sandbox.verificationCode(phone);
    }

    private Answer check(String login, String code) throws Exception {
        return post("/login/check", Map.of("login", login, "code", code));
    }

    private Answer post(String path, Map<String, String> body) throws Exception {
        return send(path, json(body));
    }

    private String json(Map<String, String> body) throws Exception {
        return mapper.writeValueAsString(new HashMap<>(body));
    }

    private Answer send(String path, String body) throws Exception {
        HttpResponse<String> response = http.send(request(path, body), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), mapper.readValue(response.body(), Map.class), response.headers().map());
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    /** The status that a caller with another address gets. */
    private int statusFrom(String address, String body) throws Exception {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(address), 0)) {
            socket.getOutputStream().write(("""
                    POST /login HTTP/1.1\r
                    Host: x\r
                    Connection: close\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(body.length(), body)).getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }
}
