/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.clicksend;

/**
 * How many parts an SMS takes. The help page calls a text unicode as soon as it has a character outside the basic set
 * of GSM 03.38: one of the extension table, such as the euro sign, is enough.
 */
final class ClickSendParts {

    private static final String BASIC
            = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
              + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final int MOST = 8;

    private ClickSendParts() {
    }

    static int of(String text) {
        // a line break counts twice
        int length = text.length() + (int) text.chars().filter(character -> character == '\n').count();
        boolean unicode = text.chars().anyMatch(character -> BASIC.indexOf(character) < 0);
        int one = unicode ? 70 : 160;
        int ofMany = unicode ? 67 : 153;
        return length <= one ? 1 : Math.min(MOST, (length + ofMany - 1) / ofMany);
    }
}
