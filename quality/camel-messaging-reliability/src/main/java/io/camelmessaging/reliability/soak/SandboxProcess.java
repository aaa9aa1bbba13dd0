/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.soak;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.benchmarks.ServerProcess;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.MessagingSandbox;

/**
 * A sandbox in a {@linkplain ServerProcess process} of its own; used through its HTTP API.
 */
public final class SandboxProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SECOND = Duration.ofMillis(20);
    private static final long SEED = 20261126;

    private final ServerProcess process;

    private SandboxProcess(ServerProcess process) {
        this.process = process;
    }

    public static void main(String[] arguments) throws IOException {
        try (MessagingSandbox sandbox = MessagingSandbox.create().second(SECOND).seed(SEED).start()) {
            ServerProcess.serve(sandbox.port());
        }
    }

    static SandboxProcess start() throws IOException {
        return new SandboxProcess(ServerProcess.start(SandboxProcess.class, "2g"));
    }

    String baseUrl(String provider) {
        return process.url("/" + provider);
    }

    /** Sets where a provider posts to. */
    void account(String provider, String receiptUrl, String inboundUrl) throws IOException {
        call("POST", "account", Map.of("provider", provider, "receiptUrl", receiptUrl, "inboundUrl", inboundUrl));
    }

    void fault(Fault fault) throws IOException {
        call("POST", "faults", Map.of("type", fault.type().name(), "probability", fault.probability(), "status",
                fault.status(), "accepted", fault.accepted(), "delay", fault.delay().toString()));
    }

    void clearFaults() throws IOException {
        call("DELETE", "faults", Map.of());
    }

    void outage(Duration time) throws IOException {
        call("POST", "outage", Map.of("for", time.toString()));
    }

    void reply(long key, String text) throws IOException {
        call("POST", "reply", Map.of("key", key, "text", text));
    }

    /** What changed after a revision. */
    JsonNode state(long since) throws IOException {
        return call("GET", "state?wire=" + Long.MAX_VALUE / 10 + "&since=" + since, Map.of());
    }

    private JsonNode call(String method, String path, Map<String, Object> body) throws IOException {
        HttpURLConnection call = (HttpURLConnection) new URL(process.url("/sandbox/" + path)).openConnection();
        call.setRequestMethod(method);
        call.setRequestProperty("Content-Type", "application/json");
        if (!body.isEmpty()) {
            call.setDoOutput(true);
            call.getOutputStream().write(JSON.writeValueAsBytes(body));
        }
        if (call.getResponseCode() != 200) {
            throw new IOException("The sandbox answered " + call.getResponseCode() + " to " + path);
        }
        return JSON.readTree(call.getInputStream().readAllBytes());
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
