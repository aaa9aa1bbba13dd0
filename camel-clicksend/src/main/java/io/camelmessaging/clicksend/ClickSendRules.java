package io.camelmessaging.clicksend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.common.transport.HttpMethod;

/**
 * The rule of the automation API that makes ClickSend push or keep what an endpoint wants.
 * <p>
 * A rule is known by its name alone: one of this name is used again or put right, all others are left alone.
 */
final class ClickSendRules {

    static final String URL = "URL";
    static final String POLL = "POLL";

    private static final int MOST_PAGES = 100;

    private final ClickSendEndpoint endpoint;
    private final ClickSendConfiguration configuration;
    private final ClickSendApi api;
    private final boolean inbound;
    private String registered;

    ClickSendRules(ClickSendEndpoint endpoint) {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.inbound = endpoint.getOperation() == ClickSendOperation.inboundSms;
        // its errors are told under the name of the consumer
        this.api = new ClickSendApi(endpoint, endpoint.getOperation());
    }

    /** Makes sure that there is one rule of our name with this action and address. */
    void register(String action, String address) throws Exception {
        Map<String, Object> wanted = rule(action, address);
        ObjectNode known = find(String.valueOf(wanted.get("rule_name")));
        if (known == null) {
            registered = id(call(HttpMethod.POST, path(), wanted).path("data"));
            return;
        }
        registered = id(known);
        if (!isAsWanted(known, wanted)) {
            call(HttpMethod.PUT, path() + "/" + registered, wanted);
        }
    }

    /** Removes the rule that was registered. */
    void remove() throws Exception {
        if (registered != null) {
            call(HttpMethod.DELETE, path() + "/" + registered, null);
            registered = null;
        }
    }

    private Map<String, Object> rule(String action, String address) {
        Map<String, Object> rule = new LinkedHashMap<>();
        String channel = inbound ? "" : "-" + configuration.getChannel();
        rule.put("rule_name", configuration.getRuleName() != null
                ? configuration.getRuleName()
                : "camel-" + endpoint.getOperation() + channel + "-" + action.toLowerCase(java.util.Locale.ROOT));
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

    private boolean isAsWanted(ObjectNode known, Map<String, Object> wanted) {
        return wanted.entrySet().stream().allMatch(
                field -> Objects.equals(known.path(field.getKey()).asText(""), String.valueOf(field.getValue())));
    }

    private ObjectNode find(String name) throws Exception {
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode data
                    = call(HttpMethod.GET, path() + "?page=" + page + "&limit=" + ClickSendApi.LARGEST_PAGE, null).path("data");
            for (JsonNode rule : data.path("data")) {
                if (rule instanceof ObjectNode object && rule.path("rule_name").asText().equals(name)) {
                    return object;
                }
            }
            if (page >= data.path("last_page").asInt(0)) {
                return null;
            }
        }
        return null;
    }

    private String id(JsonNode rule) {
        for (String name : new String[] { "inbound_rule_id", "sms_inbound_rule_id", "receipt_rule_id" }) {
            if (rule.hasNonNull(name)) {
                return rule.get(name).asText();
            }
        }
        throw api.ruleWithoutId();
    }

    private String path() {
        return inbound ? "/automations/sms/inbound" : "/automations/" + configuration.getChannel() + "/receipts";
    }

    private JsonNode call(HttpMethod method, String path, Map<String, Object> body) throws Exception {
        return endpoint.call(api, method, path, body);
    }
}
