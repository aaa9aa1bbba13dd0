/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The tables of the flows: the scripts that make and upgrade them, and what has been applied to a database.
 * <p>
 * For the suite itself: what is public here may change at any time.
 *
 * @since 0.1.0
 */
package io.camelmessaging.flows.schema;
