/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Flows with durable state: what routes and applications configure, and what the Kamelets name.
 * <p>
 * This is API: what is public here changes only as the page on compatibility says.
 *
 * @since 0.1.0
 */
package io.camelmessaging.flows;
