/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, so that its memory, threads and CPU are not counted; it ends with this process.
 */
public final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a program that {@linkplain #serve serves}.
     *
     * @param program its main class
     * @param memory  the most that its heap may have, such as {@code 1g}
     */
    public static ServerProcess start(Class<?> program, String memory) throws IOException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + memory, "-classpath",
                System.getProperty("java.class.path"), program.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String port = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (port == null) {
            throw new IOException(program.getSimpleName() + " did not start.");
        }
        return new ServerProcess(process, Integer.parseInt(port));
    }

    /** What the started program does: it tells its port, and returns when whoever started it is gone. */
    public static void serve(int port) throws IOException {
        System.out.println(port);
        while (System.in.read() >= 0) {
            // whoever started it closes the stream, or dies
        }
    }

    /** Where it listens. */
    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
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
