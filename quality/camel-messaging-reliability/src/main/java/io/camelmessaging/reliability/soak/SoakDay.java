package io.camelmessaging.reliability.soak;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.camelmessaging.sandbox.BadDay;
import io.camelmessaging.sandbox.Trouble;

/**
 * What goes wrong for one minute.
 *
 * @param trouble null for a good day
 * @param away    whether all providers are away for some seconds
 */
record SoakDay(BadDay trouble, boolean away) {

    private static final double OFTEN = 0.2;
    private static final double SELDOM = 0.005;

    /** One after the other, and then again. */
    static final List<SoakDay> ALL = List.of(new SoakDay(null, false), bad(Trouble.RESET_AFTER_ACCEPTANCE),
            bad(Trouble.SERVER_ERROR_HTML), new SoakDay(null, true), bad(Trouble.STALLED), bad(Trouble.RECEIPT_TWICE),
            bad(Trouble.TOO_MANY_REQUESTS), bad(Trouble.SLOW), bad(Trouble.RECEIPT_BEFORE_ANSWER), bad(Trouble.TRUNCATED_JSON),
            new SoakDay(null, false), bad(Trouble.RECEIPTS_OUT_OF_ORDER), bad(Trouble.WRONG_TYPES), bad(Trouble.INBOUND_TWICE),
            bad(Trouble.RESET_BEFORE_ACCEPTANCE), bad(Trouble.OVERSIZED_JSON), bad(Trouble.RECEIPT_LATE),
            bad(Trouble.NULL_ARRAYS), bad(Trouble.SERVER_ERROR_JSON), new SoakDay(null, true),
            bad(Trouble.RECEIPT_OF_UNKNOWN_STATUS), bad(Trouble.SERVER_ERROR_EMPTY));

    private static SoakDay bad(Trouble trouble) {
        BadDay day = BadDay.of(trouble);
        return new SoakDay(switch (trouble) {
            case STALLED -> day.probability(OFTEN / 2).delay(Duration.ofSeconds(15));
            case OVERSIZED_JSON -> day.probability(SELDOM);
            case SLOW -> day.probability(OFTEN).delay(Duration.ofMillis(300));
            default -> day.probability(OFTEN);
        }, false);
    }

    String name() {
        if (away) {
            return "away for 5 s";
        }
        return trouble == null ? "good" : trouble.trouble().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
