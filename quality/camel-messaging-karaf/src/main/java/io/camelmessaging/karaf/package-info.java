/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/** An application of the suite as an OSGi bundle, for the test alone. */
package io.camelmessaging.karaf;
