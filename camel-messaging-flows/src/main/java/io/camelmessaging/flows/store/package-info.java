/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The durable state of flows in H2 or PostgreSQL: messages, their attempts at providers, and what providers reported.
 * Knows no route and no rule of a flow.
 * <p>
 * For the suite itself: what is public here may change at any time.
 *
 * @since 0.1.0
 */
package io.camelmessaging.flows.store;
