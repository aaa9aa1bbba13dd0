/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomware;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.sandbox.FieldRules;
import io.camelmessaging.sandbox.WireLog;

/**
 * What the provider accepts as a request: fields, formats and senders.
 */
final class BoomwareRequests {

    static final FieldRules SMS = FieldRules.none().requiredText("number", "text").text("from", "callbackUrl");
    static final FieldRules PUSH = FieldRules.none().requiredText("number")
            .text("text", "title", "callbackUrl", "target", "priority", "collapseKey").integer("ttl").object("android", "ios");
    static final FieldRules VIBER
            = FieldRules.none().requiredText("number", "text").text("from", "buttonCaption", "buttonActionUrl",
                    "imageUrl", "callbackUrl");
    static final FieldRules RCS = FieldRules.none().requiredText("number", "text").text("callbackUrl");
    static final FieldRules FAILOVER = FieldRules.none().requiredText("number").requiredArray("flow").text("callbackUrl");
    static final FieldRules VERIFY
            = FieldRules.none().requiredText("number", "method").text("from", "language", "ip", "callbackUrl")
                    .integer("codeLength", "codeExpiry", "checkAttemptsAllowed");
    static final FieldRules VERIFY_CHECK = FieldRules.none().requiredText("requestId", "code");
    static final FieldRules VERIFY_INFO = FieldRules.none().requiredText("requestId");
    static final FieldRules HLR = FieldRules.none().requiredText("number").text("callbackUrl");
    static final FieldRules GOAL = FieldRules.none().requiredText("goal");
    static final FieldRules FLASH_CALL = FieldRules.none().requiredText("number").text("from", "callbackUrl");
    static final FieldRules TEXT_CALL
            = FieldRules.none().requiredText("number", "text").text("from", "language", "callbackUrl");

    private static final Map<String, FieldRules> STEPS = Map.of("push", PUSH, "viber", VIBER, "rcs", RCS, "sms", SMS);
    private static final FieldRules STEP = FieldRules.none().requiredText("type").object("message", "failover");
    private static final FieldRules STEP_FAILOVER = FieldRules.none().integer("wait").requiredText("condition");
    private static final Pattern E164 = Pattern.compile("\\+?[1-9][0-9]{5,14}");
    private static final Pattern ALPHANUMERIC_SENDER = Pattern.compile("[A-Za-z0-9 ._-]{1,11}");
    private static final String UNAPPROVED_SENDER = "NotAllowed";
    private static final int LONGEST_SPOKEN_TEXT = 2000;

    private final WireLog wire;

    BoomwareRequests(WireLog wire) {
        this.wire = wire;
    }

    /** Checks the fields by their rules; refuses as the provider does. */
    ObjectNode checked(ObjectNode request, FieldRules rules, String what) {
        rules.problem(request).ifPresent(problem -> {
            throw new BoomwareRefusal(BoomwareError.MALFORMED, problem);
        });
        rules.unknown(request).forEach(name -> wire.contractViolation("boomware " + what + ": unknown field " + name));
        JsonNode number = request.get("number");
        if (number != null) {
            if (!E164.matcher(number.asText()).matches()) {
                throw new BoomwareRefusal(BoomwareError.NUMBER);
            }
            BoomwareError.forcedBy(number.asText()).filter(error -> error != BoomwareError.NOT_FOUND).ifPresent(error -> {
                throw new BoomwareRefusal(error);
            });
        }
        checkSender(request.path("from").asText(""));
        return request;
    }

    void checkSpokenText(ObjectNode request) {
        if (request.path("text").asText().length() > LONGEST_SPOKEN_TEXT) {
            throw new BoomwareRefusal(BoomwareError.MALFORMED, "text is longer than 2000 characters");
        }
    }

    void checkPush(ObjectNode request) {
        if (!request.has("text") && !(request.has("android") && request.has("ios"))) {
            throw new BoomwareRefusal(BoomwareError.MALFORMED, "text is required");
        }
    }

    void checkVerification(ObjectNode request) {
        if (!List.of("sms", "voice", "call").contains(request.path("method").asText())) {
            throw new BoomwareRefusal(BoomwareError.METHOD);
        }
        int codeLength = request.path("codeLength").asInt(4);
        if (codeLength < 4 || codeLength > 6) {
            throw new BoomwareRefusal(BoomwareError.MALFORMED, "codeLength must be 4, 5 or 6");
        }
    }

    void checkFlow(JsonNode flow) {
        for (int i = 0; i < flow.size(); i++) {
            boolean last = i == flow.size() - 1;
            if (!(flow.get(i) instanceof ObjectNode step)) {
                throw new BoomwareRefusal(BoomwareError.MALFORMED, "flow[%d] must be an object".formatted(i));
            }
            checkStep(step, i, last);
        }
        if (flow.isEmpty()) {
            throw new BoomwareRefusal(BoomwareError.MALFORMED, "flow is empty");
        }
    }

    private void checkStep(ObjectNode step, int index, boolean last) {
        String where = "flow[%d]".formatted(index);
        STEP.problem(step).ifPresent(problem -> {
            throw new BoomwareRefusal(BoomwareError.MALFORMED, where + "." + problem);
        });
        STEP.unknown(step).forEach(name -> wire.contractViolation("boomware failover: unknown field " + where + "." + name));
        if (!(step.get("message") instanceof ObjectNode message)) {
            throw new BoomwareRefusal(BoomwareError.MALFORMED, where + ".message is required");
        }
        FieldRules channel = STEPS.get(step.get("type").asText());
        if (channel == null) {
            throw new BoomwareRefusal(BoomwareError.MALFORMED, where + ".type is no channel");
        }
        channel.unknown(message)
                .forEach(name -> wire.contractViolation("boomware failover: unknown field " + where + ".message." + name));
        checkSender(message.path("from").asText(""));
        if (step.get("failover") instanceof ObjectNode failover) {
            STEP_FAILOVER.problem(failover).ifPresent(problem -> {
                throw new BoomwareRefusal(BoomwareError.MALFORMED, where + ".failover." + problem);
            });
            if (!List.of("delivered", "read").contains(failover.get("condition").asText())
                    || failover.path("wait").asInt() < 1) {
                throw new BoomwareRefusal(BoomwareError.MALFORMED, where + ".failover is not valid");
            }
        } else if (!last) {
            throw new BoomwareRefusal(BoomwareError.MALFORMED, where + ".failover is required");
        }
    }

    private static void checkSender(String from) {
        boolean number = E164.matcher(from).matches();
        if (!from.isEmpty() && !number && (from.equals(UNAPPROVED_SENDER) || !ALPHANUMERIC_SENDER.matcher(from).matches())) {
            throw new BoomwareRefusal(BoomwareError.SENDER);
        }
    }
}
