/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * How an SMS text is cut into segments (3GPP TS 23.038 and 23.040).
 *
 * @param encoding the encoding that the text needs
 * @param units    how many septets (GSM-7) or 16-bit units (UCS-2) the text takes
 * @param count    how many segments that makes; no escape sequence and no surrogate pair is split between two
 */
public record SmsSegments(Encoding encoding, int units, int count) {

    /** How the characters of an SMS travel. */
    public enum Encoding {
        /** The GSM default alphabet: 160 characters in one segment, 153 in each of several. */
        GSM7(160, 153),
        /** 16-bit units: 70 in one segment, 67 in each of several. */
        UCS2(70, 67);

        private final int single;
        private final int each;

        Encoding(int single, int each) {
            this.single = single;
            this.each = each;
        }
    }

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                                        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";
    /** How many septets each character takes; 0 for one that the GSM alphabet has not. */
    private static final byte[] SEPTETS = septets();

    /** Counts the segments of a text; an empty text takes none. */
    public static SmsSegments of(String text) {
        int units = septets(text);
        Encoding encoding = Encoding.GSM7;
        if (units < 0) {
            encoding = Encoding.UCS2;
            units = text.length();
        }
        return new SmsSegments(encoding, units, count(text, encoding, units));
    }

    /** How many septets the text takes; -1 if it has a character that the GSM alphabet has not. */
    private static int septets(String text) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            int own = character < SEPTETS.length ? SEPTETS[character] : 0;
            if (own == 0) {
                return -1;
            }
            septets += own;
        }
        return septets;
    }

    private static int count(String text, Encoding encoding, int units) {
        if (units <= encoding.single) {
            return units == 0 ? 0 : 1;
        }
        int segments = 1;
        int used = 0;
        for (int i = 0; i < text.length();) {
            int character = text.codePointAt(i);
            int needed = units(character, encoding);
            if (used + needed > encoding.each) {
                segments++;
                used = 0;
            }
            used += needed;
            i += Character.charCount(character);
        }
        return segments;
    }

    private static int units(int character, Encoding encoding) {
        if (encoding == Encoding.GSM7) {
            return SEPTETS[character];
        }
        return Character.charCount(character);
    }

    private static byte[] septets() {
        byte[] septets = new byte['€' + 1];
        BASIC.chars().forEach(character -> septets[character] = 1);
        EXTENSION.chars().forEach(character -> septets[character] = 2);
        return septets;
    }
}
