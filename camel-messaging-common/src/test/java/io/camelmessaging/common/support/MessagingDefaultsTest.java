/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.List;
import java.util.Properties;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What is set once for all components and flows. */
class MessagingDefaultsTest {

    private static CamelContext context(String name, String value) {
        CamelContext context = new DefaultCamelContext();
        Properties properties = new Properties();
        properties.setProperty(name, value);
        context.getPropertiesComponent().setInitialProperties(properties);
        return context;
    }

    @ParameterizedTest
    @CsvSource({ "camel.messaging.defaultRegion", "camel.messaging.default-region" })
    void theRegionIsReadInBothSpellings(String name) {
        assertThat(MessagingDefaults.of(context(name, "IE"))).isEqualTo(new MessagingDefaults("IE", null));
    }

    @Test
    void theTimeZoneIsRead() {
        assertThat(MessagingDefaults.of(context("camel.messaging.default-time-zone", "Europe/Tallinn")).timeZone())
                .isEqualTo("Europe/Tallinn");
        assertThat(MessagingDefaults.of(new DefaultCamelContext())).isEqualTo(new MessagingDefaults(null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "defaultRegion   | ie             | The property camel.messaging.defaultRegion takes a two-letter country code in upper case such as IE, and 'ie' is none, did you mean 'IE'?.",
            "defaultRegion   | Ireland        | The property camel.messaging.defaultRegion takes a two-letter country code in upper case such as IE, and 'Ireland' is none.",
            "defaultTimeZone | Europe/Talinn  | The property camel.messaging.defaultTimeZone takes a time zone such as Europe/Tallinn, and 'Europe/Talinn' is none, did you mean 'Europe/Tallinn'?." })
    void aWrongValueIsRefused(String name, String value, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> MessagingDefaults.of(context("camel.messaging." + name, value)))
                .withMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({
            "defaultRegoin, defaultRegion", "default-regions, defaultRegion", "defaultTimezone, defaultTimeZone",
            "default-timezone, defaultTimeZone", "dryrun, dryRun", "dry-runs, dryRun" })
    void aMisspeltNameIsRefusedWithTheNearest(String name, String nearest) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessagingDefaults.refuseMisspelt(context("camel.messaging." + name, "x")))
                .withMessage("There is no property camel.messaging." + name + ", did you mean '" + nearest + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "defaultRegion", "default-time-zone", "dryRun", "flows.lease", "guard.enabled", "somethingElseEntirely" })
    void otherNamesAreNotItsBusiness(String name) {
        assertThatCode(() -> MessagingDefaults.refuseMisspelt(List.of(name))).doesNotThrowAnyException();
    }
}
