/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples;

import java.util.Map;
import java.util.UUID;

/**
 * The flow desk of an example, whose token is made anew each time and shown to whoever started the example.
 */
public final class DemoDesk {

    private final String token = UUID.randomUUID().toString();
    private final int port;

    /** @param port of the example's HTTP server */
    public DemoDesk(int port) {
        this.port = port;
    }

    /** What an application writes into {@code application.properties} for it. */
    public Map<String, String> properties() {
        return Map.of("camel.messaging.desk.enabled", "true", "camel.messaging.desk.accessToken", token,
                "camel.messaging.desk.roles", "view,see,act");
    }

    /** What lets one in. */
    public String token() {
        return token;
    }

    /** Where it is, and how one comes in. */
    public String invitation() {
        return "The flow desk is at http://127.0.0.1:%d/flow-desk/ with the token %s".formatted(port, token);
    }
}
