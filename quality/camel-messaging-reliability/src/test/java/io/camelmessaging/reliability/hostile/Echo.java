/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An answer of a provider that repeats what it got.
 *
 * @param status  of HTTP
 * @param headers of the answer
 * @param body    of the answer
 */
record Echo(int status, Map<String, String> headers, String body) {

    /** How what is repeated is written. */
    enum Encoding {

        PLAIN,
        UPPER_CASE,
        LOWER_CASE,
        BASE64,
        BASE64_OF_URLS,
        BASE64_IN_LINES,
        HEX,
        PERCENT,
        PERCENT_OF_ALL,
        JSON,
        JSON_OF_ALL,
        HTML,
        HTML_OF_ALL,
        LINES,
        SPACED;

        String of(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return switch (this) {
                case PLAIN -> text;
                case UPPER_CASE -> text.toUpperCase(Locale.ROOT);
                case LOWER_CASE -> text.toLowerCase(Locale.ROOT);
                case BASE64 -> Base64.getEncoder().encodeToString(bytes);
                case BASE64_OF_URLS -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                case BASE64_IN_LINES -> Base64.getMimeEncoder(76, new byte[] { '\r', '\n' }).encodeToString(bytes);
                case HEX -> HexFormat.of().formatHex(bytes);
                case PERCENT -> URLEncoder.encode(text, StandardCharsets.UTF_8);
                case PERCENT_OF_ALL -> HexFormat.ofDelimiter("%").withPrefix("").formatHex(bytes).transform("%"::concat);
                case JSON -> text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
                case JSON_OF_ALL -> each(text, "\\u%04x");
                case HTML -> text.replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;").replace("/", "&#x2F;");
                case HTML_OF_ALL -> text.codePoints().mapToObj("&#%d;"::formatted).collect(Collectors.joining());
                case LINES -> text.replaceAll("(.{5})", "$1\r\n");
                case SPACED -> text.replaceAll("(.{3})", "$1 - ");
            };
        }

        private static String each(String text, String form) {
            return text.chars().mapToObj(form::formatted).collect(Collectors.joining());
        }
    }

    /** Where in an answer it stands. */
    enum Frame {

        /** The error of any of the providers: each reads its own fields. */
        ERROR("{\"errorCode\":5,\"errorReason\":\"%1$s\",\"statusCode\":1105,\"status\":\"%1$s\",\"error\":\"%1$s\","
              + "\"message\":\"%1$s\",\"http_code\":400,\"response_code\":\"%1$s\",\"response_msg\":\"%1$s\",\"data\":null}"),
        CODE("{\"errorCode\":\"%1$s\",\"errorReason\":\"no\",\"statusCode\":\"%1$s\",\"status\":\"%1$s\",\"error\":\"no\","
             + "\"message\":{\"%1$s\":[\"%1$s\"]},\"http_code\":\"400\",\"response_code\":\"%1$s\",\"response_msg\":null}"),
        NESTED("{\"error\":{\"detail\":[{\"request\":\"{\\\"text\\\":\\\"%1$s\\\"}\"}]},\"message\":[\"%1$s\",{\"to\":\"%1$s\"}],"
               + "\"status\":400,\"response_msg\":{\"a\":\"%1$s\"},\"errorReason\":[\"%1$s\"]}"),
        ROW("{\"http_code\":200,\"response_code\":\"SUCCESS\",\"response_msg\":\"%1$s\",\"status\":200,\"data\":{\"messages\":"
            + "[{\"status\":\"%1$s\",\"to\":\"%1$s\",\"error_text\":\"%1$s\"}]},\"recipients\":[{\"status\":\"%1$s\"}]}"),
        HTML("<!DOCTYPE html><html><title>502</title><body><h1>Bad gateway</h1><pre>%1$s</pre></body></html>"),
        TEXT("cannot process %1$s!"),
        KEY("{\"%1$s\":true}"),
        CUT_JSON("{\"errorCode\":5,\"errorReason\":\"%1$s");

        private final String form;

        Frame(String form) {
            this.form = form;
        }

        String around(String echo) {
            boolean json = form.startsWith("{");
            return form.replace("%1$s", json
                    ? echo.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r").replace("\n", "\\n") : echo);
        }
    }

    static Echo of(int status, Frame frame, List<Encoding> encodings, String value, int cutFrom, int cutTo) {
        String echo = value;
        for (Encoding encoding : encodings) {
            echo = encoding.of(echo);
        }
        int from = Math.min(cutFrom, echo.length());
        echo = echo.substring(from, Math.max(from, echo.length() - cutTo));
        String header = echo.chars().allMatch(c -> c >= ' ' && c < 127) ? echo : "none";
        return new Echo(
                status, Map.of("X-Request", header, "WWW-Authenticate", "Basic realm=\"" + header + '"', "Location",
                        "/" + header, "Set-Cookie", "a=" + header, "Retry-After", header),
                frame.around(echo));
    }
}
