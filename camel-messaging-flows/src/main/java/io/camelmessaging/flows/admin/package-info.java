/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Administration of flows by people: which there are, what happened to each, and the acts that change them.
 */
package io.camelmessaging.flows.admin;
