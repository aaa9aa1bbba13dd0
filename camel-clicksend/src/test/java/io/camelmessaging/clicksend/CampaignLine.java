/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.Map;

/**
 * Makes a message of a line {@code number;name}.
 */
public final class CampaignLine {

    private CampaignLine() {
    }

    public static Map<String, String> message(String line) {
        String[] columns = line.split(";");
        return Map.of("to", columns[0], "text", "Hello " + columns[1], "reference", "spring-" + columns[1]);
    }
}
