/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ends: the last flow on it, by what pages are sorted by.
 */
record PageKey(Instant startedAt, String id) {

    /** Before the first page. */
    static final PageKey NEWEST = new PageKey(Instant.parse("9999-01-01T00:00:00Z"), "");

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\w{1,40})");
    private static final int MICROS = 1_000_000;

    static PageKey of(FlowSummary last) {
        return new PageKey(last.startedAt(), last.id());
    }

    /** @param text as a page gave it; null for the first page */
    static PageKey parse(String text) {
        if (text == null || text.isBlank()) {
            return NEWEST;
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "The parameter after of a list of flows is no key of a page: give what the page before gave as next, or"
                                               + " nothing for the first page.");
        }
        return new PageKey(Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS), parts.group(2));
    }

    @Override
    public String toString() {
        return startedAt.getEpochSecond() * MICROS + startedAt.getNano() / 1_000 + "-" + id;
    }
}
