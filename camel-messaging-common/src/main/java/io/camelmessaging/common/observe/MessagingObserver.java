/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.observe;

import io.camelmessaging.common.DeliveryStatus;

/**
 * Hears what the components and flows of a Camel context do: a bean in its registry, of which there may be several.
 * <p>
 * It is called on the threads that do the work, so it must not block; what it throws is logged and changes nothing.
 * Where the registry holds a Micrometer {@code MeterRegistry}, one that keeps meters is there by itself.
 */
public interface MessagingObserver {

    /** A send has ended. */
    default void sendEnded(SendObservation send) {
    }

    /** A provider's call was answered. */
    default void webhookAnswered(String provider, String operation, int status, long nanos) {
    }

    /** The route of an event has ended. */
    default void eventEnded(EventObservation event) {
    }

    /** An account is used from now on. */
    default void accountOpened(ObservedAccount account) {
    }

    /** An account is not used any more. */
    default void accountClosed(ObservedAccount account) {
    }

    /** A flow is worked on by this node from now on. */
    default void flowOpened(ObservedFlow flow) {
    }

    /** A flow is not worked on by this node any more. */
    default void flowClosed(ObservedFlow flow) {
    }

    /** A flow has taken a message in. */
    default void flowStarted(String flow) {
    }

    /**
     * An attempt of a flow's message at a step has ended.
     *
     * @param outcome {@code accepted}, {@code rejected}, {@code unavailable}, {@code unknown}, {@code withheld} or
     *                {@code skipped}
     */
    default void flowAttempted(String flow, int step, String outcome) {
    }

    /** A flow's message goes on with a step after the first. */
    default void flowFellBack(String flow) {
    }

    /** A flow's message has ended. */
    default void flowEnded(String flow, String outcome, long nanos) {
    }

    /** A receipt came to the attempt of a flow's message that it is about. */
    default void receiptCame(String provider, DeliveryStatus status, long nanos) {
    }

    /** A person opted out, or in again. */
    default void optedOut(boolean out) {
    }
}
