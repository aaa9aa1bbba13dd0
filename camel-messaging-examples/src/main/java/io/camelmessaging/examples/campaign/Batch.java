/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.campaign;

import java.time.Instant;
import java.util.List;

/**
 * The messages of one call.
 *
 * @param number counts the calls of the campaign, from 1
 * @param since  when it was recorded, which is before it was sent
 * @param phones its recipients in E.164 form
 */
public record Batch(int number, Instant since, List<String> phones) {

    /** Names no number. */
    @Override
    public String toString() {
        return "Batch[" + number + ", " + phones.size() + " messages]";
    }
}
