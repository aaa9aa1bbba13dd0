/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;

/** What a number is for, by the numbering plans that libphonenumber knows. */
public enum NumberKind {
    /** Calls and messages to it cost extra, of which its owner gets a share. */
    PREMIUM,
    /** Its caller and its owner share the cost. */
    SHARED_COST,
    /** Behind the country codes 870, 881, 882 and 883, which belong to no country. */
    SATELLITE,
    TOLL_FREE,
    VOIP,
    PERSONAL,
    PAGER,
    /** A company's one number for all its places. */
    COMPANY,
    VOICEMAIL,
    FIXED_LINE,
    /** Mobile, or a number that may be either as in North America. */
    MOBILE,
    /** Of a range that nobody has been given, or a test number. */
    UNKNOWN;

    /** The word in parameters, such as {@code shared-cost}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Arrays.stream(values()).map(NumberKind::word).toList();
    }

    static Optional<NumberKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word.toLowerCase(Locale.ROOT))).findFirst();
    }

    static NumberKind of(PhoneNumberType type) {
        return switch (type) {
            case PREMIUM_RATE -> PREMIUM;
            case SHARED_COST -> SHARED_COST;
            case TOLL_FREE -> TOLL_FREE;
            case VOIP -> VOIP;
            case PERSONAL_NUMBER -> PERSONAL;
            case PAGER -> PAGER;
            case UAN -> COMPANY;
            case VOICEMAIL -> VOICEMAIL;
            case FIXED_LINE -> FIXED_LINE;
            case MOBILE, FIXED_LINE_OR_MOBILE -> MOBILE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
