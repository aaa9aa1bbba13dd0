package io.camelmessaging.sandbox;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Duration PAUSE_BEFORE_GOING = Duration.ofMillis(100);

    private final MessagingSandbox sandbox;
    private final Map<String, Function<JsonNode, Object>> calls;

    SandboxApi(MessagingSandbox sandbox) {
        this.sandbox = sandbox;
        this.calls = Map.ofEntries(Map.entry("POST reply", this::reply), Map.entry("POST press", this::press),
                Map.entry("POST hang-up", this::hangUp), Map.entry("POST report", this::report),
                Map.entry("POST fate", this::fate), Map.entry("POST inbound", this::inbound),
                Map.entry("POST bad-days", this::badDay), Map.entry("GET bad-days", ignored -> badDays()),
                Map.entry("DELETE bad-days", ignored -> endBadDays()), Map.entry("POST seed", this::seed),
                Map.entry("POST away", this::away), Map.entry("POST clock", this::clock),
                Map.entry("POST account", this::account), Map.entry("POST reset", ignored -> reset()));
    }

    WireAnswer answer(WireRequest request, String path) {
        if (path.equals("state")) {
            return WireAnswer.json(200, state(number(request, "since"), number(request, "wire")));
        }
        if (request.method().equals("DELETE") && path.matches("bad-days/\\d{1,18}")) {
            sandbox.endBadDay(Long.parseLong(path.substring("bad-days/".length())));
            return WireAnswer.json(200, badDays());
        }
        Function<JsonNode, Object> call = calls.get(request.method() + " " + path);
        if (call == null) {
            return error(404, "The sandbox has: GET state, " + String.join(", ", calls.keySet().stream().sorted().toList()));
        }
        try {
            JsonNode body = request.body().isEmpty()
                    ? JsonNodeFactory.instance.objectNode()
                    : request.json().orElseThrow(() -> new IllegalArgumentException("The body is no JSON."));
            return WireAnswer.json(200, call.apply(body));
        } catch (IllegalStateException | UnsupportedOperationException e) {
            return error(409, e.getMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            return error(400, e.getMessage());
        }
    }

    private static long number(WireRequest request, String name) {
        String value = request.query().getOrDefault(name, "0");
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    private static WireAnswer error(int status, String text) {
        return WireAnswer.json(status, Map.of("error", text));
    }

    /** What changed after a revision and a number of the wire log. */
    private Map<String, Object> state(long since, long wire) {
        World world = sandbox.world();
        List<SentMessage> changed = world.messages().changedAfter(since, PAGE);
        List<String> complaints = world.wire().complaints();
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("generation", world.messages().generation());
        state.put("revision", changed.isEmpty() ? since : changed.get(changed.size() - 1).revision());
        state.put("more", changed.size() == PAGE);
        state.put("total", world.messages().size());
        state.put("messages", changed.stream().map(this::message).toList());
        state.put("wire", world.wire().newest(wire, WIRE).stream().map(SandboxApi::wire).toList());
        state.put("badDays", badDays());
        state.put("complaints", complaints.subList(Math.max(0, complaints.size() - 20), complaints.size()));
        state.put("accounts", sandbox.providers().stream().map(this::account).toList());
        if (since == 0) {
            state.put("troubles", Trouble.values());
            state.put("fates", Fate.values());
        }
        return state;
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
        shown.put("stage", sandbox.world().stage(message).map(Stage::name).orElse(null));
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
        account.put("inboundUrl", sandbox.world().inboundAddress(provider).orElse(""));
        account.put("receiptUrl", sandbox.world().receiptAddress(provider).orElse(""));
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

    private Object fate(JsonNode body) {
        Fate fate = value(Fate.class, body, "fate");
        if (body.hasNonNull("channel")) {
            sandbox.fate(text(body, "number"), text(body, "channel"), fate);
        } else {
            sandbox.fate(text(body, "number"), fate);
        }
        return done();
    }

    private Object inbound(JsonNode body) {
        sandbox.inbound(text(body, "provider"), text(body, "from"), text(body, "to"), text(body, "text"));
        return done();
    }

    private Object badDay(JsonNode body) {
        BadDay day = BadDay.of(value(Trouble.class, body, "trouble")).next(body.path("times").asInt(0))
                .probability(body.path("probability").asDouble(1)).status(body.path("status").asInt(503));
        if (body.hasNonNull("provider")) {
            day = day.at(text(body, "provider"));
        }
        if (body.hasNonNull("operation")) {
            day = day.operation(text(body, "operation"));
        }
        if (body.path("accepted").asBoolean()) {
            day = day.afterAcceptance();
        }
        if (body.hasNonNull("retryAfter")) {
            day = day.retryAfter(Duration.parse(text(body, "retryAfter")));
        }
        if (body.hasNonNull("delay")) {
            day = day.delay(Duration.parse(text(body, "delay")));
        }
        return Map.of("number", sandbox.badDay(day));
    }

    private List<Map<String, Object>> badDays() {
        return sandbox.badDays().stream().map(active -> {
            BadDay day = active.day();
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("number", active.number());
            shown.put("trouble", day.trouble());
            shown.put("provider", day.provider());
            shown.put("operation", day.operation());
            shown.put("probability", day.probability());
            shown.put("times", day.times());
            shown.put("struck", active.struck());
            return shown;
        }).toList();
    }

    private Object endBadDays() {
        sandbox.endBadDays();
        return done();
    }

    private Object seed(JsonNode body) {
        sandbox.seed(body.path("seed").asLong());
        return done();
    }

    /** Goes only after this call was answered. */
    private Object away(JsonNode body) {
        Duration time = Duration.parse(text(body, "for"));
        sandbox.world().pace().after(PAUSE_BEFORE_GOING, () -> sandbox.goAway(time));
        return done();
    }

    private Object clock(JsonNode body) {
        sandbox.advanceClock(Duration.parse(text(body, "advance")));
        return done();
    }

    private Object account(JsonNode body) {
        String provider = text(body, "provider");
        if (body.hasNonNull("balance")) {
            sandbox.balance(provider, new BigDecimal(body.get("balance").asText()));
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
        return sandbox.world().messages().find(body.path("key").asLong())
                .orElseThrow(() -> new IllegalArgumentException("There is no message with this key."));
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
