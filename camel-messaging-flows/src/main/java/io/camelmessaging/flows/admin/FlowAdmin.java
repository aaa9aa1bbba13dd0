/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private QueryFields usual;
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
        Map<String, String> fields = new HashMap<>();
        for (String field : List.of("flow", "state", "outcome", "only")) {
            if (parameters.has(field)) {
                fields.put(field, parameters.text(field, null));
            }
        }
        usual = QueryFields.of(fields);
        usual.query();
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
        QueryFields asked = asked(message);
        FlowPage page = flows.list(asked.query(), asked.after(), limit);
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
        QueryFields asked = asked(message);
        if (asked.isEmpty()) {
            throw new IllegalArgumentException(
                    "flow-admin was not told which flow to " + action + ": give the header " + FlowConstants.CONVERSATION_ID
                                               + " or " + FlowConstants.FLOW_ID
                                               + ", or a parameter such as flow, or a Map as body, that says which are meant.");
        }
        FlowQuery query = asked.query();
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
    private QueryFields asked(Message message) {
        return message.getBody() instanceof Map<?, ?> map ? usual.or(QueryFields.of(map)) : usual;
    }
}
