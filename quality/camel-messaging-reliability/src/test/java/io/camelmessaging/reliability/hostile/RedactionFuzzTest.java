/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.util.ArrayList;
import java.util.List;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.reliability.hostile.Echo.Encoding;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of what a provider repeats, in whatever encodings and between whatever else, nothing can be read.
 */
class RedactionFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void echoes(FuzzedDataProvider data) {
        String secret = data.consumeAsciiString(24);
        String text = data.consumeString(60);
        List<Encoding> encodings = new ArrayList<>();
        for (int i = data.consumeInt(0, 2); i > 0; i--) {
            encodings.add(data.pickValue(Encoding.values()));
        }
        boolean repeatsSecret = data.consumeBoolean();
        String before = data.consumeString(20);
        String echo = repeatsSecret ? secret : text;
        for (Encoding encoding : encodings) {
            echo = encoding.of(echo);
        }
        String told = new Redaction(List.of(secret), List.of(text))
                .apply(before + " " + echo + " " + data.consumeRemainingAsString());

        Survivors survivors = new Survivors();
        survivors.add(secret);
        survivors.add(text);
        assertThat(survivors.in(told)).as(told).isEmpty();
        assertThat(told).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThanOrEqualTo(203);
    }
}
