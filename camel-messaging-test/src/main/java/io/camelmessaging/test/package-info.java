/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Extensions of JUnit 5: a sandbox beside a test, and flows on a clock that the test moves.
 * <p>
 * This is API: what is public here changes only as the page on compatibility says.
 *
 * @since 0.1.0
 */
package io.camelmessaging.test;
