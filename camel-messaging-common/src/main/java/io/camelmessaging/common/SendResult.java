/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.List;

/**
 * The answer to a sending operation: one outcome per recipient.
 */
public interface SendResult {

    /** What became of each recipient. */
    List<RecipientOutcome> outcomes();

    /** How many recipients are in this state. */
    default int count(RecipientOutcome.State state) {
        int count = 0;
        for (RecipientOutcome outcome : outcomes()) {
            if (outcome.state() == state) {
                count++;
            }
        }
        return count;
    }
}
