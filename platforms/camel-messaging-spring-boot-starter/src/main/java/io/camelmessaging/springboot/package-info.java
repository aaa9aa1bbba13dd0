/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Spring Boot's properties for the components and the flows. Nothing here is called by an application: with the jar on
 * the class path the properties {@code camel.component.<scheme>.*} and {@code camel.messaging.flows.*} are bound.
 * <p>
 * For the suite itself: what is public here may change at any time.
 *
 * @since 0.1.0
 */
package io.camelmessaging.springboot;
