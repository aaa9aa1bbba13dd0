/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who opted out, and under which of their numbers and addresses people are known.
 * <p>
 * For the suite itself: what is public here may change at any time.
 *
 * @since 0.1.0
 */
package io.camelmessaging.flows.optout;
