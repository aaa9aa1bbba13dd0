/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

/** To be implemented by exceptions that say no for all providers: no other step of a flow is tried after one. */
public interface FinalRefusal {
}
