/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

/** The rules of one kind of flow. */
public interface FlowPolicy {

    /**
     * Decides what follows from a signal. It reads and changes nothing besides, so that it may be asked again with the
     * same result.
     *
     * @throws IllegalStateException if the flow stands where no flow of this version stands
     */
    Decision decide(Situation at, Signal signal);
}
