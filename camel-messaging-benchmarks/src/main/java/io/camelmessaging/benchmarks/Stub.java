package io.camelmessaging.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The process that stands in for the providers, as the benchmarks see it.
 */
final class Stub implements AutoCloseable {

    private final Process process;
    private final int port;

    private Stub(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Stub start() throws IOException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-classpath",
                System.getProperty("java.class.path"), StubProvider.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = output.readLine();
        if (port == null) {
            throw new IOException("The stub provider did not start.");
        }
        return new Stub(process, Integer.parseInt(port));
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** How long every answer takes from now on. */
    void delay(int millis) throws IOException {
        control("/control/delay?ms=" + millis);
    }

    /** How many new replies every call of the feed finds. */
    void feed(int items) throws IOException {
        control("/control/feed?items=" + items);
    }

    /** Notes when requests arrive, from now on. */
    void record() throws IOException {
        control("/control/record");
    }

    /** When the requests of a path arrived, in nanoseconds. */
    long[] arrivals(String path) throws IOException {
        return control("/control/arrivals?path=" + path).lines().mapToLong(Long::parseLong).toArray();
    }

    /** Calls a webhook for a time, and gives how many calls were answered a second. */
    double call(String url, int callers, Duration time) throws IOException {
        String taken = control("/control/call?callers=" + callers + "&ms=" + time.toMillis() + "&url="
                               + URLEncoder.encode(url, StandardCharsets.UTF_8));
        return Long.parseLong(taken) * 1000.0 / time.toMillis();
    }

    private String control(String path) throws IOException {
        HttpURLConnection call = (HttpURLConnection) new URL(url(path)).openConnection();
        if (call.getResponseCode() != 200) {
            throw new IOException("The stub provider answered " + call.getResponseCode() + " to " + path);
        }
        return new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
