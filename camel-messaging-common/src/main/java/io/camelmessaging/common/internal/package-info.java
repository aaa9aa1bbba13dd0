/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * For the suite itself: redaction, leases and small readers. It knows no other package of the suite and may change at
 * any time.
 */
package io.camelmessaging.common.internal;
