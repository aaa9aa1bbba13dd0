/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.boomerang.model.Reply;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.support.WebhookCall;
import io.camelmessaging.common.support.WebhookHandler;
import org.apache.camel.Processor;

/**
 * Reads what Boomerang calls with, of which nothing is published: JSON, a form or a query, one reply or several, with
 * the fields that the feed of replies has.
 */
final class BoomerangWebhookHandler extends WebhookHandler {

    private static final String TOKEN = "token";

    /** A reply has at least one of these. */
    private static final Set<String> REPLY = Set.of("response_id", "response_content", "response_date");
    /** What a receipt has that a reply may have too. */
    private static final Set<String> RECEIPT = Set.of("transaction_id", "status", "status_date", "destination");

    private final BoomerangConfiguration configuration;
    private final ZoneId zone;

    BoomerangWebhookHandler(BoomerangEndpoint endpoint, Processor next) {
        super(endpoint, next);
        this.configuration = endpoint.getConfiguration();
        this.zone = configuration.zone();
    }

    @Override
    protected List<? extends MessagingEvent> events(WebhookCall call) throws IOException {
        Map<String, Object> beside = new LinkedHashMap<>(call.query());
        beside.remove(TOKEN);
        List<Reply> replies = new ArrayList<>();
        for (Map<String, Object> fields : fields(call)) {
            Map<String, Object> all = new LinkedHashMap<>(beside);
            all.putAll(fields);
            // a call that says nothing only tests the URL
            boolean silent = fields.isEmpty() && beside.keySet().stream().noneMatch(RECEIPT::contains);
            if (all.keySet().stream().anyMatch(REPLY::contains)) {
                replies.add(mapper().convertValue(all, Reply.class).datedIn(zone));
            } else if (!silent) {
                throw new IOException("Not a reply");
            }
        }
        return replies;
    }

    private List<Map<String, Object>> fields(WebhookCall call) throws IOException {
        JsonNode content = call.content();
        if (content == null) {
            return List.of(new LinkedHashMap<>(call.form()));
        }
        JsonNode items = content.path("replies").isArray() ? content.path("replies") : content;
        if (items.isObject()) {
            return List.of(map(items));
        }
        if (!items.isArray()) {
            throw new IOException("Neither a JSON object nor an array");
        }
        List<Map<String, Object>> each = new ArrayList<>();
        for (JsonNode item : items) {
            if (!item.isObject()) {
                throw new IOException("Not an array of JSON objects");
            }
            each.add(map(item));
        }
        return each;
    }

    private Map<String, Object> map(JsonNode object) {
        return mapper().convertValue(object, new TypeReference<>() {
        });
    }

    @Override
    protected int answerStatus() {
        return configuration.getCallbackAnswerStatus();
    }

    @Override
    protected String answer() {
        return configuration.getCallbackAnswerBody();
    }
}
