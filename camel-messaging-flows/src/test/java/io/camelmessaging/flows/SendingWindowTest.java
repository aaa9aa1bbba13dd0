/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.camelmessaging.flows.policy.SendingWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a message may go out: on plain days, over midnight, where clocks jump, and in several zones at once.
 */
class SendingWindowTest {

    /** 41 quarters of an hour, which comes by every quarter of the day. */
    private static final int ODD_STEP = 41 * 900;

    @ParameterizedTest(name = "{0} in {3}: {1} waits until {2}")
    @CsvSource(delimiter = '|',
               textBlock = """
                       # a plain day; the start belongs to the window, the end does not
                       08:00-21:00 | 2026-06-10T07:59:59+03:00 | 2026-06-10T08:00:00+03:00 | Europe/Tallinn
                       08:00-21:00 | 2026-06-10T08:00:00+03:00 | 2026-06-10T08:00:00+03:00 | Europe/Tallinn
                       08:00-21:00 | 2026-06-10T20:59:59+03:00 | 2026-06-10T20:59:59+03:00 | Europe/Tallinn
                       08:00-21:00 | 2026-06-10T21:00:00+03:00 | 2026-06-11T08:00:00+03:00 | Europe/Tallinn
                       08:00-24:00 | 2026-06-10T23:59:59+03:00 | 2026-06-10T23:59:59+03:00 | Europe/Tallinn
                       08:00-24:00 | 2026-06-11T00:00:00+03:00 | 2026-06-11T08:00:00+03:00 | Europe/Tallinn
                       00:00-21:00 | 2026-06-10T21:00:00+03:00 | 2026-06-11T00:00:00+03:00 | Europe/Tallinn
                       # the whole day
                       00:00-24:00 | 2026-06-10T00:00:00+03:00 | 2026-06-10T00:00:00+03:00 | Europe/Tallinn
                       00:00-24:00 | 2026-06-10T23:59:59+03:00 | 2026-06-10T23:59:59+03:00 | Europe/Tallinn
                       00:00-24:00 | 2026-03-29T03:59:59+03:00 | 2026-03-29T03:59:59+03:00 | Europe/Tallinn,Pacific/Auckland
                       # over midnight
                       20:00-02:00 | 2026-06-10T23:00:00+03:00 | 2026-06-10T23:00:00+03:00 | Europe/Tallinn
                       20:00-02:00 | 2026-06-11T01:59:59+03:00 | 2026-06-11T01:59:59+03:00 | Europe/Tallinn
                       20:00-02:00 | 2026-06-11T02:00:00+03:00 | 2026-06-11T20:00:00+03:00 | Europe/Tallinn
                       # Tallinn: 29 March 2026, 03:00 becomes 04:00; 25 October 2026, 04:00 becomes 03:00
                       08:00-21:00 | 2026-03-28T22:00:00+02:00 | 2026-03-29T08:00:00+03:00 | Europe/Tallinn
                       08:00-21:00 | 2026-10-24T22:00:00+03:00 | 2026-10-25T08:00:00+02:00 | Europe/Tallinn
                       03:30-21:00 | 2026-03-29T02:59:59+02:00 | 2026-03-29T04:00:00+03:00 | Europe/Tallinn
                       03:30-21:00 | 2026-10-25T03:00:00+03:00 | 2026-10-25T03:30:00+03:00 | Europe/Tallinn
                       03:30-21:00 | 2026-10-25T03:10:00+02:00 | 2026-10-25T03:30:00+02:00 | Europe/Tallinn
                       20:00-03:30 | 2026-03-29T02:59:59+02:00 | 2026-03-29T02:59:59+02:00 | Europe/Tallinn
                       20:00-03:30 | 2026-03-29T04:00:00+03:00 | 2026-03-29T20:00:00+03:00 | Europe/Tallinn
                       20:00-03:30 | 2026-10-25T03:45:00+03:00 | 2026-10-25T03:00:00+02:00 | Europe/Tallinn
                       20:00-03:30 | 2026-10-25T03:45:00+02:00 | 2026-10-25T20:00:00+02:00 | Europe/Tallinn
                       # New York: 8 March 2026, 02:00 becomes 03:00; 1 November 2026, 02:00 becomes 01:00
                       02:30-21:00 | 2026-03-08T01:59:59-05:00 | 2026-03-08T03:00:00-04:00 | America/New_York
                       08:00-21:00 | 2026-03-07T21:00:00-05:00 | 2026-03-08T08:00:00-04:00 | America/New_York
                       08:00-21:00 | 2026-10-31T21:00:00-04:00 | 2026-11-01T08:00:00-05:00 | America/New_York
                       22:00-01:30 | 2026-11-01T01:30:00-04:00 | 2026-11-01T01:00:00-05:00 | America/New_York
                       22:00-01:30 | 2026-11-01T01:30:00-05:00 | 2026-11-01T22:00:00-05:00 | America/New_York
                       # Lord Howe jumps by half an hour: 5 April 2026, 02:00 becomes 01:30; 4 October 2026, 02:00 becomes 02:30
                       02:15-21:00 | 2026-10-04T01:59:59+10:30 | 2026-10-04T02:30:00+11:00 | Australia/Lord_Howe
                       01:45-21:00 | 2026-04-05T01:30:00+11:00 | 2026-04-05T01:45:00+11:00 | Australia/Lord_Howe
                       01:45-21:00 | 2026-04-05T01:30:00+10:30 | 2026-04-05T01:45:00+10:30 | Australia/Lord_Howe
                       # Samoa had no 30 December 2011
                       08:00-21:00 | 2011-12-29T21:00:00-10:00 | 2011-12-31T08:00:00+14:00 | Pacific/Apia
                       # Casablanca goes back for the month of fasting; Kathmandu is at a quarter
                       08:00-21:00 | 2026-02-14T22:00:00+01:00 | 2026-02-15T08:00:00+00:00 | Africa/Casablanca
                       08:00-21:00 | 2026-06-10T07:00:00+05:45 | 2026-06-10T08:00:00+05:45 | Asia/Kathmandu
                       # only what is open everywhere
                       08:00-21:00 | 2026-06-10T08:00:00-04:00 | 2026-06-10T08:00:00-07:00 | America/New_York,America/Los_Angeles
                       08:00-21:00 | 2026-06-10T18:00:00-07:00 | 2026-06-11T08:00:00-07:00 | America/New_York,America/Los_Angeles
                       09:00-20:00 | 2026-06-10T12:00:00+03:00 | 2026-06-11T09:00:00+02:00 | Europe/Kaliningrad,Europe/Moscow,Asia/Kamchatka
                       """)
    void waitsForTheWindow(String window, OffsetDateTime given, OffsetDateTime open, String zones) {
        assertThat(window(window).nextOpen(given.toInstant(), zones(zones))).contains(open.toInstant());
    }

    @Test
    void zonesTooFarApartHaveNoCommonTime() {
        assertThat(window("09:00-18:00").nextOpen(Instant.parse("2026-06-10T00:00:00Z"),
                zones("Europe/Kaliningrad,Asia/Kamchatka"))).isEmpty();
    }

    /** The same question asked of every quarter of an hour, through every jump of a year. */
    @ParameterizedTest
    @ValueSource(strings = {
            "Europe/Tallinn", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu",
            "Europe/Tallinn,America/New_York", "Australia/Lord_Howe,Australia/Sydney" })
    void agreesWithAClockThatIsWatched(String names) {
        Set<ZoneId> zones = zones(names);
        for (String window : new String[] { "08:00-21:00", "02:15-23:00", "22:00-02:45", "01:45-01:15", "00:00-12:00" }) {
            SendingWindow tried = window(window);
            Instant open = null;
            for (Instant quarter = Instant.parse("2027-01-03T00:00:00Z");
                 quarter.isAfter(Instant.parse("2025-12-31T00:00:00Z"));
                 quarter = quarter.minus(Duration.ofMinutes(15))) {
                if (tried.isOpen(quarter, zones)) {
                    open = quarter;
                }
                if (quarter.isBefore(Instant.parse("2027-01-01T00:00:00Z")) && quarter.getEpochSecond() % ODD_STEP == 0) {
                    boolean soon = open != null && open.isBefore(quarter.plus(Duration.ofDays(3)));
                    assertThat(tried.nextOpen(quarter, zones)).as("%s from %s", window, quarter)
                            .isEqualTo(soon ? Optional.of(open) : Optional.empty());
                }
            }
        }
    }

    private static SendingWindow window(String text) {
        String[] times = text.replace("24:00", "00:00").split("-");
        return new SendingWindow(LocalTime.parse(times[0]), LocalTime.parse(times[1]));
    }

    private static Set<ZoneId> zones(String names) {
        return Stream.of(names.split(",")).map(ZoneId::of).collect(Collectors.toSet());
    }
}
