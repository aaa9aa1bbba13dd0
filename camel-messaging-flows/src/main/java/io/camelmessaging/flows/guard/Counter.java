/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.time.Instant;

/**
 * What a rule counts of one send.
 *
 * @param key       what is counted, the same on all nodes
 * @param amount    by how much it grows, unless it is of a member that is counted already
 * @param member    counts once however often it comes; null if every send counts
 * @param limit     what it may grow to; beyond it nothing is added
 * @param slot      the part of a sliding time in which it is counted; 0 for another time
 * @param expiresAt when it begins anew if it begins now
 */
record Counter(String key, long amount, String member, long limit, long slot, Instant expiresAt) {

    Counter(String key, long amount, String member, long limit, Period period, Instant now) {
        this(key, amount, member, limit, period.slot(now), period.end(now));
    }

    /** The same, grown by more. */
    Counter plus(long more) {
        return new Counter(key, amount + more, member, limit, slot, expiresAt);
    }

    /**
     * That of one guard.
     *
     * @param isUnlimited whether it may grow beyond its limit
     */
    Counter of(String guard, boolean isUnlimited) {
        return new Counter(guard + "|" + key, amount, member, isUnlimited ? Long.MAX_VALUE : limit, slot, expiresAt);
    }
}
