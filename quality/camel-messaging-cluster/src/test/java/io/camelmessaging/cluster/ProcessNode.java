/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An application in a process of its own, made to be killed.
 */
final class ProcessNode implements AutoCloseable {

    private final Process process;
    private final Path log;

    private ProcessNode(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts an application, which is to end when its input is closed.
     *
     * @param application its main class
     * @param log         takes what it writes
     */
    static ProcessNode start(Class<?> application, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
                        application.getName()));
        command.addAll(List.of(arguments));
        return new ProcessNode(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    /** What an application does at the end of its main method: it waits until whoever started it wants it to end. */
    static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            // nothing is written to it
        }
    }

    /** Whether it has written that. */
    boolean said(String text) {
        try {
            if (!process.isAlive() && !Files.readString(log).contains(text)) {
                throw new IllegalStateException("The application ended: " + Files.readString(log));
            }
            return Files.readString(log).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes a line to it. */
    void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Kills it as a power cut does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** Lets it end by itself. */
    void end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The application did not end: " + Files.readString(log));
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
