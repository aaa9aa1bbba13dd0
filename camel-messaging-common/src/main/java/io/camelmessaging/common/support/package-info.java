/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the component of a provider builds on: component, endpoint, configuration, producer, polling consumer, webhook
 * handler and the Api of a wire.
 * <p>
 * For authors of components: what is public here may change with each minor version, and the changelog says how.
 *
 * @since 0.1.0
 */
package io.camelmessaging.common.support;
