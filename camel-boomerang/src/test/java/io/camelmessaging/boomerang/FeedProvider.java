/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * A provider's feeds with the behaviour that its reference describes: filters, pages, and marks of what was fetched.
 */
final class FeedProvider implements ResponseDefinitionTransformerV2 {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Map<String, Object>> receipts = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> replies = new CopyOnWriteArrayList<>();
    private final Set<Map<String, Object>> fetched = new HashSet<>();
    private volatile int pageSize = 1_000;
    private volatile Comparator<Map<String, Object>> order = (one, other) -> 0;
    private volatile boolean inclusive;
    private volatile boolean ignoringPages;

    void reset() {
        receipts.clear();
        replies.clear();
        fetched.clear();
        pageSize = 1_000;
        order = (one, other) -> 0;
        inclusive = false;
        ignoringPages = false;
    }

    void receipt(long transaction, String status, String date) {
        receipts.add(Map.of("transaction_id", String.valueOf(transaction), "status", status, "status_date", date,
                "destination", "447700900123", "custom_parameter", "c" + transaction, "campaign_name", "", "unique_id", "u"));
    }

    void reply(String id, String text, String date) {
        replies.add(Map.of("transaction_id", "900", "custom_parameter", "118", "response_id", id, "from", "353871234567",
                "response_content", text, "is_new", true, "transaction_date", "2024-05-02 09:00:11", "response_date", date));
    }

    void pageSize(int size) {
        pageSize = size;
    }

    void order(Comparator<Map<String, Object>> newOrder) {
        order = newOrder;
    }

    void inclusive() {
        inclusive = true;
    }

    void ignoringPages() {
        ignoringPages = true;
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        boolean isReceipts = request.getUrl().startsWith("/v1/get_all_new_drs");
        if (!isReceipts && !request.getUrl().startsWith("/v1/get_responses")) {
            return event.getResponseDefinition();
        }
        boolean onlyNew = "true".equals(value(request, "ignore_previous"));
        List<Map<String, Object>> matching = (isReceipts ? receipts : replies).stream()
                .filter(item -> !onlyNew || !fetched.contains(item))
                .filter(isReceipts ? wanted(request) : item -> true)
                .sorted(order).collect(Collectors.toCollection(ArrayList::new));
        String page = value(request, "page");
        int from = page == null || ignoringPages ? 0 : Math.min(matching.size(), (Integer.parseInt(page) - 1) * pageSize);
        List<Map<String, Object>> items = matching.subList(from, Math.min(matching.size(), from + pageSize));
        if (onlyNew) {
            fetched.addAll(items);
        }
        boolean more = from + items.size() < matching.size();
        try {
            return ResponseDefinitionBuilder.responseDefinition().withStatus(200).withBody(JSON.writeValueAsString(Map.of(
                    "status", 200, "message", "OK", "has_more", more, isReceipts ? "drs" : "replies", items))).build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Predicate<Map<String, Object>> wanted(Request request) {
        String after = value(request, "drs_after");
        String start = value(request, "start_transaction_id");
        return item -> {
            int compared = String.valueOf(item.get("status_date")).compareTo(after);
            return (compared > 0 || inclusive && compared == 0)
                    && (start == null || Long.parseLong((String) item.get("transaction_id")) >= Long.parseLong(start));
        };
    }

    private static String value(Request request, String name) {
        QueryParameter parameter = request.queryParameter(name);
        return parameter.isPresent() ? parameter.firstValue() : null;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public String getName() {
        return "feeds";
    }
}
