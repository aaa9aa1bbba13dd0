/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * From an exchange to the request record of an operation: where each value comes from, what it may be, and the sentence
 * for whatever it may not.
 * <p>
 * For authors of components: what is public here may change with each minor version, and the changelog says how.
 *
 * @since 0.1.0
 */
package io.camelmessaging.common.support.binding;
