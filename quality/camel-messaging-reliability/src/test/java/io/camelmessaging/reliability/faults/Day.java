/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;

/**
 * A day of a provider's: a good one, one on which it is away for a while, or a bad one of the sandbox.
 *
 * @param name  as the table calls it
 * @param fault what goes wrong; null for nothing
 * @param away  whether it refuses connections for a while
 */
record Day(String name, Fault fault, boolean away) {

    private static final double OFTEN = 0.3;

    static List<Day> all() {
        List<Day> days = new ArrayList<>();
        days.add(new Day("good", null, false));
        days.add(new Day("away for a while", null, true));
        for (FaultType type : FaultType.values()) {
            if (type == FaultType.NO_FINAL_RECEIPT) {
                // what the provider never tells cannot be lost on the way
                continue;
            }
            days.add(new Day(name(type), bad(type), false));
            if (name(type).startsWith("server error")) {
                days.add(new Day(name(type) + ", yet taken", bad(type).afterAcceptance(), false));
            }
        }
        return days;
    }

    private static Fault bad(FaultType type) {
        Fault fault = Fault.of(type);
        return switch (type) {
            case STALLED -> fault.probability(OFTEN).delay(Duration.ofSeconds(2));
            case SLOW -> fault.probability(OFTEN).delay(Duration.ofMillis(50));
            case RECEIPT_LATE -> fault.probability(OFTEN).delay(Duration.ofMillis(200));
            // surely: a fast reader reads few pages, and none of them might grow
            case FEED_GROWS -> fault.next(20);
            default -> fault.probability(OFTEN);
        };
    }

    private static String name(FaultType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How long a call may take: more than any answer of the day that comes at all. */
    Duration totalTimeout() {
        return fault != null && fault.type() == FaultType.STALLED ? Duration.ofMillis(500) : Duration.ofSeconds(20);
    }

    boolean grows() {
        return fault != null && fault.type() == FaultType.FEED_GROWS;
    }

    @Override
    public String toString() {
        return name;
    }
}
