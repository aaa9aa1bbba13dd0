/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the component of a provider builds on: component, endpoint, configuration, producer, polling consumer, webhook
 * handler and the Api of a wire.
 * <p>
 * For authors of components; routes and applications need none of it.
 */
package io.camelmessaging.common.support;
