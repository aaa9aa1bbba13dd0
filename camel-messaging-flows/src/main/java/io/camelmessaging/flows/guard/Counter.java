package io.camelmessaging.flows.guard;

import java.time.Instant;

/**
 * What a rule counts of one send.
 *
 * @param key       what is counted, the same on all nodes
 * @param amount    by how much it grows, unless it is of a member that is counted already
 * @param member    counts once however often it comes; null if every send counts
 * @param limit     what it may grow to; beyond it nothing is added
 * @param expiresAt when it begins anew if it begins now
 */
record Counter(String key, long amount, String member, long limit, Instant expiresAt) {

    /** The same, grown by more. */
    Counter plus(long more) {
        return new Counter(key, amount + more, member, limit, expiresAt);
    }
}
