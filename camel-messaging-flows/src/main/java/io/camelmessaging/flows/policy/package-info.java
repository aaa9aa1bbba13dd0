/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The rules of the flows: pure functions from a flow and a signal to a decision. Nothing here reads a database or a
 * clock, calls an endpoint, or waits.
 * <p>
 * For the suite itself: what is public here may change at any time.
 *
 * @since 0.1.0
 */
package io.camelmessaging.flows.policy;
