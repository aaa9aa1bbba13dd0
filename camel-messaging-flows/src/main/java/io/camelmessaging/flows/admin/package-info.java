/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Administration of flows by people: which there are, what happened to each, and the acts that change them.
 * <p>
 * This is API: what is public here changes only as the page on compatibility says.
 *
 * @since 0.1.0
 */
package io.camelmessaging.flows.admin;
