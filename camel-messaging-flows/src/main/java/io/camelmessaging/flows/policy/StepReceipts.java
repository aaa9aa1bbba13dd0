/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.util.function.IntPredicate;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.store.Attempt;

/**
 * What the receipts of a step mean. Of a chain, whose provider tries one channel after the other under one id, a
 * receipt of failure is not the last word.
 *
 * @param isChain by the number of a step
 */
public record StepReceipts(IntPredicate isChain) {

    /** An attempt after a receipt. */
    Attempt report(Attempt attempt, DeliveryStatus status) {
        return isChain.test(attempt.step()) ? attempt.reportedInChain(status) : attempt.reported(status);
    }

    /** Whether nothing more can come of a step. */
    boolean isFailedBy(int step, DeliveryStatus status) {
        return status.isFinal() && !status.isSuccess() && !isChain.test(step);
    }

    /** Whether a receipt says the opposite of an earlier one; the channels of a chain do by their nature. */
    boolean isContradiction(int step, DeliveryStatus before, DeliveryStatus status) {
        return before != null && before.contradicts(status) && !isChain.test(step);
    }
}
