/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The page with the virtual handsets, its files, and what they call.
 */
final class HandsetPage {

    private static final String API = "/sandbox/";
    private static final Map<String, String> TYPES = Map.of("index.html", "text/html; charset=utf-8", "handsets.css",
            "text/css; charset=utf-8", "handsets.js", "text/javascript; charset=utf-8");

    private final SandboxApi api;

    HandsetPage(SandboxApi api) {
        this.api = api;
    }

    /** The answer, if the path is one of the page's. */
    Optional<WireAnswer> answer(WireRequest request) {
        if (request.path().startsWith(API)) {
            return Optional.of(api.answer(request, request.path().substring(API.length())));
        }
        if (!request.method().matches("GET|HEAD") || !request.path().startsWith("/")) {
            return Optional.empty();
        }
        String file = request.path().equals("/") ? "index.html" : request.path().substring(1);
        return Optional.ofNullable(TYPES.get(file)).map(type -> file(file, type));
    }

    private static WireAnswer file(String name, String type) {
        try (InputStream file = HandsetPage.class.getResourceAsStream("page/" + name)) {
            return new WireAnswer(200, type, new String(file.readAllBytes(), StandardCharsets.UTF_8), Map.of())
                    .withHeader("Content-Security-Policy",
                            "default-src 'self'; img-src data:; frame-src blob:; object-src blob:; base-uri 'none'; "
                                                           + "frame-ancestors 'none'")
                    .withHeader("X-Content-Type-Options", "nosniff").withHeader("Referrer-Policy", "no-referrer")
                    .withHeader("Cross-Origin-Resource-Policy", "same-origin").withHeader("Cache-Control", "no-cache");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
