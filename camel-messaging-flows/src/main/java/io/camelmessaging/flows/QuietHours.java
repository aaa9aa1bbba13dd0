/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Set;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.flows.engine.FlowCalls;
import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.optout.RecipientKeys;
import io.camelmessaging.flows.policy.HoldRules;
import io.camelmessaging.flows.policy.Next;
import io.camelmessaging.flows.policy.Outcome;
import io.camelmessaging.flows.policy.RecipientZones;
import io.camelmessaging.flows.policy.SendingRules;
import io.camelmessaging.flows.policy.SendingWindow;
import io.camelmessaging.flows.policy.Situation;
import io.camelmessaging.flows.store.FlowMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The bean of the Kamelet {@code quiet-hours}: a message passes while the recipient's window is open, and is held until
 * it opens otherwise.
 */
public class QuietHours extends SendingFlow {

    private static final String TO = "to";

    private final RecipientZones numberZones = new RecipientZones();
    private SendingWindow window;
    private Set<ZoneId> defaultZones;
    private RecipientKeys keys;
    private Duration maxAge;
    private String to;

    @Override
    protected String template() {
        return "quiet-hours";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        addStep(parameters, TO);
        to = parameters.required(TO);
        super.configure(parameters);
        endpoint(Outcome.DONE, parameters.uri(Outcome.DONE));
        LocalTime start = time(parameters, "windowStart");
        LocalTime end = time(parameters, "windowEnd");
        boolean wholeDay = start.equals(LocalTime.MIDNIGHT) && !isEndOfDay(parameters.required("windowStart"))
                && isEndOfDay(parameters.required("windowEnd"));
        if (start.equals(end) && !wholeDay) {
            throw parameters.wrong("windowEnd", end.toString(), "is that of windowStart too, which leaves no time to send");
        }
        window = new SendingWindow(start, end);
        keys = new RecipientKeys(parameters.defaultRegion());
        String timeZone = parameters.defaultTimeZone();
        defaultZones = timeZone == null ? Set.of() : RecipientZones.named(template(), timeZone, "parameter defaultTimeZone");
        maxAge = parameters.duration("maxAge", null);
        endpoint(Outcome.EXPIRED, parameters.has(Outcome.EXPIRED)
                ? parameters.uri(Outcome.EXPIRED) : endpoint(Outcome.FAILED));
    }

    private static boolean isEndOfDay(String text) {
        return text.matches("24:00(:00)?");
    }

    /** A time of day; {@code 24:00} is midnight. */
    private static LocalTime time(FlowParameters parameters, String name) {
        String text = parameters.required(name);
        try {
            return isEndOfDay(text) ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw parameters.wrong(name, text, "is not a time of day such as 08:30");
        }
    }

    /**
     * Lets a message pass, or holds it.
     *
     * @throws IllegalArgumentException if its recipient or the recipient's time zone is not known, if the window never
     *                                  opens there, or if the message cannot be held
     */
    @Override
    protected void begin(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeader(FlowConstants.HELD_UNTIL);
        if (isUrgent(message)) {
            pass(exchange);
            return;
        }
        // what cannot be held by night is refused by day as well
        FlowMessage kept = kept(exchange);
        String recipient = recipient(exchange);
        if (recipient == null) {
            throw new IllegalArgumentException(
                    "quiet-hours needs to know for whom a message is: give it as header " + MessagingConstants.TO
                                               + ", or as the field to of a Map.");
        }
        String key = keys.ofRecipient(recipient, "recipient of quiet-hours");
        Instant now = store().now();
        Instant opening = opening(now, key, kept);
        if (!opening.isAfter(now)) {
            pass(exchange);
            return;
        }
        Duration delay = Duration.between(now, opening);
        start(exchange, key, maxAge, maxAge != null && maxAge.compareTo(delay) < 0 ? maxAge : delay);
        message.setHeader(FlowConstants.HELD_UNTIL, opening);
    }

    private static boolean isUrgent(Message message) {
        String urgent = String.valueOf(message.getHeader(FlowConstants.URGENT, false));
        if (!urgent.equalsIgnoreCase("true") && !urgent.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(
                    "The header " + FlowConstants.URGENT + " is true or false for quiet-hours, and '" + Redaction.text(urgent)
                                               + "' is neither.");
        }
        return Boolean.parseBoolean(urgent);
    }

    private void pass(Exchange exchange) {
        FlowCalls.ask(exchange, FlowCalls.PASS, to);
    }

    /** The first moment, now or later, at which the recipient may be written to. */
    private Instant opening(Instant now, String recipient, FlowMessage message) {
        String named = message.header(FlowConstants.TIME_ZONE);
        Set<ZoneId> zones = named == null
                ? numberZones.of(recipient) : RecipientZones.named(template(), named, "header " + FlowConstants.TIME_ZONE);
        if (zones.isEmpty()) {
            zones = defaultZones;
        }
        if (zones.isEmpty()) {
            throw new IllegalArgumentException(
                    "quiet-hours cannot tell the time zone of " + Redaction.recipient(recipient) + ": give it as header "
                                               + FlowConstants.TIME_ZONE + ", or set the parameter defaultTimeZone.");
        }
        int count = zones.size();
        return window.nextOpen(now, zones).orElseThrow(() -> new IllegalArgumentException(
                "The " + count + " time zones of " + Redaction
                        .recipient(recipient) + " have no time in common that is in the window "
                                                                                          + window
                                                                                          + " of quiet-hours: give the right one as header "
                                                                                          + FlowConstants.TIME_ZONE
                                                                                          + ", or widen the window."));
    }

    @Override
    protected SendingRules rules() {
        // what is behind it may guard opt-outs, as by day
        return new HoldRules(
                (flow, now) -> opening(now, flow.recipient(), flow.message()), flow -> false, resolveDelay());
    }

    @Override
    public void complete(Message message, Situation at, Next next) {
        if (next instanceof Next.Send) {
            // whoever gave a reference or key of his own finds it again, as by day
            at.flow().message().writeTo(message);
        }
    }
}
