/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.PersonalValues;

/**
 * What a provider may echo of a call and nobody may be told.
 */
final class CallSecrets {

    private CallSecrets() {
    }

    /** Takes out the credentials of an endpoint, and the numbers and texts of a request. */
    static Redaction redaction(MessagingEndpoint endpoint, Record request) {
        List<String> credentials = new ArrayList<>();
        credentials.add(endpoint.getConfiguration().getWebhookVerifyToken());
        credentials.add(endpoint.getComponent().getProxyAuthUsername());
        credentials.add(endpoint.getComponent().getProxyAuthPassword());
        for (String header : endpoint.authentication().values()) {
            String sent = header.substring(header.lastIndexOf(' ') + 1);
            credentials.add(sent);
            credentials.addAll(loginOf(sent));
        }
        return new Redaction(credentials, PersonalValues.of(request));
    }

    /** The user name and password of a Basic header; empty if it is none. */
    private static List<String> loginOf(String credentials) {
        try {
            String login = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return login.indexOf(':') < 0 ? List.of() : List.of(login.split(":", 2));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
