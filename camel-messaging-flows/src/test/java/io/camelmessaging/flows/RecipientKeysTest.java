/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import io.camelmessaging.flows.optout.RecipientKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The number that a route writes and the one that a provider reports are the same person.
 */
class RecipientKeysTest {

    @ParameterizedTest
    @CsvSource({
            "'', +353 87 123-4567, 353871234567, +353871234567", "'', 353871234567, 353871234567, +353871234567",
            "'', 00353871234567, +353871234567, +353871234567", "IE, 0871234567, 353871234567, +353871234567",
            "IE, 0871234567, 0871234567, +353871234567", "IE, +37255500123, 37255500123, +37255500123",
            "DE, 0151 12345678, 4915112345678, +4915112345678", "DE, +447400123456, 447400123456, +447400123456",
            "US, 2125550123, 12125550123, +12125550123", "US, (212) 555-0123, +12125550123, +12125550123",
            "'', +447700900123, 447700900123, +447700900123", "'', Pat@Example.org, pat@example.ORG, pat@example.org" })
    void whatARouteWritesIsWhatAProviderReports(String region, String recipient, String sender, String key) {
        RecipientKeys keys = new RecipientKeys(region);

        assertThat(keys.ofRecipient(recipient, "header CamelMessagingTo")).isEqualTo(key);
        assertThat(keys.ofSender(sender)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
            "+54 11 2345 6789, 5491123456789, +541123456789", "+54 9 11 2345-6789, 541123456789, +541123456789",
            "+54 9 341 123-4567, +543411234567, +543411234567", "+52 1 55 1234 5678, 525512345678, +525512345678",
            "+52 55 1234 5678, 5215512345678, +525512345678", "+52 55 1234 5678, +5215512345678, +525512345678",
            "+55 11 8765-4321, 5511987654321, +5511987654321", "+55 11 98765-4321, 551187654321, +5511987654321",
            "+55 11 7876-5432, 551178765432, +551178765432", "+55 11 2345-6789, 551123456789, +551123456789",
            "+229 97 12 34 56, 2290197123456, +2290197123456", "+229 01 97 12 34 56, 22997123456, +2290197123456" })
    void twoFormsOfASubscribersNumberAreOnePerson(String recipient, String sender, String key) {
        RecipientKeys keys = new RecipientKeys(null);

        assertThat(keys.ofRecipient(recipient, "header CamelMessagingTo")).isEqualTo(key);
        assertThat(keys.ofSender(sender)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
            "+54 11 2345 6789, +54 11 2345 6780", "+55 11 98765-4321, +55 21 98765-4321", "+1 202 555 0123, +20 2 555 0123" })
    void numbersThatAreOnlyAlikeAreTwoPeople(String one, String other) {
        RecipientKeys keys = new RecipientKeys(null);

        assertThat(keys.ofRecipient(one, "x")).isNotEqualTo(keys.ofRecipient(other, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "2035550123", "+49 171 3920018 Max", "447700900123.0", "+1 202 555 0123 x4" })
    void whatComponentsRefuseIsNobodysKey(String recipient) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecipientKeys(null).ofRecipient(recipient, "x"));
    }

    @Test
    void aSenderWithoutANumberIsItsOwnKey() {
        RecipientKeys keys = new RecipientKeys(null);

        assertThat(keys.ofSender(" 50123 ")).isEqualTo("50123");
        assertThat(keys.ofSender("InfoLine")).isEqualTo("InfoLine");
        assertThat(keys.ofSender("0871234567")).isEqualTo("0871234567");
    }

    @Test
    void aLocalRecipientNeedsItsRegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecipientKeys("").ofRecipient("0871234567", "header CamelMessagingTo"))
                .withMessageContaining("header CamelMessagingTo").withMessageContaining("set defaultRegion")
                .withMessageNotContaining("0871234567");
    }
}
