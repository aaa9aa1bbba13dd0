/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The rules of the flows: pure functions from a flow and a signal to a decision. Nothing here reads a database or a
 * clock, calls an endpoint, or waits.
 */
package io.camelmessaging.flows.policy;
