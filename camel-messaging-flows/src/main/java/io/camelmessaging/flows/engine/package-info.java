/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Brings flows that are due to their routes and applies what their policies decide: in fenced writes, several in one
 * transaction, and calls that no thread waits for. Knows policies and the store, and a flow's route by an interface of
 * its own.
 * <p>
 * For the suite itself: what is public here may change at any time.
 *
 * @since 0.1.0
 */
package io.camelmessaging.flows.engine;
