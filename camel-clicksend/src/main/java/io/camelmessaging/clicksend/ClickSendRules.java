/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.common.support.ProviderClient;
import io.camelmessaging.common.support.wire.HttpMethod;

/**
 * The rule of the automation API that makes ClickSend push or keep what an endpoint wants.
 * <p>
 * A rule is known by its name and what only we make of it, the action and a search for everything: one of these is used
 * again or put right. All others are left alone, whatever their actions and search types are.
 */
final class ClickSendRules {

    static final String URL = "URL";
    static final String POLL = "POLL";

    private static final int MAX_PAGES = 100;

    private final ProviderClient<ClickSendApi> client;
    private final ClickSendOperation operation;
    private final ClickSendConfiguration configuration;
    private final boolean inbound;
    private String registered;
    private String address;

    /**
     * @param client speaks the consumer's operation, under whose name errors are told
     */
    ClickSendRules(ProviderClient<ClickSendApi> client, ClickSendOperation operation, ClickSendConfiguration configuration) {
        this.client = client;
        this.operation = operation;
        this.configuration = configuration;
        this.inbound = operation.isInbound();
    }

    /** Makes sure that there is one rule of our name with this action and address. */
    void register(String action, String newAddress) throws Exception {
        address = newAddress;
        Map<String, Object> wanted = rule(action, newAddress);
        JsonNode known = find(rule -> isOurs(rule, wanted));
        if (known == null) {
            registered = known(call(HttpMethod.POST, path(), wanted).path("data"));
            return;
        }
        registered = known(known);
        if (!isAsWanted(known, wanted)) {
            call(HttpMethod.PUT, path() + "/" + registered, wanted);
        }
    }

    /** Removes the rule that was registered, unless it is gone or somebody else has given it another address since. */
    void remove() throws Exception {
        String id = registered;
        registered = null;
        if (id != null && find(rule -> id.equals(id(rule)) && rule.path("action_address").asText("").equals(address)) != null) {
            call(HttpMethod.DELETE, path() + "/" + id, null);
        }
    }

    private static boolean isOurs(JsonNode rule, Map<String, Object> wanted) {
        return Stream.of("rule_name", "action").allMatch(name -> rule.path(name).asText("").equals(wanted.get(name)))
                && rule.path("message_search_type").asInt(0) == 0;
    }

    private Map<String, Object> rule(String action, String address) {
        Map<String, Object> rule = new LinkedHashMap<>();
        String channel = inbound ? "" : "-" + configuration.getChannel();
        rule.put("rule_name", configuration.getRuleName() != null
                ? configuration.getRuleName()
                : "camel-" + operation + channel + "-" + action.toLowerCase(Locale.ROOT));
        if (inbound) {
            rule.put("dedicated_number", configuration.getDedicatedNumber());
            rule.put("message_search_type", 0);
            rule.put("message_search_term", "");
            if (action.equals(URL)) {
                rule.put("webhook_type", "json");
            }
        } else {
            rule.put("match_type", 0);
        }
        rule.put("action", action);
        rule.put("action_address", address);
        rule.put("enabled", 1);
        return rule;
    }

    private boolean isAsWanted(JsonNode known, Map<String, Object> wanted) {
        return wanted.entrySet().stream().allMatch(
                field -> Objects.equals(known.path(field.getKey()).asText(""), String.valueOf(field.getValue())));
    }

    private JsonNode find(Predicate<JsonNode> which) throws Exception {
        for (int page = 1; page <= MAX_PAGES; page++) {
            JsonNode data
                    = call(HttpMethod.GET, path() + "?page=" + page + "&limit=" + ClickSendConfiguration.MAX_PAGE_SIZE, null)
                            .path("data");
            for (JsonNode rule : data.path("data")) {
                if (which.test(rule)) {
                    return rule;
                }
            }
            if (page >= data.path("last_page").asInt(0)) {
                return null;
            }
        }
        return null;
    }

    private String known(JsonNode rule) {
        String id = id(rule);
        if (id == null) {
            throw client.api().ruleWithoutId();
        }
        return id;
    }

    private static String id(JsonNode rule) {
        return Stream.of("inbound_rule_id", "sms_inbound_rule_id", "receipt_rule_id").filter(rule::hasNonNull)
                .map(name -> rule.get(name).asText()).findFirst().orElse(null);
    }

    private String path() {
        return inbound ? "/automations/sms/inbound" : "/automations/" + configuration.getChannel() + "/receipts";
    }

    private JsonNode call(HttpMethod method, String path, Map<String, Object> body) throws Exception {
        return client.await(method, path, body);
    }
}
