/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times of answers, whose format is not published.
 */
class WireTimeTest {

    private static final ZoneId DUBLIN = ZoneId.of("Europe/Dublin");

    @ParameterizedTest
    @CsvSource({
            "2026-07-24 10:05:00, 2026-07-24T09:05:00Z",
            "' 2026-01-24 10:05:00 ', 2026-01-24T10:05:00Z",
            "2026-01-24 24:00:00, 2026-01-25T00:00:00Z",
            "2026-02-30 10:05:00, 2026-02-28T10:05:00Z",
            "2026-07-24T10:05:00, 2026-07-24T09:05:00Z",
            "2026-07-24 10:05, 2026-07-24T09:05:00Z",
            "2026-07-24 10:05:00.250, 2026-07-24T09:05:00.250Z",
            "2026-07-24 10:05:00Z, 2026-07-24T10:05:00Z",
            "2026-07-24T10:05:00+02:00, 2026-07-24T08:05:00Z",
            "2026-07-24T10:05:00+0200, 2026-07-24T08:05:00Z" })
    void readsATimeOfAnyOfTheseForms(String written, Instant time) {
        assertThat(WireTime.instant(written, DUBLIN)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "yesterday", "2026-13-24 10:05:00", "2026-07-24 25:05:00", "24.07.2026 10:05:00", "2026-07-24 1o:05:00" })
    void leavesOutWhatCannotBeRead(String written) {
        assertThat(WireTime.instant(written, DUBLIN)).isNull();
    }
}
