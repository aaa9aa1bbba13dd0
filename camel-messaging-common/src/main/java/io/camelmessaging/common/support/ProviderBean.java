/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

/**
 * Marks the records that a provider's JSON is read to; Camel converts them to {@code Map} and, as JSON, to
 * {@code String}.
 */
public interface ProviderBean {
}
