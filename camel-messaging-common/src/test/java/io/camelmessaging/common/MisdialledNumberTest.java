/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Numbers with a zero or a country code too many, as lists have them that were put together by hand or twice. */
class MisdialledNumberTest {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /** It becomes the person's number, is refused, or is another number that somebody can have. */
    @Test
    void aMobileNumberOfAnyCountryNeverBecomesWhatNobodyHas() {
        List<String> wrong = new ArrayList<>();
        for (String region : new TreeSet<>(LIBRARY.getSupportedRegions())) {
            PhoneNumber example = LIBRARY.getExampleNumberForType(region, PhoneNumberType.MOBILE);
            if (example == null) {
                continue;
            }
            String code = String.valueOf(example.getCountryCode());
            String national = LIBRARY.getNationalSignificantNumber(example);
            if (national.startsWith("0")) {
                // with one more it is dialled abroad
                continue;
            }
            for (String given : List.of("0" + national, "+" + code + "0" + national, "00" + code + "0" + national,
                    "0" + code + national, code + "0" + national, "+" + code + code + national, code + code + national,
                    "+0" + code + national, "000" + code + national, "+00" + code + national)) {
                for (String at : new String[] { region, null }) {
                    String wire = wire(given, at);
                    if (wire != null && !wire.equals(LIBRARY.format(example, PhoneNumberFormat.E164)) && !isValid(wire)) {
                        wrong.add(given + " at " + at + " became " + wire);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "0 600 123 456, PL, +48600123456", "+48 (0) 600 123 456, , +48600123456", "+48 0600 123 456, , +48600123456",
            "+57 0 321 1234567, , +573211234567", "+39 06 6982, , +39066982", "+225 07 12 34 56 78, , +2250712345678",
            "+242 06 123 4567, , +242061234567" })
    void aZeroThatNoNumberOfTheCountryBeginsWithIsATrunkPrefix(String given, String region, String number) {
        assertThat(wire(given, region)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
            "447911123456, AT", "0971 50 123 4567, AE", "061 412 345 678, AU", "041 78 123 45 67, CH",
            "043 664 1234567, AT", "+971 971 50 123 4567,", "+91 91 98765 43210,", "+43 43 664 1234567," })
    void aCountryCodeThatStandsWhereNoneBelongsIsRefused(String given, String region) {
        assertThatThrownBy(
                () -> new PhoneNumbers(NumberCheck.possible, region, NumberRule.INTERNATIONAL).normalize(given, "to"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("country code");
    }

    /** Landlines of Leer, whose area code is 0491, and of places beside it. */
    @ParameterizedTest
    @CsvSource({ "0491 925430, +49491925430", "04941 12345, +49494112345", "0491 97 88 00, +49491978800" })
    void anAreaCodeLikeTheCountrysIsLeft(String given, String number) {
        assertThat(wire(given, "DE")).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = { "+0447700900123", "+0 44 7700 900123", "044 7700 900123", "013123456789", "+08613123456789" })
    void noCountryCodeBeginsWithAZero(String given) {
        for (NumberCheck check : List.of(NumberCheck.possible, NumberCheck.valid)) {
            assertThatThrownBy(() -> new PhoneNumbers(check, null, NumberRule.INTERNATIONAL).normalize(given, "to"))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("E.164");
        }
    }

    @ParameterizedTest
    @CsvSource({ "44 (0) 7700 900123, +447700900123", "41 (0)79 123 45 67, +41791234567" })
    void aTrunkZeroInBracketsBehindACountryCodeTellsThatItIsOne(String given, String number) {
        assertThat(wire(given, null)).isEqualTo(number);
        assertThat(new PhoneNumbers(NumberCheck.possible, null, NumberRule.LOCAL).normalize(given, "to")).isEqualTo(number);
    }

    /** In Italy a landline keeps its zero abroad, and a mobile number has none, whatever is written by habit. */
    @ParameterizedTest
    @ValueSource(strings = { "+39 (0) 312 345 6789", "+39 (0)35 123 4567", "39 (0) 312 345 6789", "0039(0)3123456789" })
    void aZeroInBracketsIsNotKeptWhereWithoutItSomebodyHasAMobileNumber(String given) {
        for (NumberCheck check : NumberCheck.values()) {
            for (String region : new String[] { null, "IT", "DE" }) {
                assertThatThrownBy(() -> new PhoneNumbers(check, region, NumberRule.INTERNATIONAL).normalize(given, "to"))
                        .as("%s with %s and %s", given, check, region).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("E.164").hasMessageNotContaining("345");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
            "+39 (0)6 6982 1234, +390669821234", "+39 (0)2 1234 5678, +390212345678",
            "0039 (0)347 123 4567, +393471234567", "39 (0)6 6982 1234, +390669821234", "41 (0)79 123 45 67, +41791234567" })
    void aZeroInBracketsTellsOfACountryCodeWhateverTheRegion(String given, String number) {
        for (String region : new String[] { null, "IT", "DE", "CH", "GB" }) {
            assertThat(wire(given, region)).as(region).isEqualTo(number);
        }
    }

    private static String wire(String given, String region) {
        try {
            return new PhoneNumbers(NumberCheck.possible, region, NumberRule.INTERNATIONAL).normalize(given, "to");
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    private static boolean isValid(String number) {
        try {
            return LIBRARY.isValidNumber(LIBRARY.parse(number, null));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
