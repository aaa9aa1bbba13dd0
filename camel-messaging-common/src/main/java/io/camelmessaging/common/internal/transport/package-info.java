/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The way to the wire: dispatcher, rate limiter and the asynchronous HTTP client. It knows neither providers nor
 * operations and may change at any time.
 */
package io.camelmessaging.common.internal.transport;
