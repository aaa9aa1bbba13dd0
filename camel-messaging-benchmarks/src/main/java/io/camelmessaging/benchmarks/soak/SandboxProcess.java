package io.camelmessaging.benchmarks.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.sandbox.BadDay;
import io.camelmessaging.sandbox.MessagingSandbox;

/**
 * A sandbox in a process of its own, so that its memory and threads are not counted; used through its HTTP API.
 * <p>
 * As a program it prints its port and ends with its standard input.
 */
public final class SandboxProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SECOND = Duration.ofMillis(20);
    private static final long SEED = 20261126;

    private final Process process;
    private final int port;

    private SandboxProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static void main(String[] arguments) throws IOException {
        try (MessagingSandbox sandbox = MessagingSandbox.create().second(SECOND).seed(SEED).start()) {
            System.out.println(sandbox.port());
            while (System.in.read() >= 0) {
                // whoever started it closes the stream, or dies
            }
        }
    }

    static SandboxProcess start() throws IOException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g", "-classpath",
                System.getProperty("java.class.path"), SandboxProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String port = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (port == null) {
            throw new IOException("The sandbox did not start.");
        }
        return new SandboxProcess(process, Integer.parseInt(port));
    }

    String baseUrl(String provider) {
        return "http://127.0.0.1:" + port + "/" + provider;
    }

    /** Sets where a provider posts to. */
    void account(String provider, String receiptUrl, String inboundUrl) throws IOException {
        call("POST", "account", Map.of("provider", provider, "receiptUrl", receiptUrl, "inboundUrl", inboundUrl));
    }

    void badDay(BadDay day) throws IOException {
        call("POST", "bad-days", Map.of("trouble", day.trouble().name(), "probability", day.probability(), "status",
                day.status(), "accepted", day.accepted(), "delay", day.delay().toString()));
    }

    void endBadDays() throws IOException {
        call("DELETE", "bad-days", Map.of());
    }

    void away(Duration time) throws IOException {
        call("POST", "away", Map.of("for", time.toString()));
    }

    void reply(long key, String text) throws IOException {
        call("POST", "reply", Map.of("key", key, "text", text));
    }

    /** What changed after a revision. */
    JsonNode state(long since) throws IOException {
        return call("GET", "state?wire=" + Long.MAX_VALUE / 10 + "&since=" + since, Map.of());
    }

    private JsonNode call(String method, String path, Map<String, Object> body) throws IOException {
        HttpURLConnection call = (HttpURLConnection) new URL("http://127.0.0.1:" + port + "/sandbox/" + path).openConnection();
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
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
