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
        return (int) outcomes().stream().filter(outcome -> outcome.state() == state).count();
    }
}
