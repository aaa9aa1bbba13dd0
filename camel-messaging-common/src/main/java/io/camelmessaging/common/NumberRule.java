/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * What a provider takes for a phone number beside E.164 with a plus.
 *
 * @param localForms whether digits without a plus go out as they are where no default region is set, since the provider
 *                   reads local forms itself; otherwise they are taken for E.164 without its plus from
 *                   {@value #PLAIN_INTERNATIONAL} digits on, and refused below
 * @param shortest   how many digits the provider wants at least
 * @param longest    how many digits it takes at most
 */
public record NumberRule(boolean localForms, int shortest, int longest) {

    /** From how many digits on a number without plus and default region can begin with a country code. */
    static final int PLAIN_INTERNATIONAL = 11;

    /** Digits without a plus may be a local number, which the provider reads. */
    public static final NumberRule LOCAL = new NumberRule(true, 3, 16);

    /** The provider knows E.164 only. */
    public static final NumberRule INTERNATIONAL = new NumberRule(false, 3, 16);
}
