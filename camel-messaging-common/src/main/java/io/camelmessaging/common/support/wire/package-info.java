/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A call and its answer as they are on the wire. For authors of components; it knows no other package of the suite.
 */
package io.camelmessaging.common.support.wire;
