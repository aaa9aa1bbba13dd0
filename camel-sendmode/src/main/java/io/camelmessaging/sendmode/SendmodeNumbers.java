/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import io.camelmessaging.common.NumberCheck;
import io.camelmessaging.common.PhoneNumbers;

/**
 * Reads numbers as the provider writes them and takes them: international digits mostly without a plus.
 */
final class SendmodeNumbers {

    private SendmodeNumbers() {
    }

    /**
     * E.164, so that reports, replies and sends can be compared; what cannot be read stays as it is.
     *
     * @param region of numbers in their local form, or null
     */
    static String e164(String number, String region) {
        if (number == null) {
            return null;
        }
        String digits = number.strip();
        boolean local = digits.startsWith("0") && !digits.startsWith("00");
        if (local && region == null) {
            return digits;
        }
        try {
            return new PhoneNumbers(NumberCheck.possible, region)
                    .normalize(local || digits.startsWith("+") || digits.startsWith("00") ? digits : "+" + digits, "push");
        } catch (IllegalArgumentException e) {
            return digits;
        }
    }
}
