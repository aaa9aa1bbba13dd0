/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of possible lengths says the same as the library, for every country calling code, length and first digit.
 */
class CallingCodeTest {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    @Test
    void possibleIsWhatTheLibraryTakesForPossible() {
        for (int code : LIBRARY.getSupportedCallingCodes()) {
            CallingCode known = CallingCode.of(code, LIBRARY);
            for (int length = 2; length <= 14; length++) {
                for (int first = 1; first <= 9; first++) {
                    String national = first + "2345678901234".substring(0, length - 1);
                    if (known.isInternational(national, 0)) {
                        assertThat(known.isPossible(length)).as("+%d %s", code, national)
                                .isEqualTo(isPossible(code, national));
                    }
                }
            }
        }
    }

    private static boolean isPossible(int code, String national) {
        PhoneNumber number = new PhoneNumber().setCountryCode(code).setNationalNumber(Long.parseLong(national));
        return LIBRARY.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 9, 37, 210, 999 })
    void aCodeOfNoCountryIsNone(int code) {
        assertThat(CallingCode.of(code, LIBRARY)).isSameAs(CallingCode.NONE);
    }
}
