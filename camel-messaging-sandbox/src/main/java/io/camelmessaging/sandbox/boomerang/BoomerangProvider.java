/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomerang;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.sandbox.FieldRules;
import io.camelmessaging.sandbox.Provider;
import io.camelmessaging.sandbox.ProviderFactory;
import io.camelmessaging.sandbox.SandboxState;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.Stage;
import io.camelmessaging.sandbox.WireAnswer;
import io.camelmessaging.sandbox.WireRequest;

/**
 * Boomerang's API: five ways to send, and the two feeds that consume what they show.
 */
public final class BoomerangProvider implements Provider {

    /** The user name and password that work. */
    public static final String USERNAME = "sandbox-user";
    public static final String PASSWORD = "sandbox-pass";

    private static final String NAME = "boomerang";
    private static final String UNKNOWN_STATUS = "Z";
    private static final Map<Stage, String> STATUSES = Map.of(Stage.SENT, "S", Stage.DELIVERED, "D", Stage.READ, "O",
            Stage.UNDELIVERED, "F", Stage.REJECTED, "U", Stage.EXPIRED, "E");
    private static final int LARGEST_REQUEST = 10_000;
    private static final String GROWN_NUMBER = "353899000000";
    private static final double DAY = 24 * 3600.0;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Set<Integer> FORCED = Set.of(400, 401, 402, 429, 500, 502, 503, 504);
    private static final FieldRules COMMON
            = FieldRules.none().requiredText("message_content").text("unique_identifier", "campaign_name",
                    "custom_parameter");
    private static final FieldRules CALLED = COMMON.requiredArray("recipient_address").any("priority");
    private static final FieldRules ANSWERED
            = FieldRules.none().integer("validity_period").any("open_ticket").text("email_responses",
                    "push_responses");

    /** One way to send. */
    private record Send(String channel, FieldRules rules) {
    }

    private static final Map<String, Send> SENDS = Map.of("sms1", new Send("sms", CALLED.requiredText("from")), "sms2",
            new Send("sms", CALLED.and(ANSWERED).text("conversation_id")), "sms3", new Send("sms", CALLED.requiredText("from")),
            "voice",
            new Send(
                    "voice",
                    CALLED.text("voice_intro", "voice_thank_you", "voice_redirect_message", "email_responses", "push_responses",
                            "locale")
                            .object("voice_redirect_no").integer("voice_retries", "voice_delay")),
            "email", new Send("email", COMMON.and(ANSWERED).requiredArray("email_address").text("from", "email_subject")));

    /** A sent message, as far as replies need it. */
    private record Transaction(String operation, ObjectNode request, Instant at) {
    }

    private final SandboxState state;
    private final AtomicLong transactionIds = new AtomicLong(900_100_000);
    private final AtomicLong responseIds = new AtomicLong(550_000);
    private final Set<String> usedIdentifiers = ConcurrentHashMap.newKeySet();
    private final Map<String, Transaction> transactions = new ConcurrentHashMap<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final Feed receipts = new Feed();
    private final Feed replies = new Feed();

    /** Brings the stand-in into a sandbox. */
    public static final class Factory implements ProviderFactory {

        @Override
        public Provider create(SandboxState state) {
            return new BoomerangProvider(state);
        }
    }

    BoomerangProvider(SandboxState state) {
        this.state = state;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WireAnswer answer(WireRequest request) {
        try {
            if (!request.basicCredentials().orElse("").equals(USERNAME + ":" + PASSWORD)) {
                throw new BoomerangRefusal(401, "Authentication failed");
            }
            String operation = request.path().replaceFirst("^(/v1)?/(flat/)?", "");
            if (request.method().equals("POST") && SENDS.containsKey(operation)) {
                return send(operation, SENDS.get(operation), request);
            }
            if (request.method().equals("GET") && operation.equals("get_all_new_drs")) {
                return receipts(request.query());
            }
            if (request.method().equals("GET") && operation.equals("get_responses")) {
                return replies(request.query());
            }
            return WireAnswer.text(404, "Not Found");
        } catch (BoomerangRefusal refusal) {
            return refusal.answer();
        }
    }

    private WireAnswer send(String operation, Send send, WireRequest wireRequest) {
        ObjectNode request = wireRequest.object().orElseThrow(() -> new BoomerangRefusal(400, "The body is not a JSON object"));
        send.rules().problem(request).ifPresent(problem -> {
            throw new BoomerangRefusal(400, problem);
        });
        send.rules().unknown(request)
                .forEach(name -> state.wire().contractViolation("boomerang " + operation + ": unknown field " + name));
        checkValues(operation, request);
        List<String> recipients = recipients(operation, request);
        String identifier = request.path("unique_identifier").asText("");
        if (!identifier.isEmpty() && !usedIdentifiers.add(identifier)) {
            return answer("Duplicate unique_identifier", "transactions", List.of());
        }
        if (!state.charge(NAME, BigDecimal.valueOf(recipients.size()))) {
            usedIdentifiers.remove(identifier);
            throw new BoomerangRefusal(402, "Payment required");
        }
        List<Map<String, Object>> accepted = new ArrayList<>();
        for (String recipient : recipients) {
            accepted.add(accept(operation, send, request, recipient));
        }
        return answer("OK", "transactions", accepted);
    }

    private static void checkValues(String operation, ObjectNode request) {
        for (String flag : List.of("priority", "open_ticket")) {
            if (request.has(flag) && !request.get(flag).isBoolean()) {
                throw new BoomerangRefusal(400, flag + " must be true or false");
            }
        }
        if (operation.equals("sms1") && request.path("from").asText().length() > 11) {
            throw new BoomerangRefusal(400, "from is longer than 11 characters");
        }
        if (operation.equals("sms2") && request.has("validity_period") && request.get("validity_period").asInt() < 1) {
            throw new BoomerangRefusal(400, "validity_period must be at least 1");
        }
        if (request.path("voice_retries").asInt() > 3) {
            throw new BoomerangRefusal(400, "voice_retries must be at most 3");
        }
    }

    /** The recipients that can be reached; those with an impossible number are left out of the answer. */
    private static List<String> recipients(String operation, ObjectNode request) {
        boolean email = operation.equals("email");
        JsonNode given = request.get(email ? "email_address" : "recipient_address");
        if (given.isEmpty() || given.size() > LARGEST_REQUEST) {
            throw new BoomerangRefusal(400, "between 1 and 10000 recipients are needed");
        }
        List<String> recipients = new ArrayList<>();
        for (JsonNode entry : given) {
            String recipient = email ? entry.asText() : entry.path("number").asText();
            int forced = recipient.matches(".*99\\d{3}") ? Integer.parseInt(recipient.substring(recipient.length() - 3)) : 0;
            if (FORCED.contains(forced)) {
                throw new BoomerangRefusal(forced, "Forced by the number");
            }
            if (email ? recipient.contains("@") : recipient.replaceFirst("^[+0]", "").matches("\\d{11,16}")) {
                recipients.add(recipient);
            }
        }
        if (recipients.isEmpty()) {
            throw new BoomerangRefusal(400, "no recipient is valid");
        }
        return recipients;
    }

    private Map<String, Object> accept(String operation, Send send, ObjectNode request, String recipient) {
        String id = String.valueOf(transactionIds.incrementAndGet());
        Transaction transaction = new Transaction(operation, request, state.clock().now());
        transactions.put(id, transaction);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("operation", operation);
        request.properties().forEach(field -> {
            if (!field.getKey().endsWith("_address")
                    && !Set.of("from", "message_content", "email_subject").contains(field.getKey())) {
                fields.put(field.getKey(),
                        field.getValue().isValueNode() ? field.getValue().asText() : field.getValue().toString());
            }
        });
        SentMessage message = state.messages().accept(NAME, id, send.channel(), SandboxState.recipientKey(recipient),
                text(request, "from"), text(request, "email_subject"), text(request, "message_content"), fields);
        state.deliver(message, stage -> reached(message, request, STATUSES.get(stage)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("transaction_id", id);
        answer.put("parts_per_message", 1 + request.get("message_content").asText().length() / 161);
        answer.put(operation.equals("email") ? "email_address" : "telephone_number", recipient);
        return answer;
    }

    private void reached(SentMessage message, ObjectNode request, String status) {
        state.messages().status(message.key(), status);
        Map<String, Object> receipt = new LinkedHashMap<>();
        receipt.put("transaction_id", message.id());
        receipt.put("status", state.faults().status(NAME, message.channel(), status, UNKNOWN_STATUS));
        receipt.put("destination", message.to());
        receipt.put("custom_parameter", request.path("custom_parameter").asText(""));
        receipt.put("campaign_name", request.path("campaign_name").asText(""));
        receipt.put("unique_id", request.path("unique_identifier").asText(""));
        state.faults().receipt(NAME, message.channel(), message.key(), () -> {
            Map<String, Object> item = new LinkedHashMap<>(receipt);
            item.put("status_date", DATE.format(state.clock().now()));
            receipts.add(item);
            return CompletableFuture.completedStage(null);
        });
    }

    private WireAnswer receipts(Map<String, String> query) {
        boolean onlyNew = flag(query, "ignore_previous");
        if (!query.containsKey("drs_after")) {
            throw new BoomerangRefusal(400, "drs_after is required");
        }
        LocalDateTime after;
        try {
            after = LocalDateTime.parse(query.get("drs_after").replace(' ', 'T'));
        } catch (DateTimeParseException e) {
            throw new BoomerangRefusal(400, "drs_after must be yyyy-MM-dd HH:mm:ss");
        }
        String earliest = DATE.format(after.toInstant(ZoneOffset.UTC));
        long start = Long.parseLong(query.getOrDefault("start_transaction_id", "0"));
        Feed.Page page = receipts.fetch(onlyNew, false, 1,
                receipt -> receipt.get("status_date").toString().compareTo(earliest) > 0
                        && Long.parseLong(receipt.get("transaction_id").toString()) >= start);
        return answer(page, "drs");
    }

    private WireAnswer replies(Map<String, String> query) {
        boolean onlyNew = flag(query, "ignore_previous");
        boolean markAsRead = flag(query, "mark_as_read");
        int number = Integer.parseInt(query.getOrDefault("page", "1"));
        Feed.Page page = replies.fetch(onlyNew, markAsRead, number,
                reply -> matches(reply, "unique_identifier", query.get("unique_identifier"))
                        && matches(reply, "custom_parameter", query.get("custom_parameter"))
                        && matches(reply, "campaign_name", query.get("campaign_name"))
                        && matches(reply, "transaction_id", query.get("transaction_id"))
                        && matches(reply, "conversation_id", query.get("conversationId")));
        page.items().forEach(reply -> reply.remove("unique_identifier"));
        return answer(page, "replies");
    }

    private static boolean matches(Map<String, Object> item, String field, String wanted) {
        return wanted == null || wanted.equals(item.get(field));
    }

    private static boolean flag(Map<String, String> query, String name) {
        String value = query.get(name);
        if (!"true".equals(value) && !"false".equals(value)) {
            throw new BoomerangRefusal(400, name + " must be true or false");
        }
        return value.equals("true");
    }

    @Override
    public boolean tellsReads(String channel) {
        return channel.equals("email");
    }

    @Override
    public void reply(SentMessage message, String text) {
        Transaction transaction = transactions.get(message.id());
        ObjectNode request = transaction.request();
        boolean voice = transaction.operation().equals("voice");
        if (transaction.operation().equals("sms1")) {
            throw new IllegalStateException("a one-way SMS cannot be answered");
        }
        if (transaction.operation().equals("sms3") || !voice && late(transaction)
                || closed.contains(message.id()) && !request.path("open_ticket").asBoolean()) {
            state.messages().note(message.key(), "reply", "not tied to the message any more");
            return;
        }
        closed.add(message.id());
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("transaction_id", message.id());
        reply.put("custom_parameter", request.path("custom_parameter").asText(""));
        reply.put("response_id", String.valueOf(responseIds.incrementAndGet()));
        reply.put("from", message.to());
        reply.put("response_content", text);
        reply.put("is_new", true);
        reply.put("transaction_date", DATE.format(transaction.at()));
        reply.put("response_date", DATE.format(state.clock().now()));
        reply.put("campaign_name", request.path("campaign_name").asText(""));
        reply.put("conversation_id", request.path("conversation_id").asText(""));
        Map<String, Object> kept = new LinkedHashMap<>(reply);
        kept.put("unique_identifier", request.path("unique_identifier").asText(""));
        String address = request.path("push_responses").asText("");
        state.faults().inbound(NAME, () -> {
            replies.add(kept);
            if (!address.isEmpty()) {
                state.callbacks().post(NAME, address, "application/json", WireAnswer.toJson(reply));
            }
        });
    }

    @Override
    public void keyPressed(SentMessage call, String key) {
        reply(call, key);
    }

    @Override
    public Optional<Runnable> feedGrowth(WireRequest request) {
        return request.path().endsWith("get_responses")
                ? Optional.of(() -> replies.add(grown(Map.of("response_id",
                        String.valueOf(responseIds.incrementAndGet()), "from", GROWN_NUMBER, "response_content",
                        "came while the feed was read", "is_new", true, "response_date", DATE.format(state.clock().now())))))
                : request.path().endsWith("get_all_new_drs")
                        ? Optional.of(() -> receipts.add(grown(Map.of("status", "D",
                                "destination", GROWN_NUMBER, "status_date", DATE.format(state.clock().now())))))
                : Optional.empty();
    }

    private Map<String, Object> grown(Map<String, Object> fields) {
        Map<String, Object> item = new LinkedHashMap<>(fields);
        item.put("transaction_id", String.valueOf(transactionIds.incrementAndGet()));
        return item;
    }

    private boolean late(Transaction transaction) {
        double days = transaction.request().path("validity_period").asDouble(0);
        return days > 0 && state.clock().now().isAfter(transaction.at().plus(state.clock().lasting(days * DAY)));
    }

    @Override
    public void inbound(String from, String to, String text) {
        throw new UnsupportedOperationException("Boomerang's inbound campaign messages are not part of the sandbox");
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    private static WireAnswer answer(Feed.Page page, String name) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", 200);
        answer.put("message", "OK");
        answer.put("has_more", page.hasMore());
        answer.put(name, page.items());
        return WireAnswer.json(200, answer);
    }

    private static WireAnswer answer(String message, String name, List<Map<String, Object>> items) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", 200);
        answer.put("message", message);
        answer.put(name, items);
        return WireAnswer.json(200, answer);
    }
}
