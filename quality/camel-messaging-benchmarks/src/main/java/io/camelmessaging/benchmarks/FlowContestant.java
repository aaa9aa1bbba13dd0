/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

/**
 * Takes in work that ends later, and tells a {@link FlowLoad} when it has.
 */
interface FlowContestant extends AutoCloseable {

    /** As the report calls it. */
    String name();

    /**
     * Takes in one piece of work: when this returns it survives a crash.
     *
     * @param number tells it from all others
     */
    void begin(long number);
}
