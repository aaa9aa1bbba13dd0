package io.camelmessaging.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The page with the virtual handsets, its files, and the door to what they call.
 *
 * <p>
 * Another site that is open in the same browser must not use the sandbox: its requests name it as their origin, or the
 * sandbox by a name that it made up, and are refused.
 */
final class HandsetPage {

    private static final String API = "/sandbox/";
    private static final Pattern LOCAL_HOST = Pattern.compile("(localhost|[0-9.]+|\\[[0-9a-fA-F:.]+])(:\\d+)?");
    private static final Map<String, String> TYPES = Map.of("index.html", "text/html; charset=utf-8", "handsets.css",
            "text/css; charset=utf-8", "handsets.js", "text/javascript; charset=utf-8");

    private final boolean loopback;
    private final SandboxApi api;

    HandsetPage(String bindAddress, SandboxApi api) {
        this.loopback = isLoopback(bindAddress);
        this.api = api;
    }

    private static boolean isLoopback(String bindAddress) {
        try {
            return InetAddress.getByName(bindAddress).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The answer, if the path is one of the page's. */
    Optional<WireAnswer> answer(WireRequest request) {
        if (request.path().startsWith(API)) {
            return Optional.of(isForeign(request)
                    ? WireAnswer.json(403, Map.of("error", "Requests of another site are refused."))
                    : api.answer(request, request.path().substring(API.length())));
        }
        String file = request.path().equals("/") ? "index.html" : request.path().substring(1);
        return request.method().equals("GET")
                ? Optional.ofNullable(TYPES.get(file)).map(type -> file(file, type))
                : Optional.empty();
    }

    private boolean isForeign(WireRequest request) {
        String host = request.header("Host");
        String origin = request.header("Origin");
        String site = request.header("Sec-Fetch-Site");
        boolean reads = request.method().equals("GET");
        return loopback && !LOCAL_HOST.matcher(host).matches()
                || !origin.isEmpty() && !origin.equals("http://" + host)
                || !site.isEmpty() && !site.equals("same-origin") && !site.equals("none")
                || !reads && !request.header("Content-Type").startsWith("application/json");
    }

    private static WireAnswer file(String name, String type) {
        try (InputStream file = HandsetPage.class.getResourceAsStream("page/" + name)) {
            return new WireAnswer(200, type, new String(file.readAllBytes(), StandardCharsets.UTF_8), Map.of())
                    .withHeader("Content-Security-Policy",
                            "default-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'")
                    .withHeader("X-Content-Type-Options", "nosniff").withHeader("Referrer-Policy", "no-referrer")
                    .withHeader("Cache-Control", "no-cache");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
