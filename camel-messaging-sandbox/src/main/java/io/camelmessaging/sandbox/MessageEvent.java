/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.time.Instant;

/**
 * One step on a message's way.
 *
 * @param at     when it happened
 * @param name   {@code accepted}, {@code status}, {@code callback}, {@code reply}, {@code key} or {@code next channel}
 * @param detail the status, the callback's answer, the text or the key
 */
public record MessageEvent(Instant at, String name, String detail) {
}
