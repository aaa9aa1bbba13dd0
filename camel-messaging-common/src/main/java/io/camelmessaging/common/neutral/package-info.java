/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Receipts, inbound messages and results of sends as one JSON for all providers: the data types
 * {@code messaging:event}, {@code messaging:result} and their CloudEvents, and the way back to Java.
 * <p>
 * The JSON is described by the schemas beside these classes, and only gains fields.
 * <p>
 * This is API: what is public here changes only as the page on compatibility says.
 *
 * @since 0.1.0
 */
package io.camelmessaging.common.neutral;
