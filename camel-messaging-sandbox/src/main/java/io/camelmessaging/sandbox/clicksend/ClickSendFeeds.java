/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.clicksend;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.sandbox.Callbacks;
import io.camelmessaging.sandbox.FieldRules;
import io.camelmessaging.sandbox.SandboxState;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.WireAnswer;
import io.camelmessaging.sandbox.WireRequest;

/**
 * Inbound SMS and receipts: the polling boxes, the rules of the automation API, and the pushes that rules make.
 */
final class ClickSendFeeds {

    private static final int UNKNOWN_STATUS = 987;
    private static final Pattern RECEIPTS = Pattern.compile(".*/(sms|voice|mms|fax)/receipts");
    private static final String GROWN_NUMBER = "61400000999";
    private static final double[] REPEATS = { 10, 60, 300, 1800, 3600 };
    private static final FieldRules INBOUND_RULE = FieldRules.none().requiredText("dedicated_number", "rule_name", "action")
            .integer("message_search_type", "enabled").any("message_search_term", "action_address", "body")
            .text("webhook_type");
    private static final FieldRules RECEIPT_RULE
            = FieldRules.none().requiredText("rule_name", "action").integer("match_type", "enabled")
                    .any("action_address");

    private final SandboxState state;
    private final AtomicInteger ruleIds = new AtomicInteger(7000);
    private final Map<Integer, Map<String, Object>> inboundRules = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, Map<String, Object>>> receiptRules = new ConcurrentHashMap<>();
    private final List<Map<String, Object>> inbound = new CopyOnWriteArrayList<>();
    private final Map<String, List<Map<String, Object>>> receipts = new ConcurrentHashMap<>();

    ClickSendFeeds(SandboxState state) {
        this.state = state;
    }

    List<ClickSendRoute> routes() {
        return List.of(
                ClickSendRoute.of("GET", "/sms/inbound", (request, ids) -> ClickSendAnswer.page(request, List.copyOf(inbound))),
                ClickSendRoute.of("PUT", "/sms/inbound-read/([^/]+)", (request, ids) -> markInbound(ids.get(0))),
                ClickSendRoute.of("PUT", "/sms/inbound-read", (request, ids) -> {
                    return ClickSendAnswer.success(markBefore(inbound, request));
                }),
                ClickSendRoute.of("GET", "/(sms|voice|mms|fax)/receipts",
                        (request, ids) -> ClickSendAnswer.page(request, List.copyOf(box(ids.get(0))))),
                ClickSendRoute.of("PUT", "/(sms|voice|mms|fax)/receipts-read",
                        (request, ids) -> ClickSendAnswer.success(markBefore(box(ids.get(0)), request))),
                ClickSendRoute.of("GET", "/automations/sms/inbound",
                        (request, ids) -> ClickSendAnswer.page(request, List.copyOf(inboundRules.values()))),
                ClickSendRoute.of("POST", "/automations/sms/inbound",
                        (request, ids) -> saveRule(inboundRules, ruleIds.incrementAndGet(), request, INBOUND_RULE,
                                "inbound_rule_id")),
                ClickSendRoute.of("PUT", "/automations/sms/inbound/(\\d+)",
                        (request, ids) -> saveRule(inboundRules, known(inboundRules, ids.get(0)), request, INBOUND_RULE,
                                "inbound_rule_id")),
                ClickSendRoute.of("DELETE", "/automations/sms/inbound/(\\d+)",
                        (request, ids) -> deleteRule(inboundRules, ids.get(0))),
                ClickSendRoute.of("GET", "/automations/(sms|voice|mms|fax)/receipts",
                        (request, ids) -> ClickSendAnswer.page(request, List.copyOf(rules(ids.get(0)).values()))),
                ClickSendRoute.of("POST", "/automations/(sms|voice|mms|fax)/receipts",
                        (request, ids) -> saveRule(rules(ids.get(0)), ruleIds.incrementAndGet(), request, RECEIPT_RULE,
                                "receipt_rule_id")),
                ClickSendRoute.of("PUT", "/automations/(sms|voice|mms|fax)/receipts/(\\d+)",
                        (request, ids) -> saveRule(rules(ids.get(0)), known(rules(ids.get(0)), ids.get(1)), request,
                                RECEIPT_RULE,
                                "receipt_rule_id")),
                ClickSendRoute.of("DELETE", "/automations/(sms|voice|mms|fax)/receipts/(\\d+)",
                        (request, ids) -> deleteRule(rules(ids.get(0)), ids.get(1))));
    }

    private List<Map<String, Object>> box(String channel) {
        return receipts.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>());
    }

    private Map<Integer, Map<String, Object>> rules(String channel) {
        return receiptRules.computeIfAbsent(channel, name -> new ConcurrentHashMap<>());
    }

    private WireAnswer markInbound(String id) {
        int before = inbound.size();
        inbound.removeIf(row -> row.get("message_id").equals(id));
        return ClickSendAnswer.success(before - inbound.size());
    }

    /** Marks what was sent strictly before the cut-off; without one, everything. */
    private int markBefore(List<Map<String, Object>> box, WireRequest request) {
        long cutOff = request.object().map(body -> body.path("date_before").asLong(0)).orElse(0L);
        if (cutOff == 0) {
            cutOff = Long.parseLong(request.query().getOrDefault("date_before", "0"));
        }
        if (cutOff == 0) {
            state.wire().contractViolation("clicksend: everything was marked as read, without a cut-off");
        }
        long before = cutOff == 0 ? Long.MAX_VALUE : cutOff;
        int size = box.size();
        box.removeIf(row -> ((Number) row.getOrDefault("timestamp_send", row.get("timestamp"))).longValue() < before);
        return size - box.size();
    }

    private WireAnswer saveRule(
            Map<Integer, Map<String, Object>> rules, int id, WireRequest request, FieldRules fields, String idName) {
        ObjectNode body
                = request.object().orElseThrow(() -> new ClickSendAnswer.Refusal(400, "BAD_REQUEST", "No JSON object."));
        fields.problem(body).ifPresent(problem -> {
            throw new ClickSendAnswer.Refusal(400, "BAD_REQUEST", problem);
        });
        fields.unknown(body).forEach(name -> state.wire().contractViolation("clicksend rule: unknown field " + name));
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put(idName, id);
        body.properties().forEach(field -> rule.put(field.getKey(), field.getValue()));
        rules.put(id, rule);
        return ClickSendAnswer.success(rule);
    }

    private static int known(Map<Integer, ?> rules, String id) {
        int number = Integer.parseInt(id);
        if (!rules.containsKey(number)) {
            throw new ClickSendAnswer.Refusal(404, "NOT_FOUND", "No such rule.");
        }
        return number;
    }

    private static WireAnswer deleteRule(Map<Integer, ?> rules, String id) {
        rules.remove(known(rules, id));
        return ClickSendAnswer.success(List.of());
    }

    void inbound(String from, String to, String text, SentMessage answered) {
        Map<String, Object> push = new LinkedHashMap<>();
        push.put("body", text);
        push.put("message", text);
        push.put("from", "+" + from);
        push.put("sms", "+" + from);
        push.put("to", to);
        push.put("originalsenderid", to);
        push.put("timestamp", state.clock().now().getEpochSecond());
        push.put("message_id", UUID.randomUUID().toString().toUpperCase(Locale.ROOT));
        push.put("original_message_id", answered == null ? null : answered.id());
        push.put("original_body", answered == null ? null : answered.text());
        push.put("custom_string", answered == null ? "" : answered.fields().getOrDefault("custom_string", ""));
        state.faults().inbound(ClickSendProvider.NAME, () -> tell(new LinkedHashMap<>(push), to));
    }

    private void tell(Map<String, Object> push, String to) {
        boolean polled = false;
        for (Map<String, Object> rule : inboundRules.values()) {
            if (text(rule, "enabled").equals("0") || !matches(rule, to)) {
                continue;
            }
            switch (text(rule, "action")) {
                case "POLL" -> polled = true;
                case "URL" -> {
                    Map<String, Object> pushed = new LinkedHashMap<>(push);
                    pushed.put("user_id", 11);
                    pushed.put("subaccount_id", 22);
                    push(text(rule, "action_address"), text(rule, "webhook_type"), pushed, 0);
                }
                default -> {
                    // other actions stay inside the provider
                }
            }
        }
        if (polled) {
            push.keySet().removeAll(List.of("message", "sms", "originalsenderid"));
            inbound.add(push);
        }
    }

    private static boolean matches(Map<String, Object> rule, String to) {
        String number = text(rule, "dedicated_number");
        return number.equals("*") || SandboxState.recipientKey(number).equals(SandboxState.recipientKey(String.valueOf(to)));
    }

    void receipt(SentMessage message, String customString, int code) {
        add(message, customString, code, null);
    }

    /** The keys that were pressed in a call come with its receipt. */
    void digits(SentMessage message, String digits) {
        add(message, String.valueOf(message.fields().getOrDefault("custom_string", "")), ClickSendReceipt.RECEIVED, digits);
    }

    private void add(SentMessage message, String customString, int code, String digits) {
        int told = state.faults().status(ClickSendProvider.NAME, message.channel(), code, UNKNOWN_STATUS);
        Map<String, Object> row = row(message.acceptedAt().getEpochSecond(), message.id(),
                ClickSendReceipt.of(told, message.to()), message.channel());
        row.put("custom_string", customString);
        row.put("digits", digits(message.channel(), digits));
        state.faults().receipt(ClickSendProvider.NAME, message.channel(), message.key(),
                () -> tell(message, new LinkedHashMap<>(row)));
    }

    /** The keys of a call: a number where they are one, blank without any; other channels have none. */
    private static Object digits(String channel, String pressed) {
        if (pressed == null) {
            return channel.equals("voice") ? "" : null;
        }
        return pressed.matches("[1-9]\\d{0,8}") ? (Object) Integer.valueOf(pressed) : pressed;
    }

    private Map<String, Object> row(long sent, String id, ClickSendReceipt receipt, String channel) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("timestamp_send", sent);
        row.put("timestamp", state.clock().now().getEpochSecond());
        row.put("message_id", id);
        row.putAll(receipt.fields());
        // a text here, as the examples of receipts have it
        row.put("status_code", String.valueOf(receipt.code()));
        row.put("custom_string", "");
        row.put("subaccount_id", 22);
        row.put("message_type", channel);
        row.put("digits", null);
        return row;
    }

    private CompletionStage<?> tell(SentMessage message, Map<String, Object> row) {
        CompletionStage<?> told = CompletableFuture.completedStage(null);
        boolean polled = false;
        for (Map<String, Object> rule : rules(message.channel()).values()) {
            if (text(rule, "enabled").equals("0")) {
                continue;
            }
            if (text(rule, "action").equals("POLL")) {
                polled = true;
            } else if (text(rule, "action").equals("URL")) {
                Map<String, Object> pushed = new LinkedHashMap<>(row);
                pushed.put("status", row.get("status_code").equals("201") ? "Delivered" : "Undelivered");
                pushed.put("user_id", 11);
                pushed.put("messageid", message.id());
                pushed.put("customstring", row.get("custom_string"));
                told = push(text(rule, "action_address"), "post", pushed, 0).thenAccept(answer -> state.messages().note(
                        message.key(), "callback", row.get("status_code") + " answered " + answer.status()));
            }
        }
        if (polled) {
            box(message.channel()).add(row);
        }
        return told;
    }

    /** Makes the feed of a path longer. */
    Optional<Runnable> growth(String path) {
        if (path.contains("/automations/")) {
            return Optional.empty();
        }
        if (path.endsWith("/sms/inbound")) {
            return Optional.of(() -> inbound(GROWN_NUMBER, "+61400000000", "came while the feed was read", null));
        }
        Matcher receiptsOf = RECEIPTS.matcher(path);
        if (!receiptsOf.matches()) {
            return Optional.empty();
        }
        String channel = receiptsOf.group(1);
        return Optional.of(() -> box(channel)
                .add(row(state.clock().now().getEpochSecond(), UUID.randomUUID().toString(),
                        ClickSendReceipt.of(ClickSendReceipt.RECEIVED, GROWN_NUMBER), channel)));
    }

    /** Calls until the answer is 200, with growing pauses. */
    private CompletableFuture<Callbacks.Answer> push(String address, String type, Map<String, Object> fields, int tries) {
        String form = fields.entrySet().stream().map(field -> encode(field.getKey()) + "="
                                                              + encode(field.getValue() == null
                                                                      ? "" : field.getValue().toString()))
                .collect(Collectors.joining("&"));
        var called = switch (type) {
            case "json" ->
                state.callbacks().post(ClickSendProvider.NAME, address, "application/json", WireAnswer.toJson(fields));
            case "get" -> state.callbacks().get(ClickSendProvider.NAME, address + (address.contains("?") ? "&" : "?") + form);
            default -> state.callbacks().post(ClickSendProvider.NAME, address, "application/x-www-form-urlencoded", form);
        };
        return called.thenApply(answer -> {
            if (answer.status() != 200 && tries < REPEATS.length) {
                state.clock().after(REPEATS[tries], () -> push(address, type, fields, tries + 1));
            }
            return answer;
        });
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(Map<String, Object> rule, String name) {
        return rule.get(name) instanceof JsonNode node ? node.asText("") : "";
    }
}
