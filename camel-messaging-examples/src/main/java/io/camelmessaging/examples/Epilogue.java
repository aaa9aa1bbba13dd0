/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.camelmessaging.sandbox.SentMessage;

/**
 * What a demo leaves on the screen: how many messages there were, what the first of them said, and where to look next.
 */
final class Epilogue {

    /** As many as a screen has room for beside the story. */
    private static final int SHOWN = 12;
    private static final int WIDTH = 70;
    private static final String RESOURCES = "camel-messaging-examples/src/main/resources/";
    private static final String SOURCES = "camel-messaging-examples/src/main/java/io/camelmessaging/examples/";

    private final String demo;
    private final PrintStream out;

    /**
     * @param demo its name, as in {@code -Ddemo}
     * @param out  where the story went
     */
    Epilogue(String demo, PrintStream out) {
        this.demo = demo;
        this.out = out;
    }

    void print(List<SentMessage> messages) {
        Map<String, Long> counts = messages.stream().collect(Collectors
                .groupingBy(message -> message.provider() + " " + message.channel(), TreeMap::new, Collectors.counting()));
        out.println("\nWhat was sent: " + (counts.isEmpty()
                ? "nothing" : counts.entrySet().stream()
                        .map(count -> String.format(Locale.ROOT, "%,d by %s", count.getValue(), count.getKey()))
                        .collect(Collectors.joining(", "))));
        messages.stream().limit(SHOWN).forEach(this::print);
        if (messages.size() > SHOWN) {
            out.printf(Locale.ROOT, "    and %,d more%n", messages.size() - SHOWN);
        }
        out.println("\nWhere to look next");
        places().forEach((what, where) -> out.printf("    %-14s %s%n", what, where));
        out.printf("    %-14s mvn -q -Pdemo -Ddemo=%s -Ddemo.stay=true%n", "keep it up", demo);
    }

    private void print(SentMessage message) {
        String text = message.text() == null ? "" : message.text().replaceAll("\\s+", " ");
        out.printf("    %-9s %-9s %-15s %-11s %s%n", message.provider(), message.channel(), message.to(),
                message.status(), text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...");
    }

    /** What is where, in the order in which one looks at it. */
    Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("how it works", switch (demo) {
            case "orders" -> "camel-boomware/src/main/docs/boomware-component.adoc";
            case "pumping" -> "docs/examples/login.adoc";
            default -> "docs/examples/" + demo + ".adoc";
        });
        places.put("the routes", switch (demo) {
            case "orders" -> SOURCES + "orders/OrderRoutes.java";
            case "campaign" -> SOURCES + "campaign/CampaignRoutes.java";
            case "login" -> SOURCES + "login/LoginRoutes.java";
            case "pumping" -> SOURCES + "login/SignUpRoutes.java";
            case "opt-out" -> RESOURCES + "optout/opt-outs.camel.yaml";
            default -> RESOURCES + demo + "/" + demo + ".camel.yaml";
        });
        places.put("the sandbox", "camel-messaging-sandbox/README.md");
        places.put("your own", "docs/first-application.adoc");
        return places;
    }
}
