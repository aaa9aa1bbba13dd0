/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.clicksend;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.sandbox.FieldRules;
import io.camelmessaging.sandbox.MessageStore;
import io.camelmessaging.sandbox.SandboxState;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.WireAnswer;
import io.camelmessaging.sandbox.WireRequest;

/**
 * The six ways to send, their prices, history and cancelling.
 */
final class ClickSendMessages {

    static final String NO_CREDIT = "nocredit";
    static final String NOT_ACTIVE = "notactive";

    private static final BigDecimal PRICE = new BigDecimal("0.0792");
    private static final int LARGEST_REQUEST = 1000;
    private static final double RECENT_SECONDS = 10;

    /** Nothing is sent and nothing charged for these; they get no receipt. */
    private static final Set<String> TEST_NUMBERS
            = Set.of("61411111111", "61422222222", "61433333333", "61444444444", "14055555555",
                    "14055555666", "447777777777", "8615555555555", "61261111111", "61262222222", "61263333333");

    private static final Map<String, String> REFUSING_NUMBERS = Map.ofEntries(Map.entry("99001", "INVALID_RECIPIENT"),
            Map.entry("99002", "COUNTRY_NOT_ENABLED"), Map.entry("99003", "THROTTLED"), Map.entry("99004", "INVALID_SENDER_ID"),
            Map.entry("99005", "INSUFFICIENT_CREDIT"), Map.entry("99006", "REGISTRATION_NEEDED"),
            Map.entry("99007", "INTERNAL_ERROR"),
            Map.entry("99008", "SOMETHING_IS_WRONG"), Map.entry("99009", "SOME_NEW_CODE"));
    private static final Map<String, String> FAILING_NUMBERS
            = Map.of("99400", "BAD_REQUEST", "99403", "FORBIDDEN", "99404", "NOT_FOUND",
                    "99429", "HTTP_TOO_MANY_REQUESTS", "99500", "INTERNAL_SERVER_ERROR", "99503", "SERVICE_UNAVAILABLE");

    private static final FieldRules ITEM
            = FieldRules.none().text("to", "custom_string", "source", "country", "from_email").any("list_id",
                    "schedule", "from");
    private static final FieldRules RECIPIENT = FieldRules.none()
            .requiredText("address_name", "address_line_1", "address_city", "address_state", "address_postal_code",
                    "address_country")
            .text("address_line_2", "custom_string").integer("return_address_id").any("schedule");

    /** One channel. */
    private record Channel(String name, String items, FieldRules top, FieldRules item, String parts) {
    }

    private static final List<Channel> CHANNELS = List.of(
            new Channel(
                    "sms", "messages", FieldRules.none().requiredArray("messages").any("shorten_urls").array("senders"),
                    ITEM.text("body").any("contact_id", "exclude_no_sender_id_recipients", "show_summary"), "message_parts"),
            new Channel(
                    "mms", "messages", FieldRules.none().requiredArray("messages").requiredText("media_file"),
                    ITEM.text("body", "subject"), "message_parts"),
            new Channel(
                    "voice", "messages", FieldRules.none().requiredArray("messages"),
                    ITEM.text("body", "lang", "voice").integer("require_input", "machine_detection"), "message_parts"),
            new Channel(
                    "fax", "messages", FieldRules.none().requiredArray("messages").requiredText("file_url"), ITEM,
                    "message_pages"),
            new Channel(
                    "letter", "recipients", FieldRules.none().requiredArray("recipients").requiredText("file_url")
                            .integer("colour", "duplex", "template_used", "priority_post").text("source"),
                    RECIPIENT, "post_pages"),
            new Channel(
                    "postcard", "recipients",
                    FieldRules.none().requiredArray("recipients").requiredArray("file_urls").text("source"),
                    RECIPIENT, "post_pages"));
    private static final Map<String, String> PATHS
            = Map.of("sms", "/sms", "mms", "/mms", "voice", "/voice", "fax", "/fax", "letter",
                    "/post/letters", "postcard", "/post/postcards");

    private final SandboxState state;
    private final ClickSendFeeds feeds;
    private final BlockingDeque<Map<String, Object>> history = new LinkedBlockingDeque<>(MessageStore.CAPACITY);
    private final Map<String, Instant> recent = new ConcurrentHashMap<>();

    ClickSendMessages(SandboxState state, ClickSendFeeds feeds) {
        this.state = state;
        this.feeds = feeds;
    }

    List<ClickSendRoute> routes() {
        List<ClickSendRoute> routes = new ArrayList<>();
        for (Channel channel : CHANNELS) {
            routes.add(ClickSendRoute.of("POST", PATHS.get(channel.name()) + "/send",
                    (request, ids) -> send(channel, request, true)));
            routes.add(ClickSendRoute.of("POST", PATHS.get(channel.name()) + "/price",
                    (request, ids) -> send(channel, request, false)));
        }
        routes.add(ClickSendRoute.of("GET", "/sms/history", (request, ids) -> history(request)));
        routes.add(ClickSendRoute.of("PUT", "/sms/([^/]+)/cancel", (request, ids) -> cancel(ids.get(0))));
        routes.add(ClickSendRoute.of("PUT", "/sms/cancel-all", (request, ids) -> cancelAll(request)));
        return routes;
    }

    private WireAnswer send(Channel channel, WireRequest wireRequest, boolean really) {
        ObjectNode request = wireRequest.object()
                .filter(body -> body.path(channel.items()).isArray() && !body.path(channel.items()).isEmpty())
                .orElseThrow(() -> bad("The " + channel.items() + " array is empty."));
        channel.top().problem(request).ifPresent(problem -> {
            throw bad(problem);
        });
        String what = "clicksend " + channel.name() + ": unknown field ";
        channel.top().unknown(request).forEach(name -> state.wire().contractViolation(what + name));
        JsonNode items = request.get(channel.items());
        if (items.size() > LARGEST_REQUEST) {
            throw bad("TOO_MANY_RECIPIENTS");
        }
        String user = wireRequest.basicCredentials().orElse("");
        // a refused request does nothing: all is checked before anything is taken
        List<ObjectNode> checked = new ArrayList<>();
        for (JsonNode node : items) {
            if (!(node instanceof ObjectNode item)) {
                throw bad("An item is not an object.");
            }
            channel.item().problem(item).ifPresent(problem -> {
                throw bad(problem);
            });
            channel.item().unknown(item).forEach(name -> state.wire().contractViolation(what + channel.items() + "[]." + name));
            FAILING_NUMBERS.forEach((digits, code) -> {
                if (item.path("to").asText().endsWith(digits)) {
                    throw new ClickSendAnswer.Refusal(Integer.parseInt(digits.substring(2)), code, "Forced by the number");
                }
            });
            checked.add(item);
        }
        List<Map<String, Object>> rows = checked.stream().map(item -> row(channel, request, item, user, really)).toList();
        long queued = rows.stream().filter(row -> "SUCCESS".equals(row.get("status"))).count();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("total_price", PRICE.multiply(BigDecimal.valueOf(queued)));
        data.put("total_count", rows.size());
        data.put("queued_count", queued);
        data.put("blocked_count", rows.stream().filter(row -> "COUNTRY_NOT_ENABLED".equals(row.get("status"))).count());
        data.put(channel.items(), rows);
        if (!channel.name().equals("mms")) {
            data.put("_currency", ClickSendAnswer.currency());
        }
        return ClickSendAnswer.success(data);
    }

    private Map<String, Object> row(Channel channel, ObjectNode request, ObjectNode item, String user, boolean really) {
        String id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        String status = status(channel, item, user, really);
        Map<String, Object> row = new LinkedHashMap<>();
        String to = e164(item);
        if (!status.equals("SUCCESS")) {
            row.put("to", item.path("to").asText(""));
            row.put("body", item.path("body").asText(""));
            row.put("from", "");
            row.put("schedule", "");
            row.put("message_id", id);
            row.put("custom_string", item.path("custom_string").asText(""));
            row.put("is_shared_system_number", false);
            row.put("status", status);
            return row;
        }
        long now = state.clock().now().getEpochSecond();
        row.put("direction", "out");
        row.put("date", now);
        item.properties().forEach(field -> row.put(field.getKey(), field.getValue()));
        row.put("to", to);
        row.put("from", item.path("from").asText("+61422222222"));
        row.put("schedule", item.path("schedule").asLong(0) == 0 ? now : item.path("schedule").asLong());
        row.put("message_id", id);
        row.put(channel.parts(), channel.name().equals("sms") ? ClickSendParts.of(item.path("body").asText()) : 1);
        row.put(channel.items().equals("messages") ? "message_price" : "post_price", PRICE.toPlainString());
        row.put("from_email", null);
        row.put("list_id", item.hasNonNull("list_id") ? item.get("list_id").asText() : null);
        row.put("custom_string", item.path("custom_string").asText(""));
        row.put("contact_id", null);
        row.put("user_id", 11);
        row.put("subaccount_id", 22);
        row.put("country", item.path("country").asText("AU"));
        row.put("carrier", "Telco");
        row.put("date_added", now);
        row.put("status", status);
        if (really) {
            accept(channel, request, item, row);
        }
        return row;
    }

    private String status(Channel channel, ObjectNode item, String user, boolean really) {
        if (user.startsWith(NO_CREDIT + ":")) {
            return "INSUFFICIENT_CREDIT";
        }
        if (user.startsWith(NOT_ACTIVE + ":")) {
            return "ACCOUNT_NOT_ACTIVATED";
        }
        if (channel.items().equals("recipients")) {
            return state.charge(ClickSendProvider.NAME, PRICE) ? "SUCCESS" : "INSUFFICIENT_CREDIT";
        }
        String to = item.path("to").asText("");
        if (to.isEmpty() && !item.hasNonNull("list_id")) {
            return "MISSING_REQUIRED_FIELDS";
        }
        for (Map.Entry<String, String> refusing : REFUSING_NUMBERS.entrySet()) {
            if (to.endsWith(refusing.getKey())) {
                return refusing.getValue();
            }
        }
        if (!to.isEmpty() && !to.matches("\\+?[0-9]{8,15}")) {
            return "INVALID_RECIPIENT";
        }
        boolean needsBody = !channel.name().equals("fax");
        if (needsBody && item.path("body").asText("").isBlank()) {
            return "EMPTY_MESSAGE";
        }
        if (channel.name().equals("mms") && item.path("subject").asText("").isBlank()) {
            return "SUBJECT_REQUIRED";
        }
        if (channel.name().equals("voice") && !Set.of("male", "female").contains(item.path("voice").asText())) {
            return "INVALID_VOICE";
        }
        if (really && channel.name().equals("sms") && isRepeated(to, item.path("body").asText())) {
            return "THROTTLED";
        }
        return TEST_NUMBERS.contains(SandboxState.recipientKey(to)) || state.charge(ClickSendProvider.NAME, PRICE)
                ? "SUCCESS" : "INSUFFICIENT_CREDIT";
    }

    /** Whether the same text went to the same number moments ago. */
    private boolean isRepeated(String to, String body) {
        Instant now = state.clock().now();
        Instant before = recent.put(SandboxState.recipientKey(to) + " " + body, now);
        return before != null && before.plus(state.clock().lasting(RECENT_SECONDS)).isAfter(now);
    }

    private void accept(Channel channel, ObjectNode request, ObjectNode item, Map<String, Object> row) {
        String id = row.get("message_id").toString();
        String to = channel.items().equals("recipients")
                ? item.path("address_name").asText() : SandboxState.recipientKey(e164(item));
        Map<String, Object> fields = new LinkedHashMap<>();
        request.properties().forEach(field -> {
            if (!field.getKey().equals(channel.items())) {
                fields.put(field.getKey(),
                        field.getValue().isValueNode() ? field.getValue().asText() : field.getValue().toString());
            }
        });
        item.properties().forEach(field -> {
            if (!Set.of("to", "from", "body", "subject").contains(field.getKey())) {
                fields.put(field.getKey(), field.getValue().asText());
            }
        });
        SentMessage message
                = state.messages().accept(ClickSendProvider.NAME, id, channel.name(), to, row.get("from").toString(),
                        item.path("subject").asText(null), item.path("body").asText(null), fields);
        Map<String, Object> kept = new ConcurrentHashMap<>();
        keep(kept, row);
        boolean test = TEST_NUMBERS.contains(message.to());
        boolean scheduled = item.path("schedule").asLong(0) > state.clock().now().getEpochSecond();
        kept.put("status", scheduled ? "Scheduled" : test ? "Completed" : "Sent");
        if (channel.name().equals("sms")) {
            while (!history.offerLast(kept)) {
                history.pollFirst();
            }
        }
        if (!scheduled && !channel.items().equals("recipients") && !test) {
            deliver(message, item, kept);
        }
    }

    private void deliver(SentMessage message, ObjectNode item, Map<String, Object> row) {
        String customString = item.path("custom_string").asText("");
        state.deliver(message, stage -> {
            switch (stage) {
                case SENT -> reached(message, customString, row, ClickSendReceipt.SENT);
                case DELIVERED -> reached(message, customString, row, ClickSendReceipt.RECEIVED);
                case UNDELIVERED, REJECTED, EXPIRED -> reached(message, customString, row, ClickSendReceipt.FAILED);
                case READ -> {
                    // ClickSend does not tell it
                }
            }
        });
    }

    private void reached(SentMessage message, String customString, Map<String, Object> row, int code) {
        state.messages().status(message.key(), String.valueOf(code));
        // "Sent" stands beside the code of a delivered message too: it means neither
        row.put("status", code == ClickSendReceipt.FAILED ? "Failed" : "Sent");
        keep(row, ClickSendReceipt.of(code, message.to()).fields());
        feeds.receipt(message, customString, code);
    }

    private WireAnswer history(WireRequest request) {
        int from = ClickSendAnswer.number(request, "date_from", 0);
        int to = ClickSendAnswer.number(request, "date_to", Integer.MAX_VALUE);
        String[] search = request.query().getOrDefault("q", "").split(":", 2);
        if (!search[0].isEmpty() && !Set.of("status", "to", "from", "subaccount_id", "message_id").contains(search[0])) {
            throw bad("q cannot search " + search[0]);
        }
        List<Map<String, Object>> rows = new ArrayList<>(
                history.stream()
                        .filter(row -> date(row) >= from && date(row) <= to)
                        .filter(row -> search.length < 2 || search[1].equalsIgnoreCase(text(row.get(search[0])))).toList());
        if ("date:desc".equals(request.query().get("order_by"))) {
            rows.sort(Comparator.comparingLong(ClickSendMessages::date).reversed());
        }
        return ClickSendAnswer.page(request, rows, ClickSendMessages::written);
    }

    private static void keep(Map<String, Object> kept, Map<String, Object> fields) {
        fields.forEach((name, value) -> {
            if (value != null) {
                kept.put(name, value);
            }
        });
    }

    /** A row of the history: without a code, as that of a test number always is, its fields are null. */
    private static Map<String, Object> written(Map<String, Object> row) {
        Map<String, Object> written = ClickSendReceipt.none();
        written.putAll(row);
        return written;
    }

    private static long date(Map<String, Object> row) {
        return ((Number) row.get("date")).longValue();
    }

    private static String text(Object value) {
        return value instanceof JsonNode node ? node.asText() : String.valueOf(value);
    }

    private WireAnswer cancel(String id) {
        Map<String, Object> row = history.stream()
                .filter(candidate -> candidate.get("message_id").equals(id) && candidate.get("status").equals("Scheduled"))
                .findFirst()
                .orElseThrow(() -> new ClickSendAnswer.Refusal(404, "NOT_FOUND", "That message cannot be cancelled."));
        row.put("status", "Cancelled");
        return ClickSendAnswer.success(null);
    }

    private WireAnswer cancelAll(WireRequest request) {
        String customString = request.object().map(body -> body.path("custom_string").asText("")).orElse("");
        List<Map<String, Object>> scheduled = history.stream().filter(row -> row.get("status").equals("Scheduled"))
                .filter(row -> customString.isEmpty() || customString.equals(text(row.get("custom_string")))).toList();
        scheduled.forEach(row -> row.put("status", "Cancelled"));
        return ClickSendAnswer.success(Map.of("count", scheduled.size()));
    }

    /** The number in E.164: local Australian numbers are the account's own. */
    private static String e164(ObjectNode item) {
        String to = item.path("to").asText("");
        return to.startsWith("0") ? "+61" + to.substring(1) : to.isEmpty() || to.startsWith("+") ? to : "+" + to;
    }

    private static ClickSendAnswer.Refusal bad(String message) {
        return new ClickSendAnswer.Refusal(400, "BAD_REQUEST", message);
    }
}
