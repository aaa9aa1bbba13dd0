/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What routes and applications see, the same for every provider: header names, the results of sends, receipts and
 * replies, the exceptions, and the readers of numbers, opt-outs and reactions.
 * <p>
 * This is API: what is public here changes only as the page on compatibility says.
 *
 * @since 0.1.0
 */
package io.camelmessaging.common;
