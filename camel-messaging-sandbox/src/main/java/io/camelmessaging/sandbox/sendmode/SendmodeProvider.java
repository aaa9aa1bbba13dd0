/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.sendmode;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.sandbox.Callbacks;
import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.FieldRules;
import io.camelmessaging.sandbox.Provider;
import io.camelmessaging.sandbox.ProviderFactory;
import io.camelmessaging.sandbox.SandboxState;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.Stage;
import io.camelmessaging.sandbox.WireAnswer;
import io.camelmessaging.sandbox.WireRequest;

/**
 * Sendmode's API: sends, credits, customers, opt-outs, one-time codes, reports and replies.
 */
public final class SendmodeProvider implements Provider {

    /** The access key that works; {@link #FORM_ONLY_KEY} works with form bodies only. */
    public static final String ACCESS_KEY = "sandbox-key";
    public static final String FORM_ONLY_KEY = "form-only-key";

    /**
     * The key of an account of the newer platform, which this interface does not belong to: a send is answered with 0
     * and goes nowhere.
     */
    public static final String NEWER_PLATFORM_KEY = "live_00000000-0000-4000-8000-000000000000";

    private static final String NEWER_PLATFORM_PREFIX = "live_";
    private static final String NAME = "sendmode";
    private static final String UNAUTHORISED_KEY = "unauthorised-key";
    private static final String REPLY_NUMBER = "50123";
    private static final ZoneId DUBLIN = ZoneId.of("Europe/Dublin");
    private static final DateTimeFormatter ACCEPTED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSXXX");
    private static final DateTimeFormatter VERIFY_DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");
    private static final double REPEAT_SECONDS = 60;
    private static final int REPEATS = 10;
    private static final String UNKNOWN_STATUS = "MYSTERY";
    private static final Map<Stage, String> STATUSES = Map.of(Stage.SENT, "DISPATCHED", Stage.DELIVERED, "DELIVRD",
            Stage.UNDELIVERED, "UNDELIV", Stage.REJECTED, "REJECTD", Stage.EXPIRED, "EXPIRED");

    private static final FieldRules SEND
            = FieldRules.none().requiredText("messagetext").requiredArray("recipients").text("senderid",
                    "customerid", "scheduledate");
    private static final FieldRules IMPORT
            = FieldRules.none().requiredText("mobilenumber").text("group", "firstname", "surname", "address",
                    "town", "county", "email", "custom1", "custom2", "businessname", "dateofbirth");
    private static final FieldRules OPT_OUT
            = FieldRules.none().requiredText("mobilenumber").text("optoutresponse", "returnedresponse");
    private static final FieldRules VERIFY
            = FieldRules.none().requiredText("messagetext", "recipient").text("senderid").integer("timeout",
                    "tokenLength", "tokenlength");

    private record Code(String code, Instant expiresAt, boolean used) {
    }

    private final SandboxState state;
    private final ObjectMapper json = new ObjectMapper();
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong eventIds = new AtomicLong(32_430_000);
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> optedOut = new ConcurrentHashMap<>();
    private final Map<String, Function<WireRequest, WireAnswer>> routes;

    /** Brings the stand-in into a sandbox. */
    public static final class Factory implements ProviderFactory {

        @Override
        public Provider create(SandboxState state) {
            return new SendmodeProvider(state);
        }
    }

    SendmodeProvider(SandboxState state) {
        this.state = state;
        this.routes = Map.of("POST /send", this::send, "GET /credits", this::credits, "POST /import", this::importCustomer,
                "POST /optout", this::optOut, "POST /verify", this::verify, "GET /verify", this::verifyCheck);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WireAnswer answer(WireRequest request) {
        Function<WireRequest, WireAnswer> route = routes.get(request.method() + " " + request.path());
        if (route == null) {
            boolean known = routes.keySet().stream().anyMatch(name -> name.endsWith(" " + request.path()));
            return WireAnswer.text(known ? 405 : 404, known ? "Method Not Allowed" : "Not Found");
        }
        try {
            authenticate(request);
            return route.apply(request);
        } catch (SendmodeStatus.Refusal refusal) {
            return refusal.status().answer();
        }
    }

    private void authenticate(WireRequest request) {
        if (request.query().containsKey("access_key")) {
            state.wire().contractViolation("sendmode: the access key is in the query");
        }
        String key = request.header("Authorization");
        if (key.equals(UNAUTHORISED_KEY)) {
            throw new SendmodeStatus.Refusal(SendmodeStatus.UNAUTHORISED);
        }
        if (!key.equals(ACCESS_KEY) && !key.equals(FORM_ONLY_KEY) && !isOfNewerPlatform(request)) {
            throw new SendmodeStatus.Refusal(SendmodeStatus.INVALID_ACCESS_KEY);
        }
    }

    private static boolean isOfNewerPlatform(WireRequest request) {
        return request.header("Authorization").startsWith(NEWER_PLATFORM_PREFIX);
    }

    /** The payload out of any of the three encodings that are on record. */
    private ObjectNode payload(WireRequest request, String field, FieldRules rules) {
        ObjectNode payload;
        if (request.header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
            Map<String, String> form = WireRequest.parameters(request.body());
            payload = object(form.get(field));
            if (form.containsKey("group")) {
                payload.put("group", form.get("group"));
            }
        } else {
            ObjectNode body = request.header("Authorization").equals(FORM_ONLY_KEY)
                    ? object(null)
                    : request.object().orElseThrow(() -> new SendmodeStatus.Refusal(SendmodeStatus.INVALID_PARAMETER));
            payload = body.get(field) instanceof ObjectNode wrapped ? wrapped : body;
        }
        rules.problem(payload).ifPresent(problem -> {
            throw new SendmodeStatus.Refusal(
                    problem.endsWith("required") ? SendmodeStatus.EXPECTED_PARAMETER_MISSING
                            : problem.startsWith("messagetext") ? SendmodeStatus.INVALID_MESSAGE_LENGTH
                            : SendmodeStatus.INVALID_PARAMETER);
        });
        rules.unknown(payload)
                .forEach(name -> state.wire().contractViolation("sendmode " + request.path() + ": unknown field " + name));
        return payload;
    }

    private ObjectNode object(String text) {
        if (text == null) {
            throw new SendmodeStatus.Refusal(SendmodeStatus.EXPECTED_PARAMETER_MISSING);
        }
        try {
            if (json.readTree(text) instanceof ObjectNode node) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // answered below, as for any other value that is no object
        }
        throw new SendmodeStatus.Refusal(SendmodeStatus.INVALID_PARAMETER);
    }

    private WireAnswer send(WireRequest request) {
        ObjectNode message = payload(request, "message", SEND);
        checkSender(message.path("senderid").asText(""));
        if (message.hasNonNull("scheduledate")) {
            checkSchedule(message.get("scheduledate").asText());
        }
        if (message.get("recipients").isEmpty()) {
            throw new SendmodeStatus.Refusal(SendmodeStatus.EXPECTED_PARAMETER_MISSING);
        }
        for (JsonNode recipient : message.get("recipients")) {
            checkNumber(recipient.asText());
        }
        if (!isOfNewerPlatform(request)) {
            if (!state.charge(NAME, BigDecimal.valueOf(message.get("recipients").size()))) {
                throw new SendmodeStatus.Refusal(SendmodeStatus.INSUFFICIENT_CREDITS);
            }
            for (JsonNode recipient : message.get("recipients")) {
                deliver(recipient.asText(), message);
            }
        }
        ObjectNode echo = JsonNodeFactory.instance.objectNode();
        for (String field : new String[] { "senderid", "messagetext", "customerid", "scheduledate", "recipients" }) {
            echo.set(field, message.get(field));
        }
        return accepted("message", echo);
    }

    private void deliver(String recipient, ObjectNode message) {
        String eventId = String.valueOf(eventIds.incrementAndGet());
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String field : new String[] { "customerid", "scheduledate" }) {
            if (message.hasNonNull(field)) {
                fields.put(field, message.get(field).asText());
            }
        }
        SentMessage sent
                = state.messages().accept(NAME, eventId, "sms", international(recipient), text(message, "senderid"), null,
                        text(message, "messagetext"), fields);
        String customerId = text(message, "customerid");
        if (optedOut.containsKey(sent.to())) {
            state.clock().after(1, () -> reached(sent, "OPTED OUT - BLOCKED", customerId));
            return;
        }
        state.deliver(sent, stage -> {
            if (stage != Stage.READ) {
                reached(sent, STATUSES.get(stage), customerId);
            }
        });
    }

    private void reached(SentMessage message, String status, String customerId) {
        state.messages().status(message.key(), status);
        state.receiptAddress(NAME).ifPresent(address -> {
            Map<String, String> report = new LinkedHashMap<>();
            report.put("EventID", message.id());
            report.put("Phonenumber", message.to());
            report.put("DataType", "SMS");
            report.put("Status", state.faults().status(NAME, message.channel(), status, UNKNOWN_STATUS));
            if (customerId != null) {
                report.put("CustomerID", customerId);
            }
            state.faults().receipt(NAME, message.channel(), message.key(), () -> push(withQuery(address, report), REPEATS)
                    .thenAccept(answer -> state.messages().note(message.key(), "callback",
                            report.get("Status") + " answered " + answer.status())));
        });
    }

    private WireAnswer credits(WireRequest request) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "OK");
        answer.put("statusCode", 0);
        answer.put("balance", state.balance(NAME));
        return WireAnswer.json(200, answer);
    }

    private WireAnswer importCustomer(WireRequest request) {
        ObjectNode customer = payload(request, "importdata", IMPORT);
        checkNumber(customer.get("mobilenumber").asText());
        JsonNode group = customer.remove("group");
        ObjectNode echo = JsonNodeFactory.instance.objectNode();
        for (String field : new String[] {
                "mobilenumber", "firstname", "surname", "address", "town", "county", "email", "custom1",
                "custom2", "businessname", "dateofbirth" }) {
            echo.set(field, customer.get(field));
        }
        ObjectNode answer = (ObjectNode) json.valueToTree(acceptedFields());
        answer.set("group", group);
        answer.set("importdata", echo);
        return WireAnswer.json(200, answer);
    }

    private WireAnswer optOut(WireRequest request) {
        ObjectNode person = payload(request, "message", OPT_OUT);
        String number = person.get("mobilenumber").asText();
        checkNumber(number);
        optedOut.put(international(number), true);
        Map<String, Object> answer = acceptedFields();
        answer.put("mobilenumber", number);
        answer.put("optoutreason", text(person, "optoutresponse"));
        return WireAnswer.json(200, answer);
    }

    private WireAnswer verify(WireRequest request) {
        ObjectNode message = payload(request, "message", VERIFY);
        String recipient = message.get("recipient").asText();
        checkNumber(recipient);
        checkSender(message.path("senderid").asText(""));
        int length = message.path("tokenLength").asInt(message.path("tokenlength").asInt(4));
        int minutes = message.path("timeout").asInt(120);
        String code = random.ints(length, 0, 10).collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
        if (!isOfNewerPlatform(request)) {
            boolean expired = state.deliveryScript(international(recipient), "sms") == DeliveryScript.EXPIRED;
            codes.put(international(recipient), new Code(
                    code,
                    expired ? Instant.EPOCH : state.clock().now().plus(state.clock().lasting(minutes * 60.0)), false));
            state.messages().accept(NAME, String.valueOf(eventIds.incrementAndGet()), "sms", international(recipient),
                    text(message, "senderid"), null, message.get("messagetext").asText() + " " + code, Map.of("code", code));
        }
        ObjectNode echo = JsonNodeFactory.instance.objectNode();
        echo.set("senderid", message.get("senderid"));
        echo.set("messagetext", message.get("messagetext"));
        echo.put("recipient", recipient).put("tokenLength", length).put("timeout", minutes);
        return accepted("message", echo);
    }

    private WireAnswer verifyCheck(WireRequest request) {
        String recipient = Optional.ofNullable(request.query().get("recipient"))
                .orElseThrow(() -> new SendmodeStatus.Refusal(SendmodeStatus.EXPECTED_PARAMETER_MISSING));
        String tried = Optional.ofNullable(request.query().get("code"))
                .orElseThrow(() -> new SendmodeStatus.Refusal(SendmodeStatus.EXPECTED_PARAMETER_MISSING));
        Code code = codes.get(international(recipient));
        if (code == null || code.used() || !code.code().equals(tried)) {
            return SendmodeStatus.CODE_INVALID.answer();
        }
        if (state.clock().now().isAfter(code.expiresAt())) {
            return SendmodeStatus.CODE_EXPIRED.answer();
        }
        codes.put(international(recipient), new Code(code.code(), code.expiresAt(), true));
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("recipient", recipient);
        message.put("code", tried);
        message.put("expireDatetime", VERIFY_DATE.format(code.expiresAt().atZone(DUBLIN)));
        message.put("status", "VERIFIED");
        message.put("verifiedDate", VERIFY_DATE.format(state.clock().now().atZone(DUBLIN)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "OK");
        answer.put("statusCode", 0);
        answer.put("message", message);
        return WireAnswer.json(200, answer);
    }

    @Override
    public void reply(SentMessage message, String text) {
        inbound(message.to(), message.from() == null ? REPLY_NUMBER : message.from(), text);
    }

    @Override
    public void inbound(String from, String to, String text) {
        String address = state.inboundAddress(NAME).orElseThrow(() -> new IllegalStateException(
                "no address for replies is set: call inboundUrl(\"sendmode\", url) on the sandbox, as one does in the provider's settings"));
        Map<String, String> reply = new LinkedHashMap<>();
        reply.put("mobilenumber", international(from));
        reply.put("command", text);
        reply.put("sentto", to);
        state.faults().inbound(NAME, () -> push(withQuery(address, reply), REPEATS));
    }

    /** Calls until the answer is {@code True}, as far as the provider repeats. */
    private CompletableFuture<Callbacks.Answer> push(String address, int repeats) {
        return state.callbacks().get(NAME, address).thenApply(answer -> {
            if (!answer.body().trim().equals("True") && repeats > 0) {
                state.clock().after(REPEAT_SECONDS, () -> push(address, repeats - 1));
            }
            return answer;
        });
    }

    private static String withQuery(String address, Map<String, String> parameters) {
        StringBuilder url = new StringBuilder(address).append(address.contains("?") ? '&' : '?');
        parameters
                .forEach((name, value) -> url.append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .append('&'));
        return url.substring(0, url.length() - 1);
    }

    private static void checkSender(String sender) {
        if (sender.equals("NotAllowed")) {
            throw new SendmodeStatus.Refusal(SendmodeStatus.INVALID_SENDER_ID);
        }
    }

    private static void checkNumber(String number) {
        SendmodeStatus.forcedBy(number).ifPresent(status -> {
            throw new SendmodeStatus.Refusal(status);
        });
        if (!number.matches("\\+?[0-9]{6,15}")) {
            throw new SendmodeStatus.Refusal(SendmodeStatus.INVALID_MOBILE_NUMBER);
        }
    }

    private static void checkSchedule(String date) {
        try {
            LocalDateTime.parse(date.length() > 19 ? date.substring(0, 19) : date);
        } catch (DateTimeParseException e) {
            throw new SendmodeStatus.Refusal(SendmodeStatus.INVALID_SCHEDULE_DATE_FORMAT);
        }
    }

    /** Local Irish numbers become international digits, as in the provider's reports. */
    private static String international(String number) {
        String digits = SandboxState.recipientKey(number);
        return digits.startsWith("00") ? digits.substring(2) : digits.startsWith("0") ? "353" + digits.substring(1) : digits;
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    private static Map<String, Object> acceptedFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", "OK");
        fields.put("statusCode", 0);
        fields.put("acceptedDateTime", ACCEPTED.format(OffsetDateTime.now(DUBLIN)));
        return fields;
    }

    private static WireAnswer accepted(String name, ObjectNode echo) {
        Map<String, Object> answer = acceptedFields();
        answer.put(name, echo);
        return WireAnswer.json(200, answer);
    }
}
