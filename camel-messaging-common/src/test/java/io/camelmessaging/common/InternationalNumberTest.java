/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import io.camelmessaging.common.support.InternationalNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InternationalNumberTest {

    @ParameterizedTest
    @CsvSource({
            "37255500123, +37255500123", "+37255500123, +37255500123", "' 37255500123', +37255500123",
            "+372 5550 0123, +37255500123", "372-5550-0123, +37255500123", "372.5550.0123, +37255500123" })
    void signsMakeNoDifference(String written, String number) {
        assertThat(InternationalNumber.of(written)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Bistro", "50123", "", " ", "0870000101", "00353870000101", "+44 (0)7700 900123", "372x5550", "1234567890123456",
            "pat@example.org", "37255500123,37255500124" })
    void whatIsNoSuchNumberStaysAsItIs(String written) {
        assertThat(InternationalNumber.of(written)).isEqualTo(written);
    }

    @Test
    void nothingStaysNothing() {
        assertThat(InternationalNumber.of(null)).isNull();
    }
}
