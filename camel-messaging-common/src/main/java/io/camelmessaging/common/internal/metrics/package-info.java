/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The meters of the suite; loaded only where Micrometer is.
 */
package io.camelmessaging.common.internal.metrics;
