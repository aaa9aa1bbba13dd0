/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many flows are open, and how they are, in all and by name.
 *
 * @param open      those that have not ended
 * @param overdue   those that have been due for more than a minute and that nobody works on
 * @param inDoubt   those of which nobody knows whether their last attempt was sent
 * @param parked    those that nobody works on any more, as their work failed for too long
 * @param byFlow    the same for each name, in the order of the names
 * @param oldestDue since when the longest overdue one has been due; null if none is overdue
 * @param countedAt the database's time of this
 */
public record FlowCounts(long open, long overdue, long inDoubt, long parked, List<OfFlow> byFlow, Instant oldestDue,
        Instant countedAt) {

    /**
     * The counts of one name.
     *
     * @param flow    the name
     * @param byState how many are in each state, of those that have not ended
     */
    public record OfFlow(String flow, long open, long overdue, long inDoubt, long parked, Map<String, Long> byState) {

        public OfFlow {
            byState = Map.copyOf(byState);
        }
    }

    public FlowCounts {
        byFlow = List.copyOf(byFlow);
    }
}
