/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** When a message goes out, in all forms that a route may give. */
class ScheduledTimeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NINE = Instant.parse("2026-03-02T07:00:00Z");
    private static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");

    private final RecipientZones zones = new RecipientZones();

    private static Instant read(Object value, Set<ZoneId> zones) {
        return ScheduledTime.of(value, () -> zones, NOW, "send-later", "header CamelMessagingSchedule");
    }

    static Stream<Arguments> times() {
        return Stream.of(NINE, Date.from(NINE), OffsetDateTime.parse("2026-03-02T09:00+02:00"),
                ZonedDateTime.of(LocalDateTime.parse("2026-03-02T09:00"), TALLINN), "2026-03-02T07:00:00Z",
                "2026-03-02T09:00+02:00", " 2026-03-02T09:00:00.000+02:00[Europe/Tallinn] ", NINE.getEpochSecond(),
                String.valueOf(NINE.getEpochSecond()), "2026-03-02T09:00", LocalDateTime.parse("2026-03-02T09:00"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("times")
    void isReadInEachForm(Object value) {
        assertThat(read(value, Set.of(TALLINN))).isEqualTo(NINE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "tomorrow              | and 'tomorrow' is none: give an Instant",
            "2026-03-02            | and '2026-03-02' is none",
            "09:00                 | is none",
            "2026-13-02T09:00Z     | is none",
            "2024-12-31T09:00Z     | lies more than a year in the past: give",
            "2032-12-31T09:00Z     | lies more than five years ahead: give",
            "1772438400000         | lies more than five years ahead; it looks like milliseconds",
            "99999999999999999     | is none" })
    void whatIsNoTimeIsRefused(String value, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(value, Set.of(TALLINN)))
                .withMessageStartingWith("send-later ").withMessageContaining("header CamelMessagingSchedule")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
            "2026-03-29T03:30, 2026-03-29T01:30:00Z, an hour that the clocks skip",
            "2026-10-25T03:30, 2026-10-25T00:30:00Z, an hour that they show twice",
            "2026-07-02T17:00, 2026-07-02T14:00:00Z, given in winter for the summer",
            "2026-11-02T17:00, 2026-11-02T15:00:00Z, given before both changes for the winter" })
    void daylightSavingTimeMovesNothingByADay(String local, Instant expected, String when) {
        assertThat(read(local, Set.of(TALLINN))).as(when).isEqualTo(expected);
    }

    @Test
    void withoutAZoneALocalTimeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("2026-03-02T09:00", Set.of()))
                .withMessageContaining(
                        "without offset, and knows no time zone: give it an offset, such as 2026-03-02T09:00+02:00");
    }

    @ParameterizedTest
    @CsvSource({ "EE, Europe/Tallinn", "IE, Europe/Dublin", "GB, Europe/London", "DE, Europe/Berlin" })
    void aCountryWithOneClockHasThatOfItsZone(String region, ZoneId zone) {
        assertThat(zones.ofRegion(region).stream().map(one -> one.getRules().getOffset(NOW)).collect(Collectors.toSet()))
                .containsExactly(zone.getRules().getOffset(NOW));
    }

    @ParameterizedTest
    @CsvSource({ "US", "AU", "RU" })
    void inACountryWithSeveralClocksALocalTimeIsRefused(String region) {
        assertThatIllegalArgumentException().isThrownBy(() -> read("2026-03-02T09:00", zones.ofRegion(region)))
                .withMessageContaining("time zones of the region do not agree");
    }
}
