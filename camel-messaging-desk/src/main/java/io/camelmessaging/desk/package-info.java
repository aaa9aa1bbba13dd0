/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The flow desk: a page on the application's own HTTP server, where people see what becomes of messages and decide what
 * only people can.
 * <p>
 * This is API: what is public here changes only as the page on compatibility says.
 *
 * @since 0.1.0
 */
package io.camelmessaging.desk;
