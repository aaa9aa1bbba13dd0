/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.time.Duration;
import java.util.Locale;

/** Times in sentences. */
final class Durations {

    private Durations() {
    }

    /** As the parameters are written, such as {@code 1d12h}. */
    static String words(Duration duration) {
        long days = duration.toDays();
        Duration rest = duration.minusDays(days);
        String hours = rest.isZero() ? "" : rest.toString().substring(2).toLowerCase(Locale.ROOT);
        return days == 0 ? hours : days + "d" + hours;
    }
}
