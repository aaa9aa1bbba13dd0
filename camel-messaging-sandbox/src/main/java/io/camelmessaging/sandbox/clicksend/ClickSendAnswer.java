/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.clicksend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.camelmessaging.sandbox.WireAnswer;
import io.camelmessaging.sandbox.WireRequest;

/**
 * The provider's envelope.
 */
final class ClickSendAnswer {

    private static final int SMALLEST_PAGE = 15;
    private static final int LARGEST_PAGE = 100;

    /** Ends a request with an error answer. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;

        Refusal(int status, String code, String message) {
            super(message, null, false, false);
            this.status = status;
            this.code = code;
        }

        WireAnswer answer() {
            WireAnswer answer = envelope(status, code, getMessage(), null);
            return status == 429 ? answer.withHeader("Retry-After", "1") : answer;
        }
    }

    private ClickSendAnswer() {
    }

    static WireAnswer success(Object data) {
        return envelope(200, "SUCCESS", "Done.", data);
    }

    private static WireAnswer envelope(int status, String code, String message, Object data) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("http_code", status);
        envelope.put("response_code", code);
        envelope.put("response_msg", message);
        envelope.put("data", data);
        return WireAnswer.json(status, envelope);
    }

    /** One page of rows, as the query asks for it. */
    static WireAnswer page(WireRequest request, List<?> rows) {
        return page(request, rows, row -> row);
    }

    /** One page of rows, of which only those on it are written out. */
    static <T> WireAnswer page(WireRequest request, List<T> rows, Function<T, Object> written) {
        int limit = Math.max(SMALLEST_PAGE, Math.min(LARGEST_PAGE, number(request, "limit", SMALLEST_PAGE)));
        int page = Math.max(1, number(request, "page", 1));
        int lastPage = (rows.size() + limit - 1) / limit;
        int from = Math.min((page - 1) * limit, rows.size());
        int to = Math.min(from + limit, rows.size());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("total", rows.size());
        data.put("per_page", limit);
        data.put("current_page", page);
        data.put("last_page", lastPage);
        // a foreign host, as seen on the real service: it must not be followed
        data.put("next_page_url", page < lastPage ? "http://127.0.0.1:1/?page=" + (page + 1) : null);
        data.put("prev_page_url", page > 1 ? "/?page=" + (page - 1) : null);
        data.put("from", from + 1);
        data.put("to", to);
        if (!rows.isEmpty()) {
            data.put("data", rows.subList(from, to).stream().map(written).toList());
        }
        return success(data);
    }

    static int number(WireRequest request, String name, int fallback) {
        String value = request.query().get(name);
        return value != null && value.matches("\\d{1,9}") ? Integer.parseInt(value) : fallback;
    }

    static Map<String, Object> currency() {
        return Map.of("currency_name_short", "AUD", "currency_prefix_d", "$", "currency_prefix_c", "c", "currency_name_long",
                "Australian Dollars");
    }
}
