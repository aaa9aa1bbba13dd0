/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.util.Locale;

import io.camelmessaging.common.DeliveryStatus;

/**
 * Statuses on the wire: a letter or a word, whichever the provider sends, and others may come.
 */
final class WireStatus {

    private WireStatus() {
    }

    static DeliveryStatus read(String status) {
        return switch (status == null ? "" : status.strip().toUpperCase(Locale.ROOT)) {
            case "S", "SENT" -> DeliveryStatus.SENT;
            case "D", "DELIVERED" -> DeliveryStatus.DELIVERED;
            case "O", "OPENED" -> DeliveryStatus.READ;
            // hung up during the intro, and not answered
            case "F", "FAILED", "U", "UNDELIVERABLE", "H", "HUNG", "I", "IGNORED" -> DeliveryStatus.UNDELIVERED;
            case "E", "EXPIRED" -> DeliveryStatus.EXPIRED;
            // key 2 during the intro
            case "R", "REJECTED" -> DeliveryStatus.REJECTED;
            default -> DeliveryStatus.UNKNOWN;
        };
    }
}
