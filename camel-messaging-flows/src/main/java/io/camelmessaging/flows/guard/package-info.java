/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Guards against the expensive mistake: rules for what may be sent, what it may cost and how often, the switch that
 * stops sends, and what was held for a person. A rule is a pure function of the send and its counters; the counters are
 * in the flows' database, so that they hold over nodes and restarts.
 * <p>
 * This is API: what is public here changes only as the page on compatibility says.
 *
 * @since 0.1.0
 */
package io.camelmessaging.flows.guard;
