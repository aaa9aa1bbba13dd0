/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.camelmessaging.common.support.binding.Recipients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What people and their tools write where a phone number is expected: it is read as it was meant, or refused, and never
 * becomes somebody else's number.
 */
class NumberInputTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "+447700900123", "+44 7700 900123", " +44\t7700 900123 ", "\u202a+44 7700 900123\u202c", "\ufeff+447700900123",
            "+44\u200b7700\u2060900\u00ad123", "\u2066+44 7700 900123\u2069", "\u200e+44 7700 900123",
            "+44\u00a07700\u202f900123",
            "+44\u30007700\u2009900123", "+44-7700-900123", "+44\u20107700\u2011900\u2012123", "+44\u20137700\u2014900123",
            "+44\u20157700\u2212900123", "+44\uff0d7700\u30fc900123", "+44.7700.900123", "+44/7700/900123", "(+44) 7700 900123",
            "[+44] 7700 (900) 123", "\uff0b\uff14\uff14\uff17\uff17\uff10\uff10\uff19\uff10\uff10\uff11\uff12\uff13",
            "+44\uff087700\uff09900123", "+44 (0)7700 900123", "+44 (0) 7700 900123", "+44(0)7700900123", "+44 07700 900123",
            "tel:+447700900123", "TEL:+44-7700-900123", "tel:%2B44%207700%20900123", "tel://+447700900123",
            "+\u0664\u0664\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663", "0044 7700 900123", "00447700900123",
            "0044 (0)7700 900123", "00 44 7700-900123", "+44 7700 900123." })
    void oneNumberIsWrittenInManyWays(String given) {
        for (NumberRule rule : List.of(NumberRule.LOCAL, NumberRule.INTERNATIONAL)) {
            assertThat(read(given, null, rule)).isEqualTo("+447700900123");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "+49 171 3920018 Max", "06 39 98 dgfs", "1-800-FLOWERS", "call 0171 3920018", "n/a", "null", "unknown", "",
            "+1 202 555 0123 x4", "+1 202 555 0123 ext. 4", "+1 202 555 0123;ext=4", "tel:+1-202-555-0123;ext=4",
            "tel:7042;phone-context=example.com", "+12025550123,,4", "+12025550123p4", "+12025550123w4", "+12025550123#4",
            "+12025550123*4", "+4477009***23", "+4477XX900123", "+44 7700 9001__", "447700900123.0", "447700900123.00",
            "44 7700 900 123.0", "+447700900123.0", "4.47700900123E11", "4.47700900123E+11", "4,47700900123E11",
            "447700900123e0", "++447700900123", "+44+7700900123", "+44 7700 +900123", "00+447700900123", "447700900123+",
            "-447700900123", "\u2212447700900123", "447700900123.5", "447700900123.25", "0x1A2B3C4D5E", "\u0bf1447700900123",
            "\u00b2\u00b3447700900123", "1\ufe0f\u20e3447700900123", "\u2460447700900123", "+44 7700 900123\n+44 7700 900124",
            "+44 7700 900123 / +44 7700 900124", "+44 7700 900123 & 4", "'+447700900123", "\"+447700900123\"", "=+447700900123",
            "sip:+447700900123@example.org", "whatsapp:+447700900123", "tel:", "tel:%zz", "+", "()",
            "\ud83d\udcde+447700900123",
            "+44 7700 900123?", "447700900123%", "$447700900123", "\u0000447700900123", "0011 65 9234 5678",
            "011 44 7700 900123", "011 65 9234 5678", "011 1 202 555 0100", "011 353 87 123 4567",
            "+861791 13812345678", "00 36 06 90 123 456", "+541115 23456789", "+99955500123" })
    void whatIsMoreOrLessThanANumberIsRefused(String given) {
        for (NumberRule rule : List.of(NumberRule.LOCAL, NumberRule.INTERNATIONAL)) {
            for (NumberCheck check : List.of(NumberCheck.possible, NumberCheck.valid)) {
                PhoneNumbers numbers = new PhoneNumbers(check, null, rule);
                assertThatThrownBy(() -> numbers.normalize(given, "header CamelMessagingTo")).as(given)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("(header CamelMessagingTo) ").hasMessageContaining("+37255500123");
            }
        }
    }

    /** The check may be off; letters are no digits all the same. */
    @ParameterizedTest
    @ValueSource(strings = { "+49 171 3920018 Max", "+1 202 555 0123 x4", "447700900123.0", "4.47E11", "++447700900123" })
    void whatIsNoNumberIsRefusedWithoutCheck(String given) {
        for (String region : new String[] { null, "US", "GB" }) {
            PhoneNumbers numbers = new PhoneNumbers(NumberCheck.off, region, NumberRule.LOCAL);
            assertThatThrownBy(() -> numbers.normalize(given, "header")).as(given)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "AU, 0011 65 9234 5678, +6592345678", "AU, 0412 345 678, +61412345678", "AU, +65 9234 5678, +6592345678",
            "US, 011 44 7700 900123, +447700900123", "US, 202-555-0123, +12025550123", "US, 1 202 555 0123, +12025550123",
            "US, 12025550123, +12025550123", "JP, 010 44 7700 900123, +447700900123", "JP, 090-1234-5678, +819012345678",
            "GB, 0044 7700 900123, +447700900123", "GB, 07700 900123, +447700900123", "GB, (0)7700 900123, +447700900123",
            "GB, 447700900123, +447700900123", "DE, 0049 171 3920018, +491713920018", "DE, 0048 (0)22 123 45 67, +48221234567",
            "IT, 06 6982 1234, +390669821234", "IT, +39 (0)6 6982 1234, +390669821234", "PL, +48 (0)22 123 45 67, +48221234567",
            "FR, 06 39 98 12 34, +33639981234", "FR, 06.12.34.56.00, +33612345600", "RU, 8 912 123 45 67, +79121234567",
            "HU, 06 30 123 4567, +36301234567", "MX, 55 1234 5678, +525512345678", "MX, 5215512345678, +525512345678",
            "MX, +52 1 55 1234 5678, +525512345678", "BR, 011 91234-5678, +5511912345678",
            "DE, 15123456789, +4915123456789", "DE, 0491 5123456789, +494915123456789", "SE, 0468 123 456, +46468123456",
            "SM, 0549 886377, +3780549886377", "VA, 06 69812345, +390669812345", "XK, 044 123 456, +38344123456",
            "BJ, 01 95 01 10 11, +2290195011011", "CI, 07 01 23 45 67, +2250701234567", "GA, 077 123456, +24177123456",
            "JM, 876 555 1234, +18765551234", "US, 809 234 5678, +18092345678", "AG, 268 464 1234, +12684641234",
            "KZ, 8 701 123 4567, +77011234567", "RU, 810 44 7700 900123, +447700900123", "LT, 8 612 34567, +37061234567",
            "BY, 8 029 491 19 11, +375294911911", "IN, 91 98765 43210, +919876543210", "AT, 436641234567, +436641234567",
            "KR, 010-1234-5678, +821012345678", "IM, 07624 123456, +447624123456", "FR, 0692 12 34 56, +33692123456",
            "CX, 0412 345 678, +61412345678", "AR, 0 9 11 2345 6789, +5491123456789", "HU, 06-1-123 4567, +3611234567",
            "GB, 00800 1234 5678, +80012345678",
            "BY, 375294911911, +375294911911", "AU, 61412345678, +61412345678", "FR, 33612345678, +33612345678",
            "IN, 919876543210, +919876543210", "ID, 0812 3456 7890, +6281234567890", "IT, +378 0549 886377, +3780549886377",
            "AR, 011 2345-6789, +541123456789" })
    void aRegionReadsItsOwnForms(String region, String given, String number) {
        for (NumberRule rule : List.of(NumberRule.LOCAL, NumberRule.INTERNATIONAL)) {
            assertThat(read(given, region, rule)).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "AU, 0044 7700 900123", "US, 0044 7700 900123", "US, 555 0123", "JP, 0081 90 1234 5678", "AR, 011 15 2345-6789",
            "BR, 0 41 11 91234-5678", "AG, 464 1234", "US, +999 555 0123 4", "GB, 353871234567", "US, 1-800-FLOWERS",
            "GB, +07700 900123", "MX, 1 (787) 234-5678", "BR, 90 11 91234-5678", "HU, 00(0) 1 787-234-5678",
            "MX, 010 687 20 12 34",
            "DE, 4915123456789", "DE, 49171 3920018", "DE, 492112345", "SE, 468123456", "ID, 62812345678", "XK, 38343201234",
            "BR, 0 15 11 91234-5678", "MX, 044 55 1234 5678", "MX, 01 55 1234 5678", "AR, 11 15 2345 6789", "SM, 886377",
            "CI, 01 23 45 67", "US, *67 202 555 0123", "RU, 8~10 44 7700 900123", "UA, 80 50 123 45 67",
            "CO, 03 310 123 4567", "CN, 12593 13812345678", "JP, 0033 010 44 7700900123", "US, 911", "GB, 50300",
            "US, 972541234567", "DE, 491716783100",
            "DO, 1 11(80-0) 212-3-456", "BS, 1118615233377", "JM, 555 1234", "NF, 0 123456",
            "FR, 06 39 98 dgfs" })
    void whatARegionDoesNotDialIsRefused(String region, String given) {
        for (NumberRule rule : List.of(NumberRule.LOCAL, NumberRule.INTERNATIONAL)) {
            assertThatThrownBy(() -> read(given, region, rule)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /**
     * Of services that belong to no country, of Kosovo as it was numbered before, of premium rates: left to the
     * provider.
     */
    @ParameterizedTest
    @CsvSource({
            "+800 1234 5678, +80012345678", "+808 1234 5678, +80812345678", "+870 773 111 632, +870773111632",
            "+881 6 1234 5678, +881612345678", "+882 16 12345678, +8821612345678", "+883 5100 1234567, +88351001234567",
            "+888 12345678901, +88812345678901", "+979 123456789, +979123456789", "00870 773 111 632, +870773111632",
            "+377 44 123 456, +37744123456", "+386 49 123 456, +38649123456", "+44 900 123 4567, +449001234567",
            "+39 0549 886377, +390549886377", "+54 011 2345 6789, +541123456789", "+7 8 916 123 45 67, +79161234567",
            "+36 06 30 123 4567, +36301234567", "+229 95 01 10 11, +22995011011", "+52 1 55 1234 5678, +525512345678" })
    void numbersOfOddKindsAreTheirOwn(String given, String number) {
        for (NumberRule rule : List.of(NumberRule.LOCAL, NumberRule.INTERNATIONAL)) {
            assertThat(read(given, null, rule)).isEqualTo(number);
            assertThat(read(given, "DE", rule)).isEqualTo(number);
        }
    }

    @Test
    void digitsWithoutPlusAndRegionAreInternationalFromElevenOn() {
        for (String number : List.of("447700900123", "12025550123", "37255500123")) {
            assertThat(read(number, null, NumberRule.INTERNATIONAL)).isEqualTo("+" + number);
            assertThat(read(number, null, NumberRule.LOCAL)).isEqualTo(number);
        }
        for (String number : List.of("2035550123", "12345", "0871234567", "07700900123")) {
            assertThat(read(number, null, NumberRule.LOCAL)).isEqualTo(number);
        }
        for (String number : List.of("2035550123", "12345", "0871234567")) {
            assertThatThrownBy(() -> read(number, null, NumberRule.INTERNATIONAL))
                    .hasMessageContaining("has no country code: digits without + count as international from 11 digits on")
                    .hasMessageContaining("set defaultRegion");
        }
        for (String number : List.of("07700900123", "010447700900123", "011447700900123")) {
            assertThatThrownBy(() -> read(number, null, NumberRule.INTERNATIONAL))
                    .hasMessageContaining("is not a phone number");
        }
    }

    /** Right before a rule would read them otherwise. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            123              | a run of digits may be so short
            1234567890123456 | and so long
            00123456         | too short for a number behind an international prefix
            011298212345     | short enough for a local number, though 298 is a country
            0110000000000    | behind 011 stands no number
            087 (0) 123 456  | the zero in brackets is behind no country code
            """)
    void localFormsAreLeftToTheProvider(String given, String why) {
        assertThat(read(given, null, NumberRule.LOCAL)).as(why).isEqualTo(given.replaceAll("\\D", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "12", "12345678901234567" })
    void aRunOfDigitsIsAsLongAsTheProviderWants(String given) {
        assertThatThrownBy(() -> read(given, null, NumberRule.LOCAL)).hasMessageContaining("is not a run of 3 to 16 digits");
    }

    /** 0011 is dialled in Australia, and no prefix elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = { "GB", "DE", "IT", "HU" })
    void anotherCountrysPrefixIsNamed(String region) {
        assertThatThrownBy(() -> read("0011 65 9234 5678", region, NumberRule.LOCAL))
                .hasMessageContaining("has two prefixes that are dialled before a number");
    }

    @ParameterizedTest
    @CsvSource({ "00 44 07700 900123, +447700900123", "00 52 1 55 1234 5678, +525512345678" })
    void behindAnInternationalPrefixOneTrunkPrefixIsLeftOut(String given, String number) {
        assertThat(read(given, null, NumberRule.LOCAL)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +44 7700 900123 Ann | holds letters
            +44 7700 900***     | holds a * or #, as masks and service codes do
            +44 7700 900123;9   | holds a separator: several numbers, an extension or a pause
            +44 7700 900123?    | holds the character U+003F, which no phone number has
            """)
    void whatIsNoNumberIsNamed(String given, String why) {
        assertThatThrownBy(() -> read(given, null, NumberRule.LOCAL)).hasMessageContaining("(header) " + why + ";");
    }

    @Test
    void nothingIsNamed() {
        assertThatThrownBy(() -> read(null, null, NumberRule.LOCAL)).hasMessageContaining("is of type null");
    }

    @Test
    void aProvidersLimitsHold() {
        NumberRule rule = new NumberRule(false, 11, 16);
        assertThat(read("+37255500123", null, rule)).isEqualTo("+37255500123");
        assertThatThrownBy(() -> read("+372 5123 456", null, rule))
                .hasMessageContaining("has 10 digits, and the provider takes 11 to 16").hasMessageContaining("numberCheck=off");
        assertThat(new PhoneNumbers(NumberCheck.off, null, rule).normalize("+372 5123 456", "x")).isEqualTo("+3725123456");
    }

    static List<Object> wholeNumbers() {
        return List.of(447700900123L, BigInteger.valueOf(447700900123L), new BigDecimal("447700900123"),
                new AtomicLong(447700900123L), new StringBuilder("447700900123"), URI.create("tel:+447700900123"));
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void wholeNumbersAndTextsAreRead(Object given) {
        assertThat(read(given, null, NumberRule.INTERNATIONAL)).isEqualTo("+447700900123");
        assertThat(read(1202555012, null, NumberRule.LOCAL)).isEqualTo("1202555012");
    }

    static List<Object> others() {
        return List.of(12025550100.0, 447700900123f, Double.NaN, Double.POSITIVE_INFINITY, new BigDecimal("447700900123.0"),
                new BigDecimal("4.477E11"), new BigDecimal("447700900123E1"), new BigDecimal("447700900123.5"),
                -447700900123L, -1, BigInteger.valueOf(-447700900123L), (byte) 4, true, 'x', new Date(0),
                new byte[] { 52, 52, 55 }, Map.of("id", "447700900123"), List.of("447700900123"), new Object());
    }

    @ParameterizedTest
    @MethodSource("others")
    void valuesOfOtherTypesAreRefused(Object given) {
        for (String region : new String[] { null, "US" }) {
            for (NumberCheck check : NumberCheck.values()) {
                for (NumberRule rule : List.of(NumberRule.LOCAL, NumberRule.INTERNATIONAL)) {
                    assertThatThrownBy(() -> new PhoneNumbers(check, region, rule).normalize(given, "body field to"))
                            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("(body field to) is ")
                            .hasMessageContaining("as text in E.164 form");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "+447700900123,+447700900124", "+447700900123;+447700900124", "+447700900123\n+447700900124",
            "+447700900123\r\n+447700900124\r\n", " +447700900123 ; +447700900124 ;", "+447700900123\uff0c+447700900124" })
    void severalNumbersAreTakenApart(String given) {
        assertThat(Recipients.of(given)).containsExactly("+447700900123", "+447700900124");
    }

    @Test
    void collectionsAndArraysAreTakenApart() {
        assertThat(Recipients.of(List.of(" 50300 ", 447700900123L, " "))).containsExactly("50300", 447700900123L);
        assertThat(Recipients.of(new long[] { 447700900123L })).containsExactly(447700900123L);
        assertThat(Recipients.of(new String[] { "+447700900123" })).containsExactly("+447700900123");
        assertThat(Recipients.of(447700900123L)).containsExactly(447700900123L);
        assertThat(Recipients.of(null)).isEmpty();
        assertThat(Recipients.isEmpty(" ,; \n")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "+12025550123,,4", "+12025550123,,1234", "+12025550123;1234", "tel:+12025550123;ext=4", "447,700,900,123",
            "447700900123,0", "+12025550123,4#" })
    void anExtensionOrPauseIsNobody(String given) {
        assertThatThrownBy(() -> Recipients.of(given)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too short for one of several");
    }

    private static String read(Object given, String region, NumberRule rule) {
        return new PhoneNumbers(NumberCheck.possible, region, rule).normalize(given, "header");
    }
}
