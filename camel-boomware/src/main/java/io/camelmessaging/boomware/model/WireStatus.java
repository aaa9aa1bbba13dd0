/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.Locale;

import io.camelmessaging.common.DeliveryStatus;

/**
 * Statuses on the wire; the provider calls its list common, so others may come.
 */
final class WireStatus {

    private WireStatus() {
    }

    static DeliveryStatus read(String status) {
        return switch (status == null ? "" : status.toUpperCase(Locale.ROOT)) {
            case "SENT" -> DeliveryStatus.SENT;
            case "DELIVERED" -> DeliveryStatus.DELIVERED;
            case "READ" -> DeliveryStatus.READ;
            case "UNDELIVERED" -> DeliveryStatus.UNDELIVERED;
            case "REJECTED" -> DeliveryStatus.REJECTED;
            default -> DeliveryStatus.UNKNOWN;
        };
    }
}
