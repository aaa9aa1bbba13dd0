/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Numbers of all countries are checked as libphonenumber's parser does it.
 */
class PhoneNumbersTest {

    private static final int TRIES = 200;
    private static final int LONGEST = 16;
    private static final int MEXICO = 52;
    private static final int COLOMBIA = 57;

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

    @ParameterizedTest
    @EnumSource(NumberCheck.class)
    void anAssignedNumberOfAnyCountryStaysAsItIs(NumberCheck check) {
        PhoneNumbers numbers = new PhoneNumbers(check, null);
        assertThat(examples()).hasSizeGreaterThan(1000)
                .allSatisfy(number -> assertThat(numbers.normalize(number, "header")).isEqualTo(number));
    }

    /**
     * Carrier codes, which the parser strips too, have no place in an international number; Mexico's old mobile
     * numbers, which it refuses, are read, and so is a zero before a number of a country without such numbers; a
     * country code that stands twice is refused.
     */
    @ParameterizedTest
    @EnumSource(value = NumberCheck.class, names = { "possible", "valid" })
    void whatTheParserTakesIsTakenAndWhatItRefusesIsRefused(NumberCheck check) {
        PhoneNumbers numbers = new PhoneNumbers(check, null);
        Random random = new Random(1);
        int taken = 0;
        for (int callingCode : library.getSupportedCallingCodes()) {
            for (int i = 0; i < TRIES && callingCode != MEXICO && callingCode != COLOMBIA; i++) {
                String number = "+" + callingCode + digits(random);
                String expected = parsed(number, check);
                if (expected != null && (!isPartOf(number, expected) || expected.length() > LONGEST)
                        || beginsWithStrangeZero(number) || number.matches("\\+(" + callingCode + ")0*\\1.*")) {
                    continue;
                }
                if (expected == null) {
                    assertThatThrownBy(() -> numbers.normalize(number, "header")).as(number)
                            .isInstanceOf(IllegalArgumentException.class);
                } else {
                    assertThat(numbers.normalize(number, "header")).as(number).isEqualTo(expected);
                    taken++;
                }
            }
        }
        assertThat(taken).isGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({
            "+44 (0)20 7946 0018, +442079460018", "+1 1 202 555 0143, +12025550143", "+375 8 029 491 1911, +375294911911",
            "+39 06 6982, +39066982", "00 372 555 00123, +37255500123", "+800 1234 5678, +80012345678" })
    void aTrunkPrefixIsTakenOutAndALeadingZeroThatBelongsToTheNumberIsNot(String given, String normalized) {
        assertThat(new PhoneNumbers(NumberCheck.possible, null).normalize(given, "header")).isEqualTo(normalized);
    }

    @Test
    void numbersThatNoCountryHasAreRefused() {
        PhoneNumbers numbers = new PhoneNumbers(NumberCheck.possible, null);
        for (String number : List.of("+", "+0", "+99955500123", "+372", "+37255", "+3725550012355500", "+372555oo123")) {
            assertThatThrownBy(() -> numbers.normalize(number, "header")).as(number)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private List<String> examples() {
        List<String> examples = new ArrayList<>();
        for (String region : library.getSupportedRegions()) {
            for (PhoneNumberType type : library.getSupportedTypesForRegion(region)) {
                PhoneNumber example = library.getExampleNumberForType(region, type);
                // numbers that are dialled within the country alone are none for a provider
                if (example != null && library.isValidNumber(example) && isPossible(example)) {
                    examples.add(library.format(example, PhoneNumberFormat.E164));
                }
            }
        }
        for (int callingCode : library.getSupportedGlobalNetworkCallingCodes()) {
            examples.add(library.format(library.getExampleNumberForNonGeoEntity(callingCode), PhoneNumberFormat.E164));
        }
        return examples;
    }

    /** Whether a number became what it is by leaving out a trunk prefix. */
    private static boolean isPartOf(String given, String parsed) {
        int common = 0;
        while (common < parsed.length() && given.charAt(common) == parsed.charAt(common)) {
            common++;
        }
        return given.endsWith(parsed.substring(common)) && given.length() - parsed.length() <= 3;
    }

    /** {@link MisdialledNumberTest} has those. */
    private boolean beginsWithStrangeZero(String number) {
        try {
            PhoneNumber parsed = library.parse(number, null);
            return parsed.isItalianLeadingZero() && !library.isValidNumber(parsed);
        } catch (NumberParseException e) {
            return false;
        }
    }

    private boolean isPossible(PhoneNumber number) {
        return library.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
    }

    private static String digits(Random random) {
        StringBuilder digits = new StringBuilder();
        for (int length = 3 + random.nextInt(11); digits.length() < length;) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private String parsed(String number, NumberCheck check) {
        try {
            PhoneNumber parsed = library.parse(number, null);
            return isPossible(parsed) && (check == NumberCheck.possible || library.isValidNumber(parsed))
                    ? library.format(parsed, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
