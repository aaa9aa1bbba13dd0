/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Guards against the expensive mistake: rules for what may be sent, what it may cost and how often, the switch that
 * stops sends, and what was held for a person. A rule is a pure function of the send and its counters; the counters are
 * in the flows' database, so that they hold over nodes and restarts.
 */
package io.camelmessaging.flows.guard;
