/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.time.Duration;

/**
 * @param lease        how long work is this node's before another takes it over
 * @param pollDelay    how often the database is asked for due work
 * @param retention    after which time flows that have ended are deleted
 * @param threads      how many calls and writes may block at once
 * @param maxInFlight  how many flows are worked on at once
 * @param parkAfter    for how long the work on a flow may fail before it is parked
 * @param parkFailures how often in a row it has to have failed besides
 * @param listen       whether nodes tell each other of work
 */
public record EngineOptions(Duration lease, Duration pollDelay, Duration retention, int threads, int maxInFlight,
        Duration parkAfter, int parkFailures, boolean listen) {
}
