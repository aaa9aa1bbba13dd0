/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What the page, or any HTTP client, can see and do: the calls under {@code /sandbox/}.
 */
final class SandboxApi {

    private static final int PAGE = 1000;
    private static final int WIRE = 100;
    private static final int BODY = 4000;
    private static final Duration PAUSE_BEFORE_OUTAGE = Duration.ofMillis(100);

    private final MessagingSandbox sandbox;
    private final List<Call> calls;

    /** One call: its method and path, the fields that its body may have, and what it does. */
    private record Call(String name, Set<String> fields, Function<JsonNode, Object> handler) {
    }

    SandboxApi(MessagingSandbox sandbox) {
        this.sandbox = sandbox;
        this.calls = List.of(call("POST reply", this::reply, "number", "key", "text"),
                call("POST press", this::press, "number", "key", "digit"), call("POST hang-up", this::hangUp, "key"),
                call("POST report", this::report, "key", "stage"),
                call("POST delivery-script", this::deliveryScript, "number", "script", "channel"),
                call("POST inbound", this::inbound, "provider", "from", "to", "text"),
                call("POST faults", this::addFault, "type", "provider", "operation", "probability", "times", "status",
                        "accepted", "retryAfter", "delay"),
                call("GET faults", ignored -> faults()), call("DELETE faults", ignored -> clearFaults()),
                call("POST seed", this::seed, "seed"), call("POST outage", this::outage, "for"),
                call("POST clock", this::clock, "advance"),
                call("POST account", this::account, "provider", "balance", "inboundUrl", "receiptUrl"),
                call("POST reset", ignored -> reset()));
    }

    private static Call call(String name, Function<JsonNode, Object> handler, String... fields) {
        return new Call(name, Set.of(fields), handler);
    }

    WireAnswer answer(WireRequest request, String path) {
        try {
            return WireAnswer.json(200, result(request, path));
        } catch (Refusal refusal) {
            return error(refusal.status, refusal.getMessage());
        } catch (IllegalStateException | UnsupportedOperationException e) {
            return error(409, e.getMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            return error(400, e.getMessage());
        }
    }

    private Object result(WireRequest request, String path) {
        if (request.method().equals("GET") && path.equals("state")) {
            checkNames("The parameter", request.query().keySet(), Set.of("since", "wire"));
            return state(number(request, "since"), number(request, "wire"));
        }
        if (request.method().equals("GET") && path.equals("file")) {
            checkNames("The parameter", request.query().keySet(), Set.of("url"));
            return sandbox.state().files().find(request.query().getOrDefault("url", "")).<Object> map(file -> file)
                    .orElse(Map.of());
        }
        if (request.method().equals("DELETE") && path.matches("faults/\\d{1,18}")) {
            sandbox.removeFault(Long.parseLong(path.substring("faults/".length())));
            return faults();
        }
        String name = request.method() + " " + path;
        Call call = calls.stream().filter(candidate -> candidate.name().equals(name)).findFirst()
                .orElseThrow(() -> new Refusal(
                        404, "The sandbox has: GET state, GET file, " + String.join(", ",
                                calls.stream().map(Call::name).sorted().toList())));
        JsonNode body = body(request);
        checkNames("The field", body.properties().stream().map(Map.Entry::getKey).toList(), call.fields());
        return call.handler().apply(body);
    }

    /** A body must be JSON and say so: what a form of another site can send is neither. */
    private static JsonNode body(WireRequest request) {
        if (request.method().equals("GET") || request.method().equals("DELETE") && request.body().isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!request.header("Content-Type").matches("(?i)application/json\\s*(;.*)?")) {
            throw new Refusal(415, "Send a JSON body with Content-Type: application/json.");
        }
        return request.body().isEmpty()
                ? JsonNodeFactory.instance.objectNode()
                : request.json().filter(JsonNode::isObject)
                        .orElseThrow(() -> new IllegalArgumentException("The body is no JSON object."));
    }

    private static void checkNames(String what, Collection<String> given, Set<String> known) {
        for (String name : given) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        what + " " + name + " is unknown"
                                                   + (known.isEmpty()
                                                           ? "; there are none here." : Suggestions.hint(name, known)));
            }
        }
    }

    private static long number(WireRequest request, String name) {
        String value = request.query().getOrDefault(name, "0");
        if (!value.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("The parameter " + name + " must be a number.");
        }
        return Long.parseLong(value);
    }

    private static WireAnswer error(int status, String text) {
        return WireAnswer.json(status, Map.of("error", text));
    }

    /** Ends a call that cannot be taken. */
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refusal(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }
    }

    /** What changed after a revision and a number of the wire log. */
    private Map<String, Object> state(long since, long wire) {
        SandboxState state = sandbox.state();
        List<SentMessage> changed = state.messages().changedAfter(since, PAGE);
        List<String> violations = state.wire().contractViolations();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("generation", state.messages().generation());
        answer.put("revision", changed.isEmpty() ? since : changed.get(changed.size() - 1).revision());
        answer.put("more", changed.size() == PAGE);
        answer.put("total", state.messages().size());
        answer.put("messages", changed.stream().map(this::message).toList());
        answer.put("wire", state.wire().newest(wire, WIRE).stream().map(SandboxApi::wire).toList());
        answer.put("faults", faults());
        answer.put("contractViolations", violations.subList(Math.max(0, violations.size() - 20), violations.size()));
        answer.put("accounts", sandbox.providers().stream().map(this::account).toList());
        if (since == 0) {
            answer.put("faultTypes", FaultType.values());
            answer.put("deliveryScripts", DeliveryScript.values());
        }
        return answer;
    }

    private Map<String, Object> message(SentMessage message) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("key", message.key());
        shown.put("provider", message.provider());
        shown.put("channel", message.channel());
        shown.put("to", message.to());
        shown.put("from", message.from());
        shown.put("title", message.title());
        shown.put("text", message.text());
        shown.put("fields", message.fields());
        shown.put("status", message.status());
        shown.put("stage", sandbox.state().stage(message).map(Stage::name).orElse(null));
        shown.put("tellsReads", sandbox.provider(message.provider()).tellsReads(message.channel()));
        shown.put("events", message.events().stream().map(event -> Map.of("at", event.at().toEpochMilli(), "name",
                event.name(), "detail", event.detail())).toList());
        return shown;
    }

    private static Map<String, Object> wire(WireEntry entry) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("number", entry.number());
        shown.put("at", entry.at().toEpochMilli());
        shown.put("provider", entry.provider());
        shown.put("callback", entry.callback());
        shown.put("method", entry.method());
        shown.put("target", entry.target());
        shown.put("status", entry.status());
        shown.put("request", beginning(entry.requestBody()));
        shown.put("response", beginning(entry.responseBody()));
        return shown;
    }

    private static String beginning(String body) {
        return body.length() <= BODY ? body : body.substring(0, BODY) + " ... (" + body.length() + " characters)";
    }

    private Map<String, Object> account(String provider) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("provider", provider);
        account.put("baseUrl", sandbox.baseUrl(provider));
        account.put("balance", sandbox.balance(provider));
        account.put("inboundUrl", sandbox.state().inboundAddress(provider).orElse(""));
        account.put("receiptUrl", sandbox.state().receiptAddress(provider).orElse(""));
        return account;
    }

    private Object reply(JsonNode body) {
        if (body.has("key")) {
            sandbox.reply(keyed(body), text(body, "text"));
        } else {
            sandbox.reply(text(body, "number"), text(body, "text"));
        }
        return done();
    }

    private Object press(JsonNode body) {
        String pressed = text(body, "digit");
        if (!pressed.matches("[0-9*#]")) {
            throw new IllegalArgumentException("digit must be one of 0 to 9, * and #.");
        }
        if (body.has("key")) {
            sandbox.press(keyed(body), pressed.charAt(0));
        } else {
            sandbox.press(text(body, "number"), pressed.charAt(0));
        }
        return done();
    }

    private Object hangUp(JsonNode body) {
        sandbox.hangUp(keyed(body));
        return done();
    }

    private Object report(JsonNode body) {
        sandbox.report(keyed(body), value(Stage.class, body, "stage"));
        return done();
    }

    private Object deliveryScript(JsonNode body) {
        DeliveryScript script = value(DeliveryScript.class, body, "script");
        if (body.hasNonNull("channel")) {
            sandbox.deliveryScript(text(body, "number"), text(body, "channel"), script);
        } else {
            sandbox.deliveryScript(text(body, "number"), script);
        }
        return done();
    }

    private Object inbound(JsonNode body) {
        sandbox.inbound(text(body, "provider"), text(body, "from"), text(body, "to"), text(body, "text"));
        return done();
    }

    private Object addFault(JsonNode body) {
        Fault fault = Fault.of(value(FaultType.class, body, "type")).next((int) whole(body, "times", 0))
                .probability(probability(body));
        if (body.hasNonNull("status")) {
            fault = fault.status((int) whole(body, "status", 0));
        }
        if (body.hasNonNull("provider")) {
            fault = fault.at(text(body, "provider"));
        }
        if (body.hasNonNull("operation")) {
            fault = fault.operation(text(body, "operation"));
        }
        if (body.hasNonNull("accepted") && !body.get("accepted").isBoolean()) {
            throw new IllegalArgumentException("accepted must be true or false.");
        }
        if (body.path("accepted").asBoolean()) {
            fault = fault.afterAcceptance();
        }
        if (body.hasNonNull("retryAfter")) {
            fault = fault.retryAfter(duration(body, "retryAfter"));
        }
        if (body.hasNonNull("delay")) {
            fault = fault.delay(duration(body, "delay"));
        }
        return Map.of("number", sandbox.addFault(fault));
    }

    private List<Map<String, Object>> faults() {
        return sandbox.faults().stream().map(active -> {
            Fault fault = active.fault();
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("number", active.number());
            shown.put("type", fault.type());
            shown.put("provider", fault.provider());
            shown.put("operation", fault.operation());
            shown.put("probability", fault.probability());
            shown.put("times", fault.times());
            shown.put("struck", active.struck());
            return shown;
        }).toList();
    }

    private Object clearFaults() {
        sandbox.clearFaults();
        return done();
    }

    private Object seed(JsonNode body) {
        text(body, "seed");
        sandbox.seed(whole(body, "seed", 0));
        return done();
    }

    /** Begins only after this call was answered. */
    private Object outage(JsonNode body) {
        Duration time = duration(body, "for");
        sandbox.state().clock().after(PAUSE_BEFORE_OUTAGE, () -> sandbox.startOutage(time));
        return done();
    }

    private Object clock(JsonNode body) {
        sandbox.advanceClock(duration(body, "advance"));
        return done();
    }

    private Object account(JsonNode body) {
        String provider = text(body, "provider");
        if (body.hasNonNull("balance")) {
            sandbox.balance(provider, amount(body));
        }
        if (body.hasNonNull("inboundUrl")) {
            sandbox.inboundUrl(provider, text(body, "inboundUrl"));
        }
        if (body.hasNonNull("receiptUrl")) {
            sandbox.receiptUrl(provider, text(body, "receiptUrl"));
        }
        return account(provider);
    }

    private Object reset() {
        sandbox.reset();
        return done();
    }

    private static Map<String, Object> done() {
        return Map.of("done", true);
    }

    private SentMessage keyed(JsonNode body) {
        return sandbox.state().messages().find(whole(body, "key", -1))
                .orElseThrow(() -> new IllegalArgumentException("There is no message with this key."));
    }

    /** A whole number, as a number or in digits. */
    private static long whole(JsonNode body, String name, long fallback) {
        if (!body.hasNonNull(name)) {
            return fallback;
        }
        if (!body.get(name).isValueNode() || !body.get(name).asText().matches("-?\\d{1,18}")) {
            throw new IllegalArgumentException(name + " must be a whole number.");
        }
        return body.get(name).asLong();
    }

    private static double probability(JsonNode body) {
        if (!body.hasNonNull("probability")) {
            return 1;
        }
        if (!body.get("probability").isNumber()) {
            throw new IllegalArgumentException("probability must be a number, above 0 and at most 1.");
        }
        return body.get("probability").asDouble();
    }

    private static BigDecimal amount(JsonNode body) {
        try {
            return new BigDecimal(body.get("balance").asText());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("balance must be a number.", e);
        }
    }

    private static Duration duration(JsonNode body, String name) {
        try {
            return Duration.parse(text(body, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be an ISO-8601 duration such as PT5S.", e);
        }
    }

    private static String text(JsonNode body, String name) {
        return Optional.ofNullable(body.get(name)).filter(JsonNode::isValueNode).map(JsonNode::asText)
                .orElseThrow(() -> new IllegalArgumentException("The field " + name + " is missing."));
    }

    private static <E extends Enum<E>> E value(Class<E> type, JsonNode body, String name) {
        String text = text(body, name);
        return Arrays.stream(type.getEnumConstants()).filter(value -> value.name().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " must be one of " + Arrays.toString(type.getEnumConstants()) + "."));
    }
}
