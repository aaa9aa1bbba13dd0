/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomware;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.FieldRules;
import io.camelmessaging.sandbox.Provider;
import io.camelmessaging.sandbox.ProviderFactory;
import io.camelmessaging.sandbox.SandboxState;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.SlidingWindow;
import io.camelmessaging.sandbox.WireAnswer;
import io.camelmessaging.sandbox.WireRequest;

/**
 * Boomware's API: requests, verifications, lookups, failover chains, receipts and inbound SMS.
 */
public final class BoomwareProvider implements Provider {

    /** The one access token that works; the README lists those that force an error. */
    public static final String ACCESS_TOKEN = "sandbox-user:sandbox-pass";

    private static final String NAME = "boomware";
    private static final BigDecimal RATE = new BigDecimal("0.041");
    private static final int REQUESTS_PER_SECOND = 30;
    private static final double CODE_LIFE_SECONDS = 300;
    private static final double INBOUND_REPEAT_SECONDS = 60;
    private static final double INBOUND_GIVE_UP_SECONDS = Duration.ofHours(24).toSeconds();
    private static final Map<String, BoomwareError> REFUSED_TOKENS = Map.of("inactive-account:sandbox-pass",
            BoomwareError.ACCOUNT_INACTIVE, "inactive-token:sandbox-pass", BoomwareError.TOKEN_INACTIVE,
            "no-funds:sandbox-pass",
            BoomwareError.NO_FUNDS, "forbidden:sandbox-pass", BoomwareError.FORBIDDEN, "misconfigured:sandbox-pass",
            BoomwareError.MISCONFIGURED);

    /** One operation: what it answers to a checked request. */
    private record Route(String method, Pattern path, String name, FieldRules fields,
            BiFunction<ObjectNode, String, WireAnswer> handler) {
    }

    private final SandboxState state;
    private final BoomwareRequests requests;
    private final BoomwareDelivery delivery;
    private final SlidingWindow rateLimit = new SlidingWindow(REQUESTS_PER_SECOND, Duration.ofSeconds(1));
    private final SecureRandom random = new SecureRandom();
    private final Map<String, StoredRequest> stored = new ConcurrentHashMap<>();
    private final Map<String, Verification> verifications = new ConcurrentHashMap<>();
    private final List<Route> routes;

    /** Brings the stand-in into a sandbox. */
    public static final class Factory implements ProviderFactory {

        @Override
        public Provider create(SandboxState state) {
            return new BoomwareProvider(state);
        }
    }

    BoomwareProvider(SandboxState state) {
        this.state = state;
        this.requests = new BoomwareRequests(state.wire());
        this.delivery = new BoomwareDelivery(state, NAME);
        this.routes = List.of(route("POST", "/v1/sms", "sms", BoomwareRequests.SMS, this::sms),
                route("POST", "/v1/verify", "verify", BoomwareRequests.VERIFY, this::verify),
                route("POST", "/v1/verify/check", "verify/check", BoomwareRequests.VERIFY_CHECK, this::verifyCheck),
                route("POST", "/v1/verify/info", "verify/info", BoomwareRequests.VERIFY_INFO, this::verifyInfo),
                route("GET", "/v1/insight/hlr", "hlr", BoomwareRequests.HLR, this::hlr),
                route("POST", "/v1/insight/hlr", "hlr", BoomwareRequests.HLR, this::hlr),
                route("GET", "/v1/requests/([^/]+)", "request info", FieldRules.none(), this::requestInfo),
                route("POST", "/v1/requests/([^/]+)", "request goal", BoomwareRequests.GOAL, this::requestGoal),
                route("POST", "/v1/messaging/push", "push", BoomwareRequests.PUSH, this::push),
                route("POST", "/v1/messaging/viber", "viber", BoomwareRequests.VIBER, (body, id) -> message("viber", body)),
                route("POST", "/v1/messaging/rcs", "rcs", BoomwareRequests.RCS, (body, id) -> message("rcs", body)),
                route("POST", "/v1/messaging/failover", "failover", BoomwareRequests.FAILOVER, this::failover),
                route("POST", "/v1/calls/flash", "flash call", BoomwareRequests.FLASH_CALL, this::flashCall),
                route("POST", "/v1/calls/text", "text call", BoomwareRequests.TEXT_CALL, this::textCall));
    }

    private static Route route(
            String method, String path, String name, FieldRules fields,
            BiFunction<ObjectNode, String, WireAnswer> handler) {
        return new Route(method, Pattern.compile(path), name, fields, handler);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WireAnswer answer(WireRequest request) {
        try {
            authenticate(request);
            if (!rateLimit.take()) {
                return BoomwareError.TOO_MANY_REQUESTS.answer();
            }
            for (Route route : routes) {
                Matcher path = route.path().matcher(request.path());
                if (route.method().equals(request.method()) && path.matches()) {
                    ObjectNode body = requests.checked(body(request), route.fields(), route.name());
                    String id = path.groupCount() == 0 ? "" : URLDecoder.decode(path.group(1), StandardCharsets.UTF_8);
                    return route.handler().apply(body, id);
                }
            }
            boolean known = routes.stream().anyMatch(route -> route.path().matcher(request.path()).matches());
            return (known ? BoomwareError.NOT_ALLOWED : BoomwareError.NOT_FOUND).answer();
        } catch (BoomwareRefusal refusal) {
            return refusal.answer();
        }
    }

    private static void authenticate(WireRequest request) {
        String token = request.basicCredentials().orElse("");
        if (!token.equals(ACCESS_TOKEN)) {
            throw new BoomwareRefusal(REFUSED_TOKENS.getOrDefault(token, BoomwareError.AUTHENTICATION));
        }
    }

    private static ObjectNode body(WireRequest request) {
        if (request.method().equals("GET")) {
            ObjectNode query = JsonNodeFactory.instance.objectNode();
            request.query().forEach(query::put);
            return query;
        }
        return request.object().orElseThrow(() -> new BoomwareRefusal(BoomwareError.MALFORMED));
    }

    private WireAnswer sms(ObjectNode body, String ignored) {
        return message("sms", body);
    }

    private WireAnswer push(ObjectNode body, String ignored) {
        requests.checkPush(body);
        return message("push", body);
    }

    private WireAnswer message(String channel, ObjectNode body) {
        StoredRequest request = store(channel.equals("sms") ? "sms" : "messaging." + channel, body);
        delivery.start(request, channel, body);
        return accepted(request);
    }

    private WireAnswer failover(ObjectNode body, String ignored) {
        requests.checkFlow(body.get("flow"));
        StoredRequest request = store("messaging.failover", body);
        new FailoverChain(state, delivery, request, body.get("flow")).start();
        return accepted(request);
    }

    private WireAnswer flashCall(ObjectNode body, String ignored) {
        String from = body.path("from").asText("372555" + digits(5));
        StoredRequest request = store("calls.flash", body);
        delivery.start(request, "call", body.deepCopy().put("from", from));
        return WireAnswer.json(200, Map.of("requestId", request.id(), "from", from));
    }

    private WireAnswer textCall(ObjectNode body, String ignored) {
        requests.checkSpokenText(body);
        String from = body.path("from").asText("37255500000");
        StoredRequest request = store("calls.text", body);
        delivery.start(request, "voice", body.deepCopy().put("from", from));
        return WireAnswer.json(200, Map.of("requestId", request.id(), "from", from));
    }

    private WireAnswer verify(ObjectNode body, String ignored) {
        requests.checkVerification(body);
        String method = body.get("method").asText();
        StoredRequest request = store("verify." + method, body);
        String code = digits(body.path("codeLength").asInt(4));
        double life = state.deliveryScript(request.number(), method) == DeliveryScript.EXPIRED
                ? 0 : body.path("codeExpiry").asDouble(CODE_LIFE_SECONDS);
        verifications.put(request.id(), new Verification(
                request, method, code, body.path("checkAttemptsAllowed").asInt(), state.clock(), life));
        ObjectNode shown = body.deepCopy().put("code", code);
        if (method.equals("call")) {
            shown.put("from", "372555000".substring(0, 11 - Math.min(6, code.length())) + code);
        } else {
            shown.put("text", "Your code is " + code + ".");
        }
        delivery.start(request, method, shown);
        return accepted(request);
    }

    private WireAnswer verifyCheck(ObjectNode body, String ignored) {
        return verification(body).check(body.get("code").asText());
    }

    private WireAnswer verifyInfo(ObjectNode body, String ignored) {
        return verification(body).info();
    }

    private Verification verification(ObjectNode body) {
        return Optional.ofNullable(verifications.get(body.get("requestId").asText()))
                .orElseThrow(() -> new BoomwareRefusal(BoomwareError.NOT_FOUND));
    }

    private WireAnswer hlr(ObjectNode body, String ignored) {
        StoredRequest request = store("insight.hlr", body);
        String status = switch (state.deliveryScript(request.number(), "hlr")) {
            case UNDELIVERED, NEVER, LATE, EXPIRED -> "UNDELIVERED";
            case REJECTED -> "REJECTED";
            default -> "DELIVERED";
        };
        request.status(status);
        NumberPlan plan = NumberPlan.of(request.number());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", request.id());
        answer.put("product", "insight.hlr");
        answer.put("number", request.writtenNumber());
        answer.put("mccmnc", plan.mccmnc());
        answer.put("network", plan.network());
        answer.put("country", plan.country());
        answer.put("status", status);
        answer.put("createdAt", request.writtenTime(state.clock().now()));
        if (status.equals("DELIVERED")) {
            answer.put("imsi", plan.mccmnc());
            answer.put("ported", false);
            answer.put("roaming", false);
        }
        return WireAnswer.json(200, answer);
    }

    private WireAnswer requestInfo(ObjectNode ignored, String id) {
        return WireAnswer.json(200, stored(id).info(RATE));
    }

    private WireAnswer requestGoal(ObjectNode body, String id) {
        StoredRequest request = stored(id);
        request.goal(body.get("goal").asText());
        return WireAnswer.json(200, request.info(RATE));
    }

    private StoredRequest stored(String id) {
        return Optional.ofNullable(stored.get(id)).orElseThrow(() -> new BoomwareRefusal(BoomwareError.NOT_FOUND));
    }

    private StoredRequest store(String product, ObjectNode body) {
        if (!state.charge(NAME, RATE)) {
            throw new BoomwareRefusal(BoomwareError.NO_FUNDS);
        }
        StoredRequest request = new StoredRequest(
                UUID.randomUUID().toString().replace("-", ""), product, body, state.clock().now());
        stored.put(request.id(), request);
        return request;
    }

    private static WireAnswer accepted(StoredRequest request) {
        return WireAnswer.json(200, Map.of("requestId", request.id()));
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    @Override
    public boolean tellsReads(String channel) {
        return !channel.equals("voice") && !channel.equals("call");
    }

    @Override
    public void reply(SentMessage message, String text) {
        String to = message.from() == null ? "37255599000" : message.from();
        inbound(message.to(), to, text);
    }

    @Override
    public void inbound(String from, String to, String text) {
        String address = state.inboundAddress(NAME).orElseThrow(() -> new IllegalStateException(
                "no address for inbound SMS is set: call inboundUrl(\"boomware\", url) on the sandbox, as one does in the provider's console"));
        Map<String, Object> sms = new LinkedHashMap<>();
        sms.put("from", SandboxState.recipientKey(from));
        sms.put("to", to.replace("+", ""));
        sms.put("messageId", "in-" + UUID.randomUUID());
        sms.put("text", text);
        sms.put("timestamp", state.clock().now().getEpochSecond());
        sms.put("parts", 1 + text.length() / 160);
        state.faults().inbound(NAME, () -> postUntilTaken(address, WireAnswer.toJson(sms), 0));
    }

    private void postUntilTaken(String address, String body, double waited) {
        state.callbacks().post(NAME, address, "application/json", body).thenAccept(answer -> {
            if (!answer.taken() && waited < INBOUND_GIVE_UP_SECONDS) {
                state.clock().after(INBOUND_REPEAT_SECONDS,
                        () -> postUntilTaken(address, body, waited + INBOUND_REPEAT_SECONDS));
            }
        });
    }

    /** The value of a text field, or null. */
    static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }
}
