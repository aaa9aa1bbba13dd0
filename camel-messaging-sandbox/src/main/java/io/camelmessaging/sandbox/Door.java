/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps other web sites out, which a browser on this machine may have open: they must neither read the sandbox nor
 * steer it.
 *
 * <p>
 * A browser tells where a request comes from ({@code Origin}, {@code Sec-Fetch-Site}), and under which name it found
 * the server ({@code Host}): a site can let a name of its own lead to the sandbox, never a bare address. An application
 * sends none of the first two and calls the sandbox by its address, as {@code localhost} or by a name that it was
 * given.
 */
final class Door {

    private static final Pattern ADDRESS_OR_LOCALHOST
            = Pattern.compile("(([a-z0-9-]+\\.)*localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+])");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final Set<String> names;

    /** @param names under which it may be called, in lower case */
    Door(Set<String> names) {
        this.names = names;
    }

    /** The refusal of a request that another site may have made; empty if it may come in. */
    Optional<WireAnswer> refusal(WireRequest request) {
        String host = request.header("Host").toLowerCase(Locale.ROOT);
        String name = PORT.matcher(host).replaceFirst("");
        if (!names.contains(name) && !ADDRESS_OR_LOCALHOST.matcher(name).matches()) {
            return refused("The sandbox does not answer under this host name: call it by its address or as localhost, or start "
                           + "it with --host=NAME (in a test: hostName(NAME)).");
        }
        if (isForeign(request, host)) {
            return refused("Requests of another site are refused.");
        }
        return request.header("Upgrade").toLowerCase(Locale.ROOT).contains("websocket")
                ? refused("The sandbox has no WebSocket.") : Optional.empty();
    }

    private static boolean isForeign(WireRequest request, String host) {
        String origin = request.header("Origin");
        String site = request.header("Sec-Fetch-Site");
        return !origin.isEmpty() && !origin.equalsIgnoreCase("http://" + host)
                || !site.isEmpty() && !site.equals("same-origin") && !site.equals("none") && !isLink(request);
    }

    /**
     * Whether it is a link to the page: it shows the page to the one who sits there, and tells the other site nothing.
     */
    private static boolean isLink(WireRequest request) {
        return request.method().equals("GET") && request.path().equals("/")
                && request.header("Sec-Fetch-Mode").equals("navigate") && request.header("Sec-Fetch-Dest").equals("document");
    }

    private static Optional<WireAnswer> refused(String sentence) {
        return Optional.of(WireAnswer.json(403, Map.of("error", sentence)));
    }
}
