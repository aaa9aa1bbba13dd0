/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.Writer;
import java.util.Arrays;

/**
 * JSON as the bytes that leave, UTF-8 encoded while it is written. Half of a surrogate pair becomes U+FFFD, as
 * {@link WellFormedText} has it; Jackson's own UTF-8 has two escapes for an emoji, or one character for a half of it
 * and its neighbour.
 * <p>
 * A text of the whole, and its bytes after that, took three times the room.
 */
final class JsonBytes extends Writer {

    private static final int MAX_BYTES_OF_A_CHARACTER = 3;

    private byte[] bytes;
    private int length;
    /** The first half of a pair whose second half has to follow; 0 for none. */
    private char high;

    /** @param expected how many bytes there may be */
    JsonBytes(int expected) {
        this.bytes = new byte[expected];
    }

    @Override
    public void write(char[] text, int offset, int count) {
        int end = offset + count;
        int i = offset;
        if (high == 0) {
            // nearly all of JSON is ASCII
            reserve(count);
            i = ascii(text, offset, end);
        }
        if (i < end) {
            // one more for what is left of a pair
            reserve((end - i + 1L) * MAX_BYTES_OF_A_CHARACTER);
            for (; i < end; i++) {
                put(text[i]);
            }
        }
    }

    /** Writes up to the first character that is none of ASCII, and tells where that is. */
    private int ascii(char[] text, int offset, int end) {
        // local, since a field is written anew for each character
        byte[] to = bytes;
        int at = length;
        int i = offset;
        for (; i < end && text[i] < 0x80; i++) {
            to[at++] = (byte) text[i];
        }
        length = at;
        return i;
    }

    private void reserve(long more) {
        long needed = length + more;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
    }

    private void put(char character) {
        if (high != 0) {
            char first = high;
            high = 0;
            if (Character.isLowSurrogate(character)) {
                pair(Character.toCodePoint(first, character));
                return;
            }
            single(WellFormedText.REPLACEMENT);
        }
        if (Character.isHighSurrogate(character)) {
            high = character;
        } else {
            single(Character.isLowSurrogate(character) ? WellFormedText.REPLACEMENT : character);
        }
    }

    private void single(char character) {
        if (character < 0x80) {
            bytes[length++] = (byte) character;
        } else if (character < 0x800) {
            bytes[length++] = (byte) (0xC0 | character >> 6);
            bytes[length++] = (byte) (0x80 | character & 0x3F);
        } else {
            bytes[length++] = (byte) (0xE0 | character >> 12);
            bytes[length++] = (byte) (0x80 | character >> 6 & 0x3F);
            bytes[length++] = (byte) (0x80 | character & 0x3F);
        }
    }

    private void pair(int character) {
        bytes[length++] = (byte) (0xF0 | character >> 18);
        bytes[length++] = (byte) (0x80 | character >> 12 & 0x3F);
        bytes[length++] = (byte) (0x80 | character >> 6 & 0x3F);
        bytes[length++] = (byte) (0x80 | character & 0x3F);
    }

    /** All that was written. */
    byte[] toByteArray() {
        if (high != 0) {
            high = 0;
            reserve(MAX_BYTES_OF_A_CHARACTER);
            single(WellFormedText.REPLACEMENT);
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        // nothing is open
    }
}
