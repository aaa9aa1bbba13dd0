/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.regex.Pattern;

import io.camelmessaging.common.SmsSegments;

/**
 * What a provider takes for a sender id beside a number: a name of at most 11 characters, since that is what the
 * address field of an SMS holds (3GPP TS 23.040).
 *
 * @param shortest   how many characters a name has at least
 * @param characters which characters it may have
 * @param described  the same in words
 */
public record SenderRule(int shortest, Pattern characters, String described) {

    private static final int MAX_NAME_LENGTH = 11;
    private static final int MIN_DIGITS = 3;
    private static final int MAX_DIGITS = 15;

    /** Characters of the GSM alphabet, blanks among them. */
    public static final SenderRule GSM = new SenderRule(1, null, "characters of the GSM alphabet");

    /**
     * Checks a sender id: a number of 3 to 15 digits (short codes among them) with or without plus, or a name.
     *
     * @param  operation                such as {@code boomware:sms}
     * @param  sender                   the sender id
     * @param  field                    the field that it goes to
     * @param  source                   where it came from
     * @throws IllegalArgumentException if it is neither
     */
    void check(String operation, String sender, String field, String source) {
        if (isNumber(sender) || isName(sender)) {
            return;
        }
        boolean tooLong = sender.length() > MAX_NAME_LENGTH && hasLetter(sender);
        throw new IllegalArgumentException(
                operation + " takes a sender name of up to " + MAX_NAME_LENGTH + " characters as " + field + ", and got "
                                           + (tooLong ? String.valueOf(sender.length()) : "none") + ". The " + source
                                           + " must be a number of 3 to 15 digits, or a name of " + shortest + " to "
                                           + MAX_NAME_LENGTH
                                           + " characters with a letter among them (" + described
                                           + "): correct it, or set senderCheck=off to leave it to the provider.");
    }

    private static boolean isNumber(String sender) {
        int start = sender.startsWith("+") ? 1 : 0;
        int digits = 0;
        while (start + digits < sender.length() && sender.charAt(start + digits) >= '0'
                && sender.charAt(start + digits) <= '9') {
            digits++;
        }
        return start + digits == sender.length() && digits >= MIN_DIGITS && digits <= MAX_DIGITS;
    }

    private static boolean hasLetter(String sender) {
        for (int i = 0; i < sender.length(); i++) {
            if (Character.isLetter(sender.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isName(String sender) {
        return sender.length() >= shortest && sender.length() <= MAX_NAME_LENGTH && hasLetter(sender)
                && (characters == null ? isGsm(sender) : characters.matcher(sender).matches());
    }

    private static boolean isGsm(String sender) {
        for (int i = 0; i < sender.length(); i++) {
            if (Character.isISOControl(sender.charAt(i))) {
                return false;
            }
        }
        return SmsSegments.of(sender).encoding() == SmsSegments.Encoding.GSM7;
    }
}
