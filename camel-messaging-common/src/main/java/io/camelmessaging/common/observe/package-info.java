/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * For those who measure: what the components and flows of a Camel context tell of their work, without a text, a number
 * or a credential.
 * <p>
 * This is API: what is public here changes only as the page on compatibility says.
 *
 * @since 0.1.0
 */
package io.camelmessaging.common.observe;
