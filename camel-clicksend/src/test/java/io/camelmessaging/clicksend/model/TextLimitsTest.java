/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.Random;

import io.camelmessaging.common.SmsSegments;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Long texts, of which ClickSend cuts the end in silence.
 */
class TextLimitsTest {

    private static final String[] CHARACTERS = { "a", "€", "\n", "\r", "\r\n", "é", "я", "😀" };
    private static final int TEXTS = 5_000;
    private static final int MAX_SEGMENTS = 8;

    /** Line breaks are two characters there, and characters of two units are not cut in two. */
    @Test
    void refusesExactlyTheTextsOfMoreSegmentsThanAreSent() {
        Random random = new Random(22);
        int refused = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            int segments = SmsSegments.of(text.replaceAll("\\r\\n|\\r|\\n", "\r\n")).count();
            Throwable failure = catchThrowable(() -> TextLimits.checkSms("sms", text));
            if (segments > MAX_SEGMENTS) {
                refused++;
                assertThat(failure).hasMessageContaining("got a body of " + segments + " SMS segments");
            } else {
                assertThat(failure).isNull();
            }
            assertThat(TextLimits.segments(text)).isEqualTo(Math.min(segments, MAX_SEGMENTS));
        }
        assertThat(refused).isBetween(TEXTS / 10, TEXTS);
    }

    /** Of one or a few kinds of characters, so that all-breaks and all-emoji are among them. */
    private static String text(Random random) {
        int kinds = 1 + random.nextInt(2);
        int first = random.nextInt(CHARACTERS.length);
        int length = 200 + random.nextInt(500);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(CHARACTERS[(first + random.nextInt(kinds)) % CHARACTERS.length]);
        }
        return text.toString();
    }
}
