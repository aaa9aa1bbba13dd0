/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The tables of the flows: the scripts that make and upgrade them, and what has been applied to a database.
 */
package io.camelmessaging.flows.schema;
