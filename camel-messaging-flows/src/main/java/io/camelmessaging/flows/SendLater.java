/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.internal.Suggestions;
import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.optout.OptOuts;
import io.camelmessaging.flows.optout.RecipientKeys;
import io.camelmessaging.flows.policy.HoldRules;
import io.camelmessaging.flows.policy.Next;
import io.camelmessaging.flows.policy.Outcome;
import io.camelmessaging.flows.policy.RecipientZones;
import io.camelmessaging.flows.policy.Remembered;
import io.camelmessaging.flows.policy.ScheduledTime;
import io.camelmessaging.flows.policy.SendingRules;
import io.camelmessaging.flows.policy.Situation;
import io.camelmessaging.flows.store.Flow;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;

/**
 * The bean of the Kamelet {@code send-later}: a message is held until the time that it was given, whatever its provider
 * can, and may be cancelled or moved until its send begins.
 */
public class SendLater extends SendingFlow {

    private static final String FIELD = "schedule";
    private static final String CANCEL = "cancel";
    private static final String MOVE = "move";

    private final RecipientZones regionZones = new RecipientZones();
    private Set<ZoneId> defaultZones;
    private RecipientKeys keys;
    private Duration maxLate;
    private OptOuts optOuts;

    @Override
    protected String template() {
        return "send-later";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        addStep(parameters, "to");
        super.configure(parameters);
        endpoint(Outcome.DONE, parameters.uri(Outcome.DONE));
        endpoint(Outcome.CANCELLED, parameters.uri(Outcome.CANCELLED));
        endpoint(Outcome.EXPIRED, parameters.has(Outcome.EXPIRED)
                ? parameters.uri(Outcome.EXPIRED) : endpoint(Outcome.FAILED));
        endpoint(Outcome.OPTED_OUT, parameters.has(Outcome.OPTED_OUT)
                ? parameters.uri(Outcome.OPTED_OUT) : endpoint(Outcome.FAILED));
        String region = parameters.defaultRegion();
        keys = new RecipientKeys(region);
        String timeZone = parameters.defaultTimeZone();
        defaultZones = timeZone == null
                ? regionZones.ofRegion(region) : RecipientZones.named(template(), timeZone, "parameter defaultTimeZone");
        maxLate = parameters.duration("maxLate", null);
    }

    @Override
    protected void doInit() {
        super.doInit();
        optOuts = new OptOuts(flows().database());
    }

    /**
     * Holds a message, or changes one that is held.
     *
     * @throws IllegalArgumentException if the message has no time or recipient, if one of them cannot be read, if the
     *                                  time is too long ago, or if the message cannot be held
     */
    @Override
    protected void begin(Exchange exchange) {
        Message message = exchange.getMessage();
        Object action = message.removeHeader(FlowConstants.SCHEDULE_ACTION);
        message.removeHeader(FlowConstants.SCHEDULE_CHANGE);
        if (ObjectHelper.isNotEmpty(action)) {
            change(message, action.toString().strip().toLowerCase(Locale.ROOT));
            return;
        }
        Instant now = store().now();
        Instant time = time(message, now);
        String recipient = recipient(exchange);
        if (recipient == null) {
            throw new IllegalArgumentException(
                    "send-later needs to know for whom a message is: give it as header " + MessagingConstants.TO
                                               + ", or as the field to of a Map.");
        }
        String key = keys.ofRecipient(recipient, "recipient of send-later");
        hold(exchange, key, time, now);
    }

    private void hold(Exchange exchange, String recipient, Instant time, Instant now) {
        Message message = exchange.getMessage();
        Duration wait = Duration.between(now, time);
        Object header = message.removeHeader(MessagingConstants.SCHEDULE);
        Object body = message.getBody();
        if (body instanceof Map<?, ?> map && map.containsKey(FIELD)) {
            Map<Object, Object> rest = new HashMap<>(map);
            rest.remove(FIELD);
            message.setBody(rest);
        }
        try {
            start(exchange, recipient, maxLate == null ? null : wait.plus(maxLate), wait.isNegative() ? Duration.ZERO : wait,
                    Map.of(Remembered.SCHEDULE, time.toString()));
        } catch (RuntimeException e) {
            // whoever tries it again has to find its time
            message.setBody(body);
            if (header != null) {
                message.setHeader(MessagingConstants.SCHEDULE, header);
            }
            throw e;
        }
        message.setHeader(FlowConstants.HELD_UNTIL, time);
    }

    /** When a message is to go out. */
    private Instant time(Message message, Instant now) {
        Object header = message.getHeader(MessagingConstants.SCHEDULE);
        Object field = message.getBody() instanceof Map<?, ?> map ? map.get(FIELD) : null;
        boolean given = ObjectHelper.isNotEmpty(header);
        if (given && ObjectHelper.isNotEmpty(field)) {
            throw new IllegalArgumentException(
                    "send-later got a time twice, as header " + MessagingConstants.SCHEDULE + " and as the field " + FIELD
                                               + " of the body: leave one of them.");
        }
        if (!given && ObjectHelper.isEmpty(field)) {
            throw new IllegalArgumentException(
                    "send-later needs to know when a message is to go out: give it as header " + MessagingConstants.SCHEDULE
                                               + ", or as the field " + FIELD + " of a Map.");
        }
        Instant time = ScheduledTime.of(given ? header : field, () -> zones(message), now, template(),
                given ? "header " + MessagingConstants.SCHEDULE : "field " + FIELD + " of the body");
        if (maxLate != null && time.plus(maxLate).isBefore(now)) {
            throw new IllegalArgumentException(
                    "send-later got a message that was to go out at " + time
                                               + ", which is further back than the parameter maxLate (" + maxLate
                                               + ") allows: send it another way, or give it another time.");
        }
        return time;
    }

    private Set<ZoneId> zones(Message message) {
        String named = message.getHeader(FlowConstants.TIME_ZONE, String.class);
        return named == null || named.isBlank()
                ? defaultZones : RecipientZones.named(template(), named, "header " + FlowConstants.TIME_ZONE);
    }

    private void change(Message message, String action) {
        String id = message.getHeader(FlowConstants.CONVERSATION_ID, String.class);
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException(
                    "send-later was asked to " + Redaction.text(action)
                                               + " a message without being told which: give its header "
                                               + FlowConstants.CONVERSATION_ID + ".");
        }
        ScheduledMessages messages = new ScheduledMessages(getCamelContext());
        ScheduledMessages.Change change = switch (action) {
            case CANCEL -> messages.cancel(name(), id);
            case MOVE -> messages.move(name(), id, time(message, store().now()));
            default -> throw new IllegalArgumentException(
                    "The header " + FlowConstants.SCHEDULE_ACTION + " is cancel or move for send-later, and '"
                                                          + Redaction.text(action) + "' is neither"
                                                          + Suggestions.hint(action, List.of(CANCEL, MOVE)) + ".");
        };
        message.setHeader(FlowConstants.FLOW, name());
        message.setHeader(FlowConstants.SCHEDULE_CHANGE, switch (change) {
            case DONE -> action.equals(CANCEL) ? "cancelled" : "moved";
            case TOO_LATE -> "tooLate";
            case NOT_FOUND -> "notFound";
        });
    }

    @Override
    protected SendingRules rules() {
        return new HoldRules(
                (flow, now) -> Instant.parse(flow.data().get(Remembered.SCHEDULE)), this::isOptedOut, resolveDelay());
    }

    /** Whether the person has opted out by now, unless the message is the confirmation of it. */
    private boolean isOptedOut(Flow flow) {
        return !Boolean.parseBoolean(flow.message().header(FlowConstants.OPT_OUT_EXEMPT))
                && !optOuts.among(List.of(flow.recipient())).isEmpty();
    }

    @Override
    public void complete(Message message, Situation at, Next next) {
        if (next instanceof Next.Send) {
            // whoever gave a reference or key of his own finds it again, as if it had been sent at once
            at.flow().message().writeTo(message);
        }
    }
}
