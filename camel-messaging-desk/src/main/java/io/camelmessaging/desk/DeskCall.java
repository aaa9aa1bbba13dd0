/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * A request to the desk, whatever server took it.
 *
 * @param method  in upper case
 * @param path    behind that of the desk: empty, or with its slash
 * @param query   the parameters of the URL
 * @param names   all that stands in the query, decoded and in lower case: servers mix its parameters with the headers
 * @param message where the headers are
 * @param body    JSON; null if the request has none
 */
record DeskCall(String method, String path, Map<String, String> query, String names, Message message, JsonNode body) {

    static final String COOKIE = "flow-desk";
    private static final Pattern SESSION = Pattern.compile("(?:^|;\\s*)" + COOKIE + "=([\\w.-]{1,2000})(?:;|$)");
    private static final Pattern BEARER = Pattern.compile("(?i)bearer\\s+(\\S{1,500})");

    /** A request without its body. */
    static DeskCall of(Message message, String deskPath) {
        String uri = message.getHeader(Exchange.HTTP_URI, "", String.class).replaceFirst("[?#].*", "");
        int at = uri.indexOf(deskPath);
        String raw = message.getHeader(Exchange.HTTP_QUERY, "", String.class);
        return new DeskCall(
                message.getHeader(Exchange.HTTP_METHOD, "", String.class),
                at < 0 ? "/?" : uri.substring(at + deskPath.length()), query(raw), decoded(raw).toLowerCase(Locale.ROOT),
                message, null);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new DeskRefusal(400, "A parameter of the URL is not encoded as URLs are.");
        }
    }

    DeskCall with(JsonNode newBody) {
        return new DeskCall(method, path, query, names, message, newBody);
    }

    /** A header that the request has once, and whose name stands nowhere in the URL. */
    String header(String name) {
        return inQuery(name) || !(message.getHeader(name) instanceof String value) ? null : value;
    }

    /** However the server separates parameters. */
    private boolean inQuery(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    String parameter(String name) {
        String value = query.getOrDefault(name, "").strip();
        return value.isEmpty() ? null : value;
    }

    /** A text of the body; null if it is not there or blank. */
    String text(String field) {
        JsonNode value = body == null ? null : body.get(field);
        return value == null || !value.isTextual() || value.textValue().isBlank() ? null : value.textValue().strip();
    }

    /** What the browser keeps of a login. */
    Optional<String> session() {
        Object cookies = inQuery("Cookie") ? null : message.getHeader("Cookie");
        String all = cookies instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining("; "))
                : cookies == null ? "" : cookies.toString();
        Matcher session = SESSION.matcher(all);
        return session.find() ? Optional.of(session.group(1)) : Optional.empty();
    }

    Optional<String> bearer() {
        String authorization = header("Authorization");
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    /** Whether the browser says that the request is another site's. */
    boolean isForeign() {
        Object site = message.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /** Whether it came over TLS, as far as the server or the proxy before it says so. */
    boolean isSecure() {
        return message.getHeader(Exchange.HTTP_URL, "", String.class).startsWith("https:")
                || "https".equalsIgnoreCase(header("X-Forwarded-Proto"));
    }

    /** Names no header and no body. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
