/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.flows.FlowConstants;
import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.engine.KameletBean;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Lists, shows and changes flows from a route: the bean of the Kamelet {@code flow-admin}.
 */
public class FlowAdmin extends KameletBean {

    private static final int DEFAULT_LIMIT = 50;
    private static final int DEFAULT_HOURS = 24;
    private static final Set<String> FIELDS = new TreeSet<>(
            Set.of("flow", "state", "outcome", "recipient", "reference",
                    "conversationId", "from", "until", "only", "after"));

    private final Map<String, String> usual = new HashMap<>();
    private FlowAdministration flows;
    private String action;
    private boolean masked;
    private int limit;
    private int hours;
    private String who;
    private String why;

    @Override
    protected String template() {
        return "flow-admin";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        parameters.required("action");
        action = parameters.oneOf("action", null, "list", "show", "counts", "sends", "cancel", "retry-now", "release",
                "was-sent", "was-not-sent");
        masked = parameters.flag("masked", true);
        limit = parameters.number("limit", DEFAULT_LIMIT, 1);
        hours = parameters.number("hours", DEFAULT_HOURS, 1);
        who = parameters.text("who", null);
        why = parameters.text("why", null);
        for (String field : List.of("flow", "state", "outcome", "only")) {
            if (parameters.has(field)) {
                usual.put(field, parameters.text(field, null));
            }
        }
        query(usual);
        flows = FlowAdministration.of(getCamelContext());
    }

    /**
     * Does what the Kamelet was told to with the flow or flows that the message names.
     *
     * @throws IllegalArgumentException if it cannot be told which, or who acts and why
     */
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        switch (action) {
            case "list" -> list(message);
            case "show" -> message.setBody(flows.show(id(message)).map(detail -> masked ? detail.masked() : detail)
                    .map(Plain::of).orElse(null));
            case "counts" -> message.setBody(Plain.of(flows.counts()));
            case "sends" -> message.setBody(Plain.of(flows.sends(hours)));
            default -> message.setBody(Plain.of(act(message)));
        }
    }

    private void list(Message message) {
        Map<String, String> asked = asked(message);
        FlowPage page = flows.list(query(asked), asked.get("after"), limit);
        message.setBody(Plain.of(masked ? page.masked().flows() : page.flows()));
        message.removeHeader(FlowConstants.NEXT_PAGE);
        if (page.next() != null) {
            message.setHeader(FlowConstants.NEXT_PAGE, page.next());
        }
    }

    private List<ActResult> act(Message message) {
        Actor by = new Actor(
                message.getHeader(FlowConstants.ACTOR, who, String.class), message.getHeader(FlowConstants.ACT_REASON, why,
                        String.class));
        if (idOrNull(message) != null) {
            String id = id(message);
            return List.of(switch (action) {
                case "cancel" -> flows.cancel(id, by);
                case "retry-now" -> flows.retryNow(id, by);
                case "release" -> flows.release(id, by);
                case "was-sent" -> flows.decide(id, Verdict.WAS_SENT, by);
                default -> flows.decide(id, Verdict.WAS_NOT_SENT, by);
            });
        }
        // never all flows because somebody forgot to say which
        Map<String, String> asked = asked(message);
        if (asked.isEmpty()) {
            throw new IllegalArgumentException(
                    "flow-admin was not told which flow to " + action + ": give the header " + FlowConstants.CONVERSATION_ID
                                               + " or " + FlowConstants.FLOW_ID
                                               + ", or a parameter such as flow, or a Map as body, that says which are meant.");
        }
        FlowQuery query = query(asked);
        return switch (action) {
            case "cancel" -> flows.cancel(query, limit, by);
            case "retry-now" -> flows.retryNow(query, limit, by);
            case "release" -> flows.release(query, limit, by);
            case "was-sent" -> flows.decide(query, limit, Verdict.WAS_SENT, by);
            default -> flows.decide(query, limit, Verdict.WAS_NOT_SENT, by);
        };
    }

    private static String idOrNull(Message message) {
        String id = message.getHeader(FlowConstants.FLOW_ID, String.class);
        return id == null ? message.getHeader(FlowConstants.CONVERSATION_ID, String.class) : id;
    }

    private static String id(Message message) {
        String id = idOrNull(message);
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException(
                    "flow-admin needs the header " + FlowConstants.CONVERSATION_ID + " or " + FlowConstants.FLOW_ID
                                               + " to know which flow is meant.");
        }
        return id;
    }

    /** What the parameters say, and the fields of a Map as body instead. */
    private Map<String, String> asked(Message message) {
        Map<String, String> asked = new HashMap<>(usual);
        if (message.getBody() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (!FIELDS.contains(String.valueOf(key))) {
                    throw new IllegalArgumentException(
                            "flow-admin knows no field " + Redaction.name(String.valueOf(key)) + " of a query: give some of "
                                                       + String.join(", ", FIELDS) + ".");
                }
                if (value != null) {
                    asked.put(key.toString(), value.toString());
                }
            });
        }
        return asked;
    }

    private static FlowQuery query(Map<String, String> asked) {
        FlowQuery query = FlowQuery.all().flow(asked.get("flow")).state(asked.get("state")).outcome(asked.get("outcome"))
                .recipient(asked.get("recipient")).reference(asked.get("reference"))
                .conversationId(asked.get("conversationId")).between(time(asked, "from"), time(asked, "until"));
        String only = asked.get("only");
        if (only == null) {
            return query;
        }
        return switch (only) {
            case "open" -> query.open();
            case "inDoubt" -> query.inDoubt();
            case "parked" -> query.parked();
            case "overdue" -> query.overdue();
            default -> throw new IllegalArgumentException(
                    "The field only of a query of flow-admin is " + Redaction.name(only)
                                                          + ": give open, inDoubt, parked or overdue.");
        };
    }

    private static Instant time(Map<String, String> asked, String field) {
        String text = asked.get(field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "The field " + field + " of a query of flow-admin is no time: give one such as 2026-05-01T12:00:00Z.");
        }
    }
}
