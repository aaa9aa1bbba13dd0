/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The way to the wire: dispatcher, rate limiter and the asynchronous HTTP client. It knows neither providers nor
 * operations.
 * <p>
 * For the suite itself: what is public here may change at any time.
 *
 * @since 0.1.0
 */
package io.camelmessaging.common.internal.transport;
