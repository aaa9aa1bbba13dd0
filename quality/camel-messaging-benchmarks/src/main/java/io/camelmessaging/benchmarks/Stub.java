/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The process that stands in for the providers, as the benchmarks see it.
 */
final class Stub implements AutoCloseable {

    private final ServerProcess process;

    private Stub(ServerProcess process) {
        this.process = process;
    }

    static Stub start() throws IOException {
        return new Stub(ServerProcess.start(StubProvider.class, "1g"));
    }

    String url(String path) {
        return process.url(path);
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

    /** When the requests of a path were noted, in nanoseconds of the epoch. */
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
        process.close();
    }
}
