/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.optout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers that reach the same subscriber in two E.164 forms, of which providers and address books use now one and now
 * the other. Only what is one subscriber for certain is here: a country's plan, not a likeness of digits.
 */
public enum SubscriberNumbers {

    /** The 9 behind the country code marks a call to a mobile; the number behind it is nobody else's. */
    ARGENTINA("\\+549(\\d{10})", "+54$1"),
    /** The 1 marked a call to a mobile until August 2020. */
    MEXICO("\\+521(\\d{10})", "+52$1"),
    /** Mobile numbers of eight digits got a 9 before them by 2016; those that begin with 7 did not. */
    BRAZIL("\\+55(\\d{2})([689]\\d{7})", "+55$19$2"),
    /** All numbers of eight digits got 01 before them in November 2024. */
    BENIN("\\+229(\\d{8})", "+22901$1");

    private final Pattern other;
    private final String key;

    SubscriberNumbers(String other, String key) {
        this.other = Pattern.compile(other);
        this.key = key;
    }

    /** The one form of a number in E.164. */
    public static String key(String e164) {
        for (SubscriberNumbers country : values()) {
            Matcher matcher = country.other.matcher(e164);
            if (matcher.matches()) {
                return matcher.replaceFirst(country.key);
            }
        }
        return e164;
    }
}
