/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * A fault: what goes wrong, where it strikes and how often.
 *
 * @param type        what goes wrong
 * @param provider    whose calls it strikes; null for all
 * @param operation   the part of the path that it strikes, such as {@code sms}, {@code sms/send} or {@code sms1}; of
 *                    receipts the channel; null for all
 * @param probability of each call, from above 0 to 1
 * @param times       how often it strikes at most; 0 for without end
 * @param status      of a server error; 500 to 599
 * @param accepted    whether the provider takes the request all the same
 * @param retryAfter  what a 429 asks for; null for no {@code Retry-After}
 * @param delay       of a fault that takes time, as time passes here
 */
public record Fault(FaultType type, String provider, String operation, double probability, int times, int status,
        boolean accepted, Duration retryAfter, Duration delay) {

    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    public Fault {
        Objects.requireNonNull(type, "a fault needs a type");
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be above 0 and at most 1, not " + probability);
        }
        if (times < 0) {
            throw new IllegalArgumentException("times must be 0, for without end, or more, not " + times);
        }
        if (type == FaultType.NOT_OFFERED) {
            if (status != NOT_FOUND && status != METHOD_NOT_ALLOWED) {
                throw new IllegalArgumentException(
                        "status must be 404 or 405 where an operation is not offered, not " + status);
            }
        } else if (status < 500 || status > 599) {
            throw new IllegalArgumentException("status must be from 500 to 599, not " + status);
        }
        if (delay.isNegative() || retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("delay and retryAfter must not be negative");
        }
    }

    /** A fault that strikes every call of every provider. */
    public static Fault of(FaultType type) {
        Duration delay = switch (type) {
            case STALLED -> Duration.ofSeconds(60);
            case SLOW -> Duration.ofMillis(500);
            case RECEIPT_LATE -> Duration.ofSeconds(2);
            default -> Duration.ZERO;
        };
        return new Fault(
                type, null, null, 1, 0, type == FaultType.NOT_OFFERED ? NOT_FOUND : UNAVAILABLE, type.accepted(), null,
                delay);
    }

    /** The same for one provider only. */
    public Fault at(String name) {
        return new Fault(type, name, operation, probability, times, status, accepted, retryAfter, delay);
    }

    /** The same for one operation only. */
    public Fault operation(String part) {
        return new Fault(type, provider, part, probability, times, status, accepted, retryAfter, delay);
    }

    /** The same for some calls only, by chance. */
    public Fault probability(double ofEachCall) {
        return new Fault(type, provider, operation, ofEachCall, times, status, accepted, retryAfter, delay);
    }

    /** The same for the next calls only. */
    public Fault next(int calls) {
        return new Fault(type, provider, operation, probability, calls, status, accepted, retryAfter, delay);
    }

    /** The same with another status: of an error of the server, or 405 where an operation is not offered. */
    public Fault status(int other) {
        return new Fault(type, provider, operation, probability, times, other, accepted, retryAfter, delay);
    }

    /** The same, and the provider has taken the request when the error is answered. */
    public Fault afterAcceptance() {
        return new Fault(type, provider, operation, probability, times, status, true, retryAfter, delay);
    }

    /** The same with {@code Retry-After}, in whole seconds. */
    public Fault retryAfter(Duration time) {
        return new Fault(type, provider, operation, probability, times, status, accepted, time, delay);
    }

    /** The same with another delay. */
    public Fault delay(Duration time) {
        return new Fault(type, provider, operation, probability, times, status, accepted, retryAfter, time);
    }

    /** Whether it is one for this call. */
    boolean concerns(FaultType.Side side, String name, String path) {
        return type.side() == side && (provider == null || provider.equals(name))
                && (operation == null || ("/" + path + "/").toLowerCase(Locale.ROOT)
                        .contains("/" + operation.toLowerCase(Locale.ROOT) + "/"));
    }
}
