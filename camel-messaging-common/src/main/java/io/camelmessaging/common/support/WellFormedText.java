/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

/**
 * Text as it may leave: half of a surrogate pair is no character, and readers join it with what follows or refuse the
 * whole call.
 */
final class WellFormedText {

    /** What stands for that which is no character. */
    static final char REPLACEMENT = '\uFFFD';

    private WellFormedText() {
    }

    /** The text with U+FFFD in place of each half of a surrogate pair; the text itself if it has none. */
    static String of(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!Character.isSurrogate(character)) {
                continue;
            }
            if (Character.isHighSurrogate(character) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (mended == null) {
                mended = new StringBuilder(text);
            }
            mended.setCharAt(i, REPLACEMENT);
        }
        return mended == null ? text : mended.toString();
    }
}
