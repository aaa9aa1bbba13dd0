/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/**
 * Runs the sandbox alone: {@code --port=8089 --bind=127.0.0.1 --second=PT0.1S}.
 */
public final class Main {

    /** What it ends with if an argument is wrong, as command lines do. */
    private static final int USAGE_ERROR = 2;
    private static final int CANNOT_START = 1;

    /** One argument: what its value is, what it is for, and what it does. */
    private record Option(String value, String meaning, BiConsumer<MessagingSandbox, String> setting) {
    }

    private static final Map<String, Option> OPTIONS = options();

    private Main() {
    }

    private static Map<String, Option> options() {
        Map<String, Option> options = new LinkedHashMap<>();
        options.put("--port", new Option(
                "NUMBER", "the port to listen on, 0 for a free one; 8089 by default",
                (sandbox, value) -> sandbox.port(port(value))));
        options.put("--bind", new Option(
                "ADDRESS", "the address to listen on; 127.0.0.1 by default, and whoever reaches another may use the sandbox",
                MessagingSandbox::bindAddress));
        options.put("--host", new Option(
                "NAME", "a further host name that it may be called by, as in a network of containers",
                MessagingSandbox::hostName));
        options.put("--second", new Option(
                "ISO-DURATION", "how long a second of the providers lasts here; PT0.02S by default",
                (sandbox, value) -> sandbox.second(duration(value))));
        return options;
    }

    public static void main(String[] arguments) throws InterruptedException {
        // of the server's own words only those that somebody has to read
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        int code = run(List.of(arguments), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs until the process is ended; returns at once if there is nothing to run. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(usage());
            return 0;
        }
        MessagingSandbox sandbox = MessagingSandbox.create().port(8089);
        try {
            arguments.forEach(argument -> configure(sandbox, argument));
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage() + " Run it with --help to see all arguments.");
            return USAGE_ERROR;
        }
        try {
            sandbox.start();
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return CANNOT_START;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "messaging-sandbox-stop"));
        for (String provider : sandbox.providers()) {
            out.println(provider + ": baseUrl=" + sandbox.baseUrl(provider));
        }
        out.println("handsets: " + sandbox.pageUrl());
        new CountDownLatch(1).await();
        return 0;
    }

    private static void configure(MessagingSandbox sandbox, String argument) {
        String[] nameAndValue = argument.split("=", 2);
        Option option = OPTIONS.get(nameAndValue[0]);
        if (option == null) {
            throw new IllegalArgumentException(
                    "Unknown argument " + nameAndValue[0] + Suggestions.hint(nameAndValue[0], OPTIONS.keySet()));
        }
        if (nameAndValue.length == 1 || nameAndValue[1].isBlank()) {
            throw new IllegalArgumentException(
                    "The argument " + nameAndValue[0] + " needs a value: " + nameAndValue[0] + "=" + option.value() + ".");
        }
        option.setting().accept(sandbox, nameAndValue[1]);
    }

    private static int port(String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("The port must be a number from 0 to 65535, not " + value + ".");
        }
        return Integer.parseInt(value);
    }

    private static Duration duration(String value) {
        try {
            return Duration.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The length of a second must be an ISO-8601 duration such as PT0.1S, not " + value + ".", e);
        }
    }

    private static String usage() {
        StringBuilder usage = new StringBuilder("A stand-in for the messaging providers; nothing is sent to a real person.\n\n")
                .append("java -jar camel-messaging-sandbox-VERSION-standalone.jar [ARGUMENT...]\n\n");
        OPTIONS.forEach((name, option) -> usage
                .append("  %-22s %s%n".formatted(name + "=" + option.value(), option.meaning())));
        return usage.append("  %-22s %s%n".formatted("--help, -h", "shows this text")).toString();
    }
}
