/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.util.Arrays;
import java.util.Optional;

/**
 * What becomes of a message to a number.
 *
 * <p>
 * A script is set by {@link MessagingSandbox#deliveryScript(String, DeliveryScript)}, or chosen by the number itself:
 * the last five digits in the brackets below decide.
 */
public enum DeliveryScript {

    /** Sent, then delivered (98000, and every number without a script). */
    DELIVERED("98000"),
    /** Sent, then found undeliverable (98001). */
    UNDELIVERED("98001"),
    /** Accepted by the provider, then refused by the network (98002). */
    REJECTED("98002"),
    /** Sent, and nothing is ever heard again (98003). */
    NEVER("98003"),
    /** Delivered an hour later, in the provider's time (98004). */
    LATE("98004"),
    /** Sent, delivered, then read (98005). */
    READ("98005"),
    /** Sent, then given up after an hour, in the provider's time (98006). */
    EXPIRED("98006"),
    /** Delivered by SMS and voice; every other channel never gets an answer (98007). */
    SMS_ONLY("98007"),
    /** Delivered by SMS and voice; undeliverable on every other channel (98010). */
    FALLS_BACK("98010");

    private final String magicDigits;

    DeliveryScript(String magicDigits) {
        this.magicDigits = magicDigits;
    }

    static Optional<DeliveryScript> ofNumber(String digits) {
        return Arrays.stream(values()).filter(script -> digits.endsWith(script.magicDigits)).findFirst();
    }

    /** The script on one channel. */
    DeliveryScript on(String channel) {
        boolean telephone = channel.equals("sms") || channel.equals("voice") || channel.equals("call");
        return switch (this) {
            case SMS_ONLY -> telephone ? DELIVERED : NEVER;
            case FALLS_BACK -> telephone ? DELIVERED : UNDELIVERED;
            default -> this;
        };
    }
}
