/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.flows.guard.PersonCall.Answer;
import org.apache.camel.Exchange;

/**
 * The decisions on held messages as steps of a route, which read the headers {@code id} (or {@code rule}, for all that
 * one rule or stop held), {@code by} and {@code reason}: of a REST call its query parameters. A call that is wrong is
 * answered with 400 and a sentence. Put such a route behind authentication.
 */
public final class HeldRoute {

    private static final String ID = "id";
    private static final String RULE = "rule";
    private static final int MAX = 1_000;

    private final ObjectMapper mapper = new ObjectMapper();

    /** What waits for a person, and what is of unknown outcome, the oldest first, as JSON. */
    public void list(Exchange exchange) {
        PersonCall.answer(exchange, call -> Answer.json(json(Stream
                .concat(call.guards().held(MAX).stream(), call.guards().unknown(MAX).stream()).map(HeldRoute::facts)
                .toList())));
    }

    private String json(List<Map<String, Object>> messages) {
        try {
            return mapper.writeValueAsString(messages);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The list of held messages cannot be written.", e);
        }
    }

    private static Map<String, Object> facts(HeldMessage message) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(ID, message.id());
        facts.put("state", message.state().name());
        facts.put(RULE, message.rule());
        facts.put("why", message.why());
        facts.put("operation", message.operation());
        facts.put("recipients", message.recipients());
        facts.put("heldAt", message.heldAt().toString());
        return facts;
    }

    /** Sends them. */
    public void release(Exchange exchange) {
        PersonCall.answer(exchange, call -> {
            if (isOfRule(call)) {
                int released = call.guards().releaseAll(call.needed(RULE), call.needed("by"), call.needed("reason"));
                return Answer.done("Messages that were released: " + released);
            }
            return call.guards().release(call.needed(ID), call.needed("by"), call.needed("reason"))
                    .map(state -> Answer.done(switch (state) {
                        case HELD -> "No provider took the message: it is held again.";
                        case UNKNOWN -> "Nobody knows whether the message went out: ask the provider, and settle it.";
                        default -> "The message was released.";
                    })).orElseGet(HeldRoute::none);
        });
    }

    /** Decides that they are never sent. */
    public void drop(Exchange exchange) {
        PersonCall.answer(exchange, call -> {
            if (isOfRule(call)) {
                int dropped = call.guards().dropAll(call.needed(RULE), call.needed("by"), call.needed("reason"));
                return Answer.done("Messages that were dropped: " + dropped);
            }
            boolean dropped = call.guards().drop(call.needed(ID), call.needed("by"), call.needed("reason"));
            return dropped ? Answer.done("The message was dropped.") : none();
        });
    }

    /** Tells of a message of unknown outcome whether it went out, by the header {@code wentOut}. */
    public void settle(Exchange exchange) {
        PersonCall.answer(exchange, call -> {
            String wentOut = call.needed("wentOut");
            if (!List.of("true", "false").contains(wentOut)) {
                throw new IllegalArgumentException("The parameter wentOut is true or false.");
            }
            boolean settled = call.guards().settle(call.needed(ID), wentOut.equals("true"), call.needed("by"),
                    call.needed("reason"));
            return settled
                    ? Answer.done(wentOut.equals("true") ? "The message went out." : "The message is held again.")
                    : Answer.notFound("No message of unknown outcome has this id.");
        });
    }

    private static boolean isOfRule(PersonCall call) {
        if (call.has(ID) == call.has(RULE)) {
            throw new IllegalArgumentException(
                    "Give the parameter id of one message, or rule for all that one rule or stop held, and not both.");
        }
        return call.has(RULE);
    }

    private static Answer none() {
        return Answer.notFound("No message that waits has this id: somebody may have decided it meanwhile.");
    }
}
