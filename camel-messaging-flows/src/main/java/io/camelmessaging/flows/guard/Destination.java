/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.Optional;
import java.util.Set;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * Where a message goes.
 *
 * @param country ISO 3166, or {@value #NO_COUNTRY} for numbers that belong to no country
 * @param kind    what the number is for
 */
record Destination(String country, NumberKind kind) {

    /** What libphonenumber calls the region of numbers without one. */
    static final String NO_COUNTRY = "001";
    /** What has fewer is the name on a letter. */
    private static final int MIN_DIGITS = 3;
    private static final Set<Integer> SATELLITE_CODES = Set.of(870, 881, 882, 883);

    /**
     * The destination of a recipient.
     *
     * @param  recipient E.164, or an e-mail address
     * @return           empty if it is no phone number; of a number without country code the country is empty
     */
    static Optional<Destination> of(String recipient) {
        if (recipient.indexOf('@') >= 0 || recipient.chars().filter(Character::isDigit).count() < MIN_DIGITS) {
            return Optional.empty();
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        PhoneNumber number;
        try {
            number = numbers.parse(recipient, null);
        } catch (NumberParseException e) {
            return Optional.of(new Destination("", NumberKind.UNKNOWN));
        }
        String region = numbers.getRegionCodeForNumber(number);
        if (region == null) {
            // a range that is not assigned: by the country code, as its main country would be charged
            region = numbers.getRegionCodeForCountryCode(number.getCountryCode());
        }
        return Optional.of(new Destination(
                region, SATELLITE_CODES.contains(number.getCountryCode())
                        ? NumberKind.SATELLITE : NumberKind.of(numbers.getNumberType(number))));
    }
}
