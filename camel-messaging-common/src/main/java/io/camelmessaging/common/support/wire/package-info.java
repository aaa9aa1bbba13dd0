/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A call and its answer as they are on the wire. It knows no other package of the suite.
 * <p>
 * For authors of components: what is public here may change with each minor version, and the changelog says how.
 *
 * @since 0.1.0
 */
package io.camelmessaging.common.support.wire;
