/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.regex.Pattern;

import io.camelmessaging.common.SmsSegments;
import io.camelmessaging.common.SmsSegments.Encoding;

/**
 * How long texts may be; the provider cuts longer ones in silence.
 */
final class TextLimits {

    /** How many segments of a text are sent at most. */
    private static final int SMS_SEGMENTS = 8;
    /**
     * A text of so many characters takes no more segments than that, if all of them are line breaks or half an emoji.
     */
    private static final int NEVER_TOO_LONG = SMS_SEGMENTS * 66 / 2;

    private static final int SUBJECT = 20;
    private static final int UNICODE_CHARACTERS = 536;
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\r|\\n");
    private static final Pattern EXTENSION = Pattern.compile("[\\f^{}\\\\\\[~\\]|€]");

    private TextLimits() {
    }

    /**
     * @throws IllegalArgumentException if the text of an SMS is too long
     */
    static void checkSms(String operation, String text) {
        if (text.length() <= NEVER_TOO_LONG) {
            return;
        }
        int segments = counted(text);
        if (segments > SMS_SEGMENTS) {
            throw tooLong(operation, "body", segments + " SMS segments",
                    SMS_SEGMENTS + " (1,224 characters of GSM-7, else 536)");
        }
    }

    /**
     * @throws IllegalArgumentException if a subject is too long
     */
    static void checkSubject(String operation, String subject) {
        check(operation, "subject", subject, SUBJECT, SUBJECT);
    }

    /** How many segments are sent of a text: more are refused, or cut there. */
    static int segments(String text) {
        return Math.min(counted(text), SMS_SEGMENTS);
    }

    /** How many segments a text takes at ClickSend, which counts a line break as two characters. */
    private static int counted(String text) {
        return SmsSegments.of(isOneLine(text) ? text : LINE_BREAK.matcher(text).replaceAll("\r\n")).count();
    }

    /** As most texts are: to look for line breaks by a pattern takes longer than to bind and write the message. */
    private static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    }

    /** Whether the provider may send a long text as unicode for one of the characters that GSM has in its extension. */
    static boolean mayBecomeUnicode(String text) {
        return text.length() > UNICODE_CHARACTERS && EXTENSION.matcher(text).find()
                && SmsSegments.of(text).encoding() == Encoding.GSM7;
    }

    /**
     * @throws IllegalArgumentException if a text has more characters than it may
     */
    static void check(String operation, String field, String text, int gsm, int other) {
        int limit = SmsSegments.of(text).encoding() == Encoding.GSM7 ? gsm : other;
        if (text.length() > limit) {
            throw tooLong(operation, field, text.length() + " characters",
                    gsm == other ? String.valueOf(gsm) : gsm + " of GSM-7, else " + other);
        }
    }

    private static IllegalArgumentException tooLong(String operation, String field, String length, String limit) {
        return new IllegalArgumentException(
                "clicksend:" + operation + " got a " + field + " of " + length + ", more than the " + limit
                                            + " that ClickSend takes: shorten it, or set allowTruncation=true to have it cut"
                                            + " there.");
    }
}
