package io.camelmessaging.reliability.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.camelmessaging.sandbox.BadDay;
import io.camelmessaging.sandbox.Trouble;

/**
 * A day of a provider's: a good one, one on which it is away for a while, or a bad one of the sandbox.
 *
 * @param name    as the table calls it
 * @param trouble what goes wrong; null for nothing
 * @param away    whether it refuses connections for a while
 */
record Day(String name, BadDay trouble, boolean away) {

    private static final double OFTEN = 0.3;

    static List<Day> all() {
        List<Day> days = new ArrayList<>();
        days.add(new Day("good", null, false));
        days.add(new Day("away for a while", null, true));
        for (Trouble trouble : Trouble.values()) {
            if (trouble == Trouble.NO_FINAL_RECEIPT) {
                // what the provider never tells cannot be lost on the way
                continue;
            }
            days.add(new Day(name(trouble), bad(trouble), false));
            if (name(trouble).startsWith("server error")) {
                days.add(new Day(name(trouble) + ", yet taken", bad(trouble).afterAcceptance(), false));
            }
        }
        return days;
    }

    private static BadDay bad(Trouble trouble) {
        BadDay day = BadDay.of(trouble);
        return switch (trouble) {
            case STALLED -> day.probability(OFTEN).delay(Duration.ofSeconds(2));
            case SLOW -> day.probability(OFTEN).delay(Duration.ofMillis(50));
            case RECEIPT_LATE -> day.probability(OFTEN).delay(Duration.ofMillis(200));
            // surely: a fast reader reads few pages, and none of them might grow
            case FEED_GROWS -> day.next(20);
            default -> day.probability(OFTEN);
        };
    }

    private static String name(Trouble trouble) {
        return trouble.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How long a call may take: more than any answer of the day that comes at all. */
    Duration totalTimeout() {
        return trouble != null && trouble.trouble() == Trouble.STALLED ? Duration.ofMillis(500) : Duration.ofSeconds(20);
    }

    boolean grows() {
        return trouble != null && trouble.trouble() == Trouble.FEED_GROWS;
    }

    @Override
    public String toString() {
        return name;
    }
}
