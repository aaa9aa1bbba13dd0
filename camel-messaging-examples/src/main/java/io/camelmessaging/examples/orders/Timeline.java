/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.orders;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/**
 * Prints what happens while it happens: time, order, channel, masked number, event.
 */
public final class Timeline {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int LONGEST_EVENT = 160;

    private final PrintStream out;

    public Timeline(PrintStream out) {
        this.out = out;
    }

    void head() {
        out.printf("%n%-12s  %-7s  %-7s  %-16s  %s%n", "time", "order", "channel", "number", "event");
        out.println("-".repeat(100));
    }

    void print(String order, String channel, String phone, String event) {
        String shown = event.length() > LONGEST_EVENT ? event.substring(0, LONGEST_EVENT - 3) + "..." : event;
        out.printf("%-12s  %-7s  %-7s  %-16s  %s%n", LocalTime.now().format(TIME), order, channel, OrderBook.masked(phone),
                shown);
    }

    void line(String text) {
        out.println(text);
    }
}
