/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.camelmessaging.boomerang.model.Receipt;
import io.camelmessaging.boomerang.model.Reply;
import io.camelmessaging.common.internal.Fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two events that differ in anything that tells them apart have two keys, and one event has one.
 */
class EventIdentityFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void replies(FuzzedDataProvider data) {
        Reply one = reply(data);
        Reply other = reply(data);

        assertThat(one.eventId().equals(other.eventId())).isEqualTo(one.equals(other));
    }

    @FuzzTest(maxDuration = "10m")
    void receipts(FuzzedDataProvider data) {
        Receipt one = receipt(data);
        Receipt other = receipt(data);

        assertThat(one.eventId().equals(other.eventId())).isEqualTo(one.equals(other));
    }

    @FuzzTest(maxDuration = "10m")
    void fingerprints(FuzzedDataProvider data) {
        List<String> one = List.of(text(data), text(data), text(data));
        List<String> other = List.of(text(data), text(data), text(data));

        assertThat(Fingerprint.of(one.toArray()).equals(Fingerprint.of(other.toArray()))).isEqualTo(one.equals(other));
    }

    private static Reply reply(FuzzedDataProvider data) {
        return new Reply(
                text(data), null, null, text(data), text(data), null, null, text(data), null, null, null,
                data.consumeBoolean() ? Map.of() : Map.of(text(data), text(data)));
    }

    private static Receipt receipt(FuzzedDataProvider data) {
        return new Receipt(text(data), text(data), text(data), text(data), null, null, null, null, Map.of());
    }

    /** Not beyond the characters that text in UTF-8 may have. */
    private static String text(FuzzedDataProvider data) {
        return data.consumeAsciiString(12);
    }
}
