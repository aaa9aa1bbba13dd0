/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.Locale;

/**
 * The channels whose messages are known.
 */
final class Channels {

    private Channels() {
    }

    /** The request of a channel's own operation; null for a channel that is not known. */
    static Class<? extends Record> request(String channel) {
        return switch (channel.strip().toLowerCase(Locale.ROOT)) {
            case "sms" -> SmsRequest.class;
            case "viber" -> ViberRequest.class;
            case "rcs" -> RcsRequest.class;
            case "push" -> PushRequest.class;
            default -> null;
        };
    }
}
