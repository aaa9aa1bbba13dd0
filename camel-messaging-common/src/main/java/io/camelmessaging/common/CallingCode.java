/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * What the library knows of the numbers behind a country calling code: whether one is possible depends on its length
 * alone. Asked once a code, it is a look into a table for each number instead of objects and texts.
 *
 * @param trunkPrefix     what is dialled before a number at home; null for nothing
 * @param possibleLengths a bit for each length that a national number may have
 */
record CallingCode(String trunkPrefix, long possibleLengths) {

    /** What no country has. */
    static final CallingCode NONE = new CallingCode(null, 0);

    private static final int MAX_LENGTH = 17;

    static CallingCode of(int code, PhoneNumberUtil library) {
        if (!library.getSupportedCallingCodes().contains(code)) {
            return NONE;
        }
        String region = library.getRegionCodeForCountryCode(code);
        long possible = 0;
        long number = 1;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            PhoneNumber ofThatLength = new PhoneNumber().setCountryCode(code).setNationalNumber(number);
            if (library.isPossibleNumberWithReason(ofThatLength) == ValidationResult.IS_POSSIBLE) {
                possible |= 1L << length;
            }
            number *= 10;
        }
        return new CallingCode(
                region.equals(PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY)
                        ? null : library.getNddPrefixForRegion(region, true),
                possible);
    }

    /**
     * Whether a national number of a text can be dialled from abroad as it stands: it begins with no zero and no trunk
     * prefix.
     *
     * @param start where it begins
     */
    boolean isInternational(String digits, int start) {
        return digits.charAt(start) != '0' && (trunkPrefix == null || !digits.startsWith(trunkPrefix, start));
    }

    /** Whether a national number may have that length. */
    boolean isPossible(int length) {
        return length <= MAX_LENGTH && (possibleLengths & 1L << length) != 0;
    }
}
