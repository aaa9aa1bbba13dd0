/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.examples.Demo;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * A user logs in with a code, mistypes it, and somebody else finds out nothing.
 */
public final class LoginDemo implements Demo {

    private static final String USER = "+37255500101";
    private static final String STRANGER = "+37255500199";
    private static final int MOST_TRIES = 20;
    private static final long LARGEST_BODY = 10_000;

    private final int port;
    private final PrintStream out;
    private final MessagingSandbox sandbox = MessagingSandbox.create().second(Duration.ofMillis(150));
    private final HttpClient browser = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final Main main = new Main();

    /**
     * @param port port of the REST service
     * @param out  where the story goes
     */
    public LoginDemo(int port, PrintStream out) {
        this.port = port;
        this.out = out;
    }

    @Override
    public void start() throws Exception {
        sandbox.start();
        main.configure().addRoutesBuilder(new LoginRoutes());
        main.configure().addRoutesBuilder(new CodeRoutes());
        main.configure().httpServer().withEnabled(true).withHost("127.0.0.1").withPort(port).withMaxBodySize(LARGEST_BODY);
        main.addInitialProperty("camel.main.name", "login");
        main.addInitialProperty("camel.main.shutdownTimeout", "10");
        main.addInitialProperty("camel.rest.component", "platform-http");
        main.addInitialProperty("camel.component.boomware.baseUrl", sandbox.baseUrl("boomware"));
        main.addInitialProperty("camel.component.boomware.accessToken", BoomwareProvider.ACCESS_TOKEN);
        main.bind("accounts", new Accounts(Set.of(USER)));
        main.bind("logins", new Logins(Clock.systemUTC()));
        // Ctrl-C ends the whole process at once
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.start();
    }

    @Override
    public boolean play() throws Exception {
        out.println("\nA user logs in.");
        String login = call("/login", Map.of("phone", USER)).get("login");
        sandbox.awaitMessage(USER);
        String code = sandbox.verificationCode(USER);
        out.println("    (the code is on the handset)");
        call("/login/check", Map.of("login", login, "code", mistyped(code)));
        boolean in = false;
        // the handset may be quicker than the provider's answer
        for (int i = 0; i < MOST_TRIES && !in; i++) {
            in = call("/login/check", Map.of("login", login, "code", code)).containsKey("token");
        }
        call("/login/check", Map.of("login", login, "code", code));

        out.println("\nSomebody tries a number that no user has: the answers are the same, and no code is sent.");
        String stranger = call("/login", Map.of("phone", STRANGER)).get("login");
        call("/login/check", Map.of("login", stranger, "code", code));
        boolean silent = sandbox.messagesTo(STRANGER).isEmpty();

        out.println("\nSomebody has codes sent again and again, and writes the number in another way each time.");
        call("/login", Map.of("phone", "00372 5550 0101"));
        call("/login", Map.of("phone", "+372-5550-0101"));
        boolean limited = "too_many_requests".equals(call("/login", Map.of("phone", "+372 (5550) 0101")).get("error"));
        out.println(in && silent && limited ? "\nThe user is in, and nobody else." : "\nSomething went wrong.");
        return in && silent && limited;
    }

    /** Another code of the same length. */
    private static String mistyped(String code) {
        return (code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1)) + code.substring(1);
    }

    private Map<String, String> call(String path, Map<String, String> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(mapper.writeValueAsString(body))).build();
        HttpResponse<String> response = browser.send(request, HttpResponse.BodyHandlers.ofString());
        Map<?, ?> answer = mapper.readValue(response.body(), Map.class);
        out.printf("    POST %-13s %d %s%n", path, response.statusCode(),
                answer.containsKey("message") ? answer.get("message") : answer.keySet());
        return answer.entrySet().stream().collect(java.util.stream.Collectors.toMap(entry -> entry.getKey().toString(),
                entry -> entry.getValue().toString()));
    }

    @Override
    public String invitation() {
        return """
                Still running. Log in as %s; the code is on its handset at %s
                    curl -i -H 'Content-Type: application/json' -d '{"phone":"%1$s"}' http://127.0.0.1:%3$d/login
                    curl -i -H 'Content-Type: application/json' -d '{"login":"...","code":"..."}' http://127.0.0.1:%3$d/login/check"""
                .formatted(USER, sandbox.pageUrl(), port);
    }

    @Override
    public void stop() {
        main.stop();
        sandbox.close();
    }

    @Override
    public MessagingSandbox sandbox() {
        return sandbox;
    }
}
