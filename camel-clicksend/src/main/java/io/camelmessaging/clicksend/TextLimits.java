package io.camelmessaging.clicksend;

import java.util.regex.Pattern;

import io.camelmessaging.clicksend.model.MmsRequest;
import io.camelmessaging.clicksend.model.SendItem;
import io.camelmessaging.clicksend.model.SmsRequest;
import io.camelmessaging.clicksend.model.VoiceRequest;
import io.camelmessaging.common.SmsSegments;
import io.camelmessaging.common.SmsSegments.Encoding;

/**
 * How long texts may be; the provider cuts longer ones in silence.
 */
final class TextLimits {

    /** How many segments of a text are sent at most. */
    static final int SMS_SEGMENTS = 8;

    private static final int SUBJECT = 20;
    private static final int UNICODE_CHARACTERS = 536;
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\r|\\n");
    private static final Pattern EXTENSION = Pattern.compile("[\\f^{}\\\\\\[~\\]|€]");

    private TextLimits() {
    }

    /**
     * @throws IllegalArgumentException if a text is too long
     */
    static void check(String operation, SendItem item) {
        if (item instanceof SmsRequest sms) {
            int segments = segments(sms.body());
            if (segments > SMS_SEGMENTS) {
                throw tooLong(operation, "body", segments + " SMS segments",
                        SMS_SEGMENTS + " (1,224 characters of GSM-7, else 536)");
            }
        } else if (item instanceof MmsRequest mms) {
            checkCharacters(operation, "body", mms.body(), 1500, 500);
            checkCharacters(operation, "subject", mms.subject(), SUBJECT, SUBJECT);
        } else if (item instanceof VoiceRequest voice) {
            checkCharacters(operation, "body", voice.body(), 1200, 600);
        }
    }

    /** How many segments a text takes at ClickSend, which counts a line break as two characters. */
    static int segments(String text) {
        return SmsSegments.of(LINE_BREAK.matcher(text).replaceAll("\r\n")).count();
    }

    /** Whether the provider may send a long text as unicode for one of the characters that GSM has in its extension. */
    static boolean mayBecomeUnicode(String text) {
        return text.length() > UNICODE_CHARACTERS && EXTENSION.matcher(text).find()
                && SmsSegments.of(text).encoding() == Encoding.GSM7;
    }

    private static void checkCharacters(String operation, String field, String text, int gsm, int other) {
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
