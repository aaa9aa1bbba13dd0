/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.soak;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;

/**
 * What goes wrong for one minute.
 *
 * @param fault null for a good day
 * @param away  whether all providers are away for some seconds
 */
record SoakDay(Fault fault, boolean away) {

    private static final double OFTEN = 0.2;
    private static final double SELDOM = 0.005;

    /** One after the other, and then again. */
    static final List<SoakDay> ALL = List.of(new SoakDay(null, false), bad(FaultType.RESET_AFTER_ACCEPTANCE),
            bad(FaultType.SERVER_ERROR_HTML), new SoakDay(null, true), bad(FaultType.STALLED), bad(FaultType.RECEIPT_TWICE),
            bad(FaultType.TOO_MANY_REQUESTS), bad(FaultType.SLOW), bad(FaultType.RECEIPT_BEFORE_ANSWER),
            bad(FaultType.TRUNCATED_JSON),
            new SoakDay(null, false), bad(FaultType.RECEIPTS_OUT_OF_ORDER), bad(FaultType.WRONG_TYPES),
            bad(FaultType.INBOUND_TWICE),
            bad(FaultType.RESET_BEFORE_ACCEPTANCE), bad(FaultType.OVERSIZED_JSON), bad(FaultType.RECEIPT_LATE),
            bad(FaultType.NULL_ARRAYS), bad(FaultType.SERVER_ERROR_JSON), new SoakDay(null, true),
            bad(FaultType.RECEIPT_OF_UNKNOWN_STATUS), bad(FaultType.SERVER_ERROR_EMPTY));

    private static SoakDay bad(FaultType type) {
        Fault fault = Fault.of(type);
        return new SoakDay(switch (type) {
            case STALLED -> fault.probability(OFTEN / 2).delay(Duration.ofSeconds(15));
            case OVERSIZED_JSON -> fault.probability(SELDOM);
            case SLOW -> fault.probability(OFTEN).delay(Duration.ofMillis(300));
            default -> fault.probability(OFTEN);
        }, false);
    }

    String name() {
        if (away) {
            return "away for 5 s";
        }
        return fault == null ? "good" : fault.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
