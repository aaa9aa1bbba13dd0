package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.support.ExchangeFailure;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.LeasedFlow;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the templates that send share: steps, each an endpoint; the intent that is written before a call; doubt about a
 * call, and how it is settled; and the one end.
 * <p>
 * The route asks by {@link #process} what to do and finds the answer in the exchange property {@link #ACTION}, such as
 * {@code send}, {@code lookup}, {@code late} or {@code end}; after a call it tells by {@link #sent}, {@link #lookedUp},
 * {@link #reported} or {@link #ended} what came of it. One piece of due work is one action.
 */
public abstract class SendingProcess extends FlowProcess {

    /** The URI that the route is to call for it. */
    public static final String URI = "CamelMessagingFlowUri";
    /** What came of a send: {@code accepted}, {@code rejected}, {@code unavailable} or {@code unknown}. */
    public static final String RESULT = "CamelMessagingFlowResult";
    /** The next step is to be sent. */
    protected static final String NEXT = "NEXT";
    /** A step is being sent; found at the start of work it means that nobody knows whether it was. */
    protected static final String SENDING = "SENDING";
    /** It is not known whether the provider took the last attempt. */
    protected static final String DOUBT = "DOUBT";
    /** The provider took the last attempt, and its receipt is awaited. */
    protected static final String WAIT = "WAIT";
    /** The outcome is decided, and the endpoint for it is being told. */
    protected static final String END = "END";

    protected static final String DONE = "done";
    protected static final String FAILED = "failed";
    protected static final String EXPIRED = "expired";
    protected static final String UNKNOWN = "unknown";

    /** Remembered: until when nothing is to be done unless an event comes. */
    private static final String UNTIL = "until";
    /** Remembered: why the last step was given up, or why the flow ended as it did. */
    protected static final String REASON = "reason";
    /** The exchange property with the attempt that a call is about. */
    private static final String CALL = "CamelMessagingFlowCall";

    private static final Logger LOG = LoggerFactory.getLogger(SendingProcess.class);

    private final SendingSteps steps = new SendingSteps();
    private final Map<String, String> ends = new HashMap<>();
    private int settleTimes;
    private Duration settleDelay;

    /** A call under way: the flow as it was written before, and the attempt. */
    private record Call(Flow flow, Attempt attempt, boolean inDoubt) {
    }

    /** Does what is to be done in the state {@link #NEXT}, for example {@linkplain #send sends} a step. */
    protected abstract void next(Exchange exchange, LeasedFlow claim);

    /** Writes what follows after the provider took the last attempt. */
    protected abstract void accepted(Exchange exchange, Flow flow, Attempt attempt, Instant now);

    /** Tells of the first call of an attempt; nothing is written here. */
    protected void called(Exchange exchange, Flow flow) {
        // most have nobody to tell
    }

    /** Writes what follows after an attempt in doubt that can neither be repeated nor looked up. */
    protected abstract void doubtful(Exchange exchange, Flow flow, Attempt attempt, Instant now);

    /** Writes what follows after what was awaited did not come in its time. */
    protected abstract void waited(Exchange exchange, LeasedFlow claim);

    /** Writes what follows after a provider said no to an attempt. */
    protected abstract void rejected(Exchange exchange, Flow flow, Attempt attempt, Instant now);

    /** Writes what follows after an attempt that provably reached nobody. */
    protected abstract void unavailable(Exchange exchange, Flow flow, Attempt attempt, Instant now);

    /** Handles one event; if there are more, the flow is due again at once. */
    protected abstract void handle(Exchange exchange, LeasedFlow claim, FlowEvent event);

    @Override
    protected void configure(FlowParameters parameters) {
        super.configure(parameters);
        settleTimes = parameters.number("settleTimes", 5, 1);
        settleDelay = parameters.duration("settleDelay", Duration.ofSeconds(10));
        ends.put(FAILED, parameters.requiredUri("failed"));
        ends.put(UNKNOWN, parameters.has("unknown") ? parameters.uri("unknown") : ends.get(FAILED));
    }

    /**
     * Adds a step: the parameters {@code <name>}, which is required, {@code <name>Repeat} and {@code <name>Lookup}.
     */
    protected final void addStep(FlowParameters parameters, String name) {
        steps.add(SendingStep.of(parameters, name));
    }

    /** Leaves a step out, whose number is not given to another: messages on their way remember numbers. */
    protected final void leaveOutStep() {
        steps.leaveOut();
    }

    /** How many steps there are, with those left out; they count from 1. */
    protected final int steps() {
        return steps.size();
    }

    private SendingStep step(int number) {
        return steps.get(number, name());
    }

    @Override
    protected void refuse(Exchange exchange) {
        steps.refuseSchedule(exchange, name());
    }

    /** How long to wait before something is tried once more. */
    protected final Duration settleDelay() {
        return settleDelay;
    }

    /** Whether this is of use only with the receipts of its steps' providers. */
    protected boolean awaitsReceipts() {
        return false;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (awaitsReceipts()) {
            // the routes that feed them may be added after this one
            getCamelContext().addStartupListener((context, alreadyStarted) -> missingReceipts().warn(name(), steps));
        }
    }

    private MissingReceipts missingReceipts() {
        return new MissingReceipts(getCamelContext(), store().events());
    }

    /** Adds an endpoint for an outcome. */
    protected final void endpoint(String outcome, String uri) {
        ends.put(outcome, uri);
    }

    /** The endpoint for an outcome; null if there is none. */
    protected final String endpoint(String outcome) {
        return ends.get(outcome);
    }

    @Override
    protected void due(Exchange exchange, LeasedFlow claim) {
        Flow flow = claim.flow();
        Instant until = until(flow);
        fill(exchange, flow);
        if (!claim.events().isEmpty()) {
            handle(exchange, claim, claim.events().get(0));
        } else if (isOpen(flow) && flow.expiresAt() != null && !claim.now().isBefore(flow.expiresAt())) {
            expire(exchange, claim);
        } else if (until != null && claim.now().isBefore(until)) {
            resume(exchange, flow);
        } else {
            switch (flow.state()) {
                case NEXT -> next(exchange, claim);
                case SENDING, DOUBT -> settle(exchange, claim);
                case WAIT -> waited(exchange, claim);
                case END -> tellEnd(exchange, claim);
                default -> resume(exchange, flow);
            }
        }
    }

    /** Whether the outcome is still to be decided. */
    protected static boolean isOpen(Flow flow) {
        return flow.outcome() == null;
    }

    /** Whether it is not known if the provider took the last attempt. */
    protected static boolean isInDoubt(Flow flow) {
        return flow.state().equals(SENDING) || flow.state().equals(DOUBT);
    }

    private void expire(Exchange exchange, LeasedFlow claim) {
        if (isInDoubt(claim.flow())) {
            finish(exchange, claim.flow(), UNKNOWN,
                    "the total time is over, and nobody knows whether the last attempt was sent");
        } else {
            finish(exchange, claim.flow(), EXPIRED, "the total time is over");
        }
    }

    /** Until when nothing is to be done unless an event comes; null if there is something to do. */
    private static Instant until(Flow flow) {
        String until = flow.data().get(UNTIL);
        return until == null ? null : Instant.parse(until);
    }

    /** Writes a flow that waits. */
    protected final void await(Exchange exchange, Flow flow, Instant until, Attempt... attempts) {
        Map<String, String> data = new HashMap<>(flow.data());
        data.put(UNTIL, until.toString());
        resume(exchange, flow.withData(data), attempts);
    }

    /** Writes a flow that goes on with what it was about to do or to wait for. */
    protected final void resume(Exchange exchange, Flow flow, Attempt... attempts) {
        Instant until = until(flow);
        if (flow.isEnded()) {
            write(exchange, flow, null, attempts);
        } else if (until == null) {
            write(exchange, flow, claim(exchange).now(), attempts);
        } else {
            boolean sooner = flow.expiresAt() != null && flow.expiresAt().isBefore(until);
            write(exchange, flow, sooner ? flow.expiresAt() : until, attempts);
        }
    }

    private void write(Exchange exchange, Flow flow, Instant due, Attempt... attempts) {
        LeasedFlow claim = claim(exchange);
        boolean more = claim.events().size() > 1;
        release(exchange, flow, more ? claim.now() : due, claim.events().stream().limit(1).toList(), attempts);
    }

    /** Sends a step by a new attempt. */
    protected final void send(Exchange exchange, LeasedFlow claim, int step) {
        Attempt attempt = Attempt.intent(claim.flow(), claim.attempts().size() + 1, step, claim.now());
        send(exchange, claim.flow(), attempt);
    }

    /** Sends by an attempt that is new or that provably reached nobody. */
    protected final void send(Exchange exchange, Flow flow, Attempt attempt) {
        Flow sending = flow.in(SENDING).at(attempt.step());
        SendingStep step = step(attempt.step());
        if (!step.breaker().tryAcquirePermission()) {
            Instant now = claim(exchange).now();
            unavailable(exchange, sending,
                    attempt.ended(Attempt.State.UNAVAILABLE, "skipped, as it failed again and again before", now), now);
            return;
        }
        try {
            call(exchange, new Call(sending, attempt, false), "send", step.uri());
        } catch (RuntimeException e) {
            step.breaker().releasePermission();
            throw e;
        }
    }

    private void call(Exchange exchange, Call call, String action, String uri) {
        store().keep(call.flow(), call.attempt());
        fill(exchange, call.attempt());
        // those of an event that led to this message are not the answer to it
        exchange.getMessage().removeHeader(MessagingConstants.PROVIDER);
        exchange.getMessage().removeHeader(MessagingConstants.ACCOUNT);
        exchange.getMessage().removeHeader(MessagingConstants.MESSAGE_ID);
        exchange.removeProperty(RESULT);
        exchange.setProperty(CALL, call);
        exchange.setProperty(ACTION, action);
        exchange.setProperty(URI, uri);
    }

    /** Goes on with an attempt of which nobody knows: never with another one. */
    private void settle(Exchange exchange, LeasedFlow claim) {
        Flow flow = claim.flow();
        Attempt attempt = claim.lastAttempt().orElseThrow();
        SendingStep step = step(flow.step());
        if (attempt.state() == Attempt.State.SENDING) {
            attempt = attempt.ended(Attempt.State.UNKNOWN, "the process ended in the middle of the call", claim.now());
        }
        if (!step.canSettle()) {
            if (flow.state().equals(SENDING)) {
                doubtful(exchange, flow.in(DOUBT), attempt, claim.now());
            } else {
                finish(exchange, flow, UNKNOWN, attempt.reason(), attempt);
            }
        } else if (attempt.repeats() >= settleTimes) {
            finish(exchange, flow, UNKNOWN, attempt.reason(), attempt);
        } else if (step.repeat()) {
            call(exchange, new Call(flow.in(DOUBT), attempt.repeated(), true), "send", step.uri());
        } else {
            call(exchange, new Call(flow.in(DOUBT), attempt.repeated(), true), "lookup", step.lookup());
        }
    }

    /** The call of the action {@code send} has ended; its result is in the exchange property {@link #RESULT}. */
    public void sent(Exchange exchange) {
        sent(exchange, CallResult.told(exchange));
    }

    private void sent(Exchange exchange, CallResult result) {
        Call call = (Call) exchange.removeProperty(CALL);
        Instant now = now();
        if (!call.inDoubt()) {
            step(call.attempt().step()).note(result.outcome());
            called(exchange, call.flow());
        }
        if (result.isAccepted()) {
            accepted(exchange, call, now);
        } else if (call.inDoubt() || result.isUnknown()) {
            // only a yes settles a doubt: a repeat that is refused tells nothing of the first call
            inDoubt(exchange, call, result.reason(), now);
        } else if (result.isRejected()) {
            rejected(exchange, call.flow(),
                    call.attempt().ended(Attempt.State.REJECTED, "rejected: " + result.reason(), now), now);
        } else {
            unavailable(exchange, call.flow(),
                    call.attempt().ended(Attempt.State.UNAVAILABLE, "unavailable: " + result.reason(), now), now);
        }
    }

    /**
     * The route broke off in the middle of a call: what the call says of itself counts, and where it says nothing
     * nobody knows. A route that stops is done with what it was asked or told.
     */
    @Override
    protected void broken(Exchange exchange, Exception failure) {
        boolean stopped = exchange.isRouteStop() && ExchangeFailure.of(exchange).isEmpty();
        switch (exchange.getProperty(ACTION, "", String.class)) {
            case "send" -> sendBroken(exchange, failure, stopped);
            case "lookup" -> lookupBroken(exchange, failure, stopped);
            case "late" -> {
                if (stopped) {
                    reported(exchange);
                } else {
                    super.broken(exchange, failure);
                }
            }
            case "end" -> {
                if (stopped) {
                    ended(exchange);
                } else {
                    super.broken(exchange, failure);
                }
            }
            default -> super.broken(exchange, failure);
        }
    }

    private void sendBroken(Exchange exchange, Exception failure, boolean stopped) {
        if (exchange.getProperty(CALL) == null) {
            super.broken(exchange, failure);
        } else if (exchange.getProperty(RESULT) != null) {
            sent(exchange);
        } else {
            sent(exchange, CallResult.ofBroken(exchange, failure, stopped));
        }
    }

    private void lookupBroken(Exchange exchange, Exception failure, boolean stopped) {
        if (exchange.getProperty(CALL) == null) {
            super.broken(exchange, failure);
            return;
        }
        if (!stopped) {
            // as after an exception: what it had found by then counts for nothing
            exchange.getMessage().removeHeader(RESULT);
        }
        lookedUp(exchange);
    }

    private void accepted(Exchange exchange, Call call, Instant now) {
        Message message = exchange.getMessage();
        Attempt attempt = call.attempt().accepted(message.getHeader(MessagingConstants.PROVIDER, String.class),
                message.getHeader(MessagingConstants.ACCOUNT, String.class),
                message.getHeader(MessagingConstants.MESSAGE_ID, String.class), now);
        accepted(exchange, call.flow(), attempt, now);
    }

    private void inDoubt(Exchange exchange, Call call, String reason, Instant now) {
        Attempt attempt = call.attempt().ended(Attempt.State.UNKNOWN, "unknown: " + reason, now);
        if (step(call.flow().step()).canSettle()) {
            // the first look is at once, since the answer is there as soon as the provider knows
            await(exchange, call.flow().in(DOUBT), attempt.repeats() == 0 ? now : now.plus(settleDelay), attempt);
        } else {
            doubtful(exchange, call.flow().in(DOUBT), attempt, now);
        }
    }

    /**
     * The call of the action {@code lookup} has ended; the header {@code CamelMessagingFlowResult} says what it found:
     * {@code accepted} (and {@code CamelMessagingMessageId}), {@code notSent}, or anything else for no answer.
     */
    public void lookedUp(Exchange exchange) {
        Call call = exchange.getProperty(CALL, Call.class);
        Instant now = now();
        String found = exchange.getMessage().getHeader(RESULT, "", String.class);
        switch (found) {
            case "accepted" -> accepted(exchange, call, now);
            case "notSent" -> unavailable(exchange, call.flow(),
                    call.attempt().ended(Attempt.State.UNAVAILABLE, "not sent, as the lookup found", now), now);
            default -> inDoubt(exchange, call, "the lookup found nothing", now);
        }
    }

    /** Writes the outcome; the endpoint for it is told next. */
    protected final void finish(Exchange exchange, Flow flow, String outcome, String reason, Attempt... attempts) {
        finish(exchange, flow, outcome, reason, Map.of(), attempts);
    }

    /** Writes the outcome, and what its endpoint will be told of besides. */
    protected final void finish(
            Exchange exchange, Flow flow, String outcome, String reason, Map<String, String> remembered, Attempt... attempts) {
        Map<String, String> data = new HashMap<>(remembered);
        if (reason != null) {
            data.put(REASON, reason);
        }
        resume(exchange, flow.in(END).withOutcome(outcome).withData(data), attempts);
    }

    private String reason(LeasedFlow claim) {
        String reason = claim.flow().data().get(REASON);
        return reason != null && awaitsReceipts() && EXPIRED.equals(claim.flow().outcome())
                ? reason + missingReceipts().told(claim.attempts()) : reason;
    }

    private void tellEnd(Exchange exchange, LeasedFlow claim) {
        Flow flow = claim.flow();
        String uri = endpoint(flow.outcome());
        if (uri == null) {
            ended(exchange);
            return;
        }
        Message message = exchange.getMessage();
        message.setHeader(MessagingConstants.EVENT_ID, flow.id() + ":" + flow.outcome());
        message.setHeader(FlowConstants.OUTCOME, flow.outcome());
        message.setHeader(FlowConstants.STEP, flow.step());
        message.setHeader(FlowConstants.ATTEMPTS, claim.attempts().size());
        setIfKnown(message, FlowConstants.REASON, reason(claim));
        claim.attempts().stream().filter(attempt -> attempt.step() == flow.step()).findFirst().ifPresent(attempt -> {
            setIfKnown(message, MessagingConstants.PROVIDER, attempt.provider());
            setIfKnown(message, MessagingConstants.MESSAGE_ID, attempt.messageId());
            setIfKnown(message, MessagingConstants.STATUS, attempt.status());
        });
        describeEnd(exchange, claim);
        exchange.setProperty(ACTION, "end");
        exchange.setProperty(URI, uri);
    }

    /** An attempt of which an event tells: the provider took it, whatever was known of it before. */
    protected static Attempt settled(Attempt attempt, FlowEvent event) {
        return attempt.state() == Attempt.State.SENDING || attempt.state() == Attempt.State.UNKNOWN
                ? attempt.accepted(event.provider(), event.account(), event.messageId(), event.occurredAt()) : attempt;
    }

    /** Whether the last call was refused because its recipient opted out: then no other way may be tried. */
    protected static boolean isOptOut(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return ExchangeFailure.cause(caught) instanceof RecipientOptedOutException;
    }

    /** The endpoint of the action {@code late} was told of an event that changes nothing. */
    public void reported(Exchange exchange) {
        throw new IllegalStateException("The template " + template() + " has nobody to tell of late events.");
    }

    /** Adds to what the endpoint for the outcome is told. */
    protected void describeEnd(Exchange exchange, LeasedFlow claim) {
        // the headers of all templates are enough for most
    }

    /** The endpoint for the outcome was told: nothing is left to do. */
    public void ended(Exchange exchange) {
        Flow flow = claim(exchange).flow();
        if (!isSuccess(flow.outcome())) {
            LOG.info("The flow {} {} ended as {} after step {}: {}", flow.name(), flow.id(), flow.outcome(), flow.step(),
                    flow.data().get(REASON));
        }
        resume(exchange, flow.ended());
    }

    /** Whether an outcome is what everybody hoped for, so that no log needs to tell of it. */
    protected boolean isSuccess(String outcome) {
        return DONE.equals(outcome);
    }

    static void setIfKnown(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
