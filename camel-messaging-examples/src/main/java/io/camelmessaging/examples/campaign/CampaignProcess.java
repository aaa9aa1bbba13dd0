/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.campaign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.examples.DemoDesk;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;

/**
 * The campaign's application in a process of its own, with little memory, against a sandbox: so that it can be killed.
 */
final class CampaignProcess implements AutoCloseable {

    private static final String HEAP = "64m";
    private static final int STOP_SECONDS = 30;

    private final ObjectMapper mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI control;
    private final DemoDesk desk;
    private final ProcessBuilder builder;
    private Process process;

    /**
     * @param sandbox        where ClickSend is
     * @param listId         the contact list
     * @param database       the ledger's file, without its ending
     * @param port           port of the control endpoints
     * @param callsPerSecond the account's rate limit
     * @param dryRun         whether the campaign calls nobody
     */
    CampaignProcess(MessagingSandbox sandbox, long listId, Path database, int port, int callsPerSecond, boolean dryRun) {
        this.desk = new DemoDesk(port);
        this.control = URI.create("http://127.0.0.1:" + port + "/campaign");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + HEAP);
        Map.of("campaign.listId", listId, "campaign.dryRun", dryRun, "campaign.database", database, "camel.server.port", port,
                "camel.component.clicksend.baseUrl", sandbox.baseUrl("clicksend"),
                "camel.component.clicksend.maxRequestsPerPeriod", callsPerSecond,
                "camel.component.clicksend.requestPeriod", "1s")
                .forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), CampaignApplication.class.getName()));
        this.builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("CLICKSEND_USERNAME", ClickSendProvider.USERNAME);
        builder.environment().put("CLICKSEND_API_KEY", ClickSendProvider.API_KEY);
        builder.environment().put("DESK_TOKEN", desk.token());
    }

    void start() throws IOException {
        process = builder.start();
    }

    /** Kills it on the spot, as SIGKILL does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * How far the campaign is, after some time; empty while the application does not answer.
     *
     * @throws IllegalStateException if the process has ended
     */
    Optional<Progress> progressAfter(Duration time) throws InterruptedException {
        if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The campaign's process ended with exit code " + process.exitValue() + ".");
        }
        return call(HttpRequest.newBuilder(control).GET().build());
    }

    /** Tells the campaign what to do. */
    Optional<Progress> order(String order) throws InterruptedException {
        return call(HttpRequest.newBuilder(URI.create(control + "/" + order)).POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** What the campaign comes to by now, a line a country. */
    String counts() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(control + "/counts")).GET().build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    private Optional<Progress> call(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Optional.of(mapper.readValue(response.body(), Progress.class)) : Optional.empty();
        } catch (IOException e) {
            // it is starting
            return Optional.empty();
        }
    }

    /** Where people see what it answers. */
    DemoDesk desk() {
        return desk;
    }

    /** Where the application is told what to do. */
    URI control() {
        return control;
    }

    /** Stops it as an operator does, and kills it if it does not stop. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
