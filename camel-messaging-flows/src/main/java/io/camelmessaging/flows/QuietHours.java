package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.flows.optout.RecipientKeys;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.FlowMessage;
import io.camelmessaging.flows.store.LeasedFlow;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The bean of the Kamelet {@code quiet-hours}: a message passes while the recipient's window is open, and is held until
 * it opens otherwise.
 */
public class QuietHours extends SendingProcess {

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
        endpoint(DONE, parameters.uri(DONE));
        LocalTime start = time(parameters, "windowStart");
        LocalTime end = time(parameters, "windowEnd");
        boolean wholeDay = start.equals(LocalTime.MIDNIGHT) && !isEndOfDay(parameters.required("windowStart"))
                && isEndOfDay(parameters.required("windowEnd"));
        if (start.equals(end) && !wholeDay) {
            throw parameters.wrong("windowEnd", end.toString(), "is that of windowStart too, which leaves no time to send");
        }
        window = new SendingWindow(start, end);
        keys = new RecipientKeys(parameters.text("defaultRegion", null));
        String timeZone = parameters.text("defaultTimeZone", null);
        defaultZones = timeZone == null ? Set.of() : RecipientZones.named(timeZone, "parameter defaultTimeZone");
        maxAge = parameters.duration("maxAge", null);
        endpoint(EXPIRED, parameters.has(EXPIRED) ? parameters.uri(EXPIRED) : endpoint(FAILED));
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
        start(exchange, NEXT, key, Map.of(), maxAge, maxAge != null && maxAge.compareTo(delay) < 0 ? maxAge : delay);
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
        exchange.setProperty(ACTION, "pass");
        exchange.setProperty(URI, to);
    }

    /** The first moment, now or later, at which the recipient may be written to. */
    private Instant opening(Instant now, String recipient, FlowMessage message) {
        String named = message.header(FlowConstants.TIME_ZONE);
        Set<ZoneId> zones = named == null
                ? numberZones.of(recipient) : RecipientZones.named(named, "header " + FlowConstants.TIME_ZONE);
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
    protected void next(Exchange exchange, LeasedFlow claim) {
        Flow flow = claim.flow();
        Instant opening;
        try {
            // the window may have closed again while nobody was there to send, or while the provider was away
            opening = opening(claim.now(), flow.recipient(), flow.message());
        } catch (IllegalArgumentException e) {
            finish(exchange, flow, FAILED, e.getMessage());
            return;
        }
        if (opening.isAfter(claim.now())) {
            await(exchange, flow, opening);
            return;
        }
        send(exchange, flow, Attempt.intent(flow, 1, 1, claim.now()));
        // whoever gave a reference or key of his own finds it again, as by day
        flow.message().writeTo(exchange.getMessage());
    }

    @Override
    protected void accepted(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        finish(exchange, flow, DONE, null, attempt);
    }

    @Override
    protected void doubtful(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        finish(exchange, flow, UNKNOWN, attempt.reason(), attempt);
    }

    @Override
    protected void rejected(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        finish(exchange, flow, FAILED, attempt.reason(), attempt);
    }

    @Override
    protected void unavailable(Exchange exchange, Flow flow, Attempt attempt, Instant now) {
        await(exchange, flow.in(NEXT), now.plus(settleDelay()), attempt);
    }

    @Override
    protected void waited(Exchange exchange, LeasedFlow claim) {
        throw new IllegalStateException("quiet-hours waits for nothing after a message went out.");
    }

    @Override
    protected void handle(Exchange exchange, LeasedFlow claim, FlowEvent event) {
        resume(exchange, claim.flow());
    }
}
