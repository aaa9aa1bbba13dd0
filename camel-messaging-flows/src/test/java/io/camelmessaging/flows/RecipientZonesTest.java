/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;

import io.camelmessaging.flows.policy.RecipientZones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecipientZonesTest {

    private static final Instant SUMMER = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant WINTER = Instant.parse("2026-01-01T00:00:00Z");

    private final RecipientZones zones = new RecipientZones();

    @ParameterizedTest
    @CsvSource({
            "+37255500123, Europe/Tallinn", "+353871234567, Europe/Dublin", "+12125550123, America/New_York",
            "+14155550123, America/Los_Angeles", "+16025550123, America/Phoenix", "+61299999999, Australia/Sydney",
            "+8613800138000, Asia/Shanghai", "+447400123456, Europe/London", "+447700900123, Europe/London" })
    void aNumberHasTheClockOfItsPlace(String number, String zone) {
        // libphonenumber names one zone for all that have the same clock
        assertThat(zones.of(number)).isNotEmpty().allSatisfy(found -> {
            assertThat(found.getRules().getOffset(SUMMER)).isEqualTo(ZoneId.of(zone).getRules().getOffset(SUMMER));
            assertThat(found.getRules().getOffset(WINTER)).isEqualTo(ZoneId.of(zone).getRules().getOffset(WINTER));
        });
    }

    @ParameterizedTest
    @CsvSource({
            "+79161234567, Asia/Kamchatka, Europe/Moscow", "+61412345678, Australia/Perth, Australia/Sydney",
            "+18005550123, Pacific/Honolulu, America/New_York", "+351912345678, Atlantic/Azores, Europe/Lisbon" })
    void aMobileNumberOfALargeCountryHasAllItsZones(String number, String one, String other) {
        assertThat(zones.of(number)).contains(ZoneId.of(one), ZoneId.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = { "+80012345678", "+870773111632", "+88213123456", "12345", "p@example.org" })
    void noPlaceNoZone(String number) {
        assertThat(zones.of(number)).isEmpty();
    }

    @Test
    void zonesAreNamedOneByOne() {
        assertThat(RecipientZones.named("quiet-hours", "Europe/Tallinn, America/New_York", "header CamelMessagingTimeZone"))
                .isEqualTo(Set.of(ZoneId.of("Europe/Tallinn"), ZoneId.of("America/New_York")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecipientZones.named("quiet-hours", "Tallinn", "header CamelMessagingTimeZone"))
                .withMessage("quiet-hours takes a time zone such as Europe/Tallinn as header CamelMessagingTimeZone, and "
                             + "'Tallinn' is none.");
    }
}
