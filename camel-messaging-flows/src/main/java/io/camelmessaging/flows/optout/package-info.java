/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who opted out, and under which of their numbers and addresses people are known. */
package io.camelmessaging.flows.optout;
