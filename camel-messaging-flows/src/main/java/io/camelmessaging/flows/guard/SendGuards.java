/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.common.internal.Suggestions;
import io.camelmessaging.common.support.ManagedBean;
import io.camelmessaging.common.support.MessagingComponent;
import io.camelmessaging.common.support.PlannedSend;
import io.camelmessaging.common.support.SendControl;
import io.camelmessaging.flows.ContextService;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.flows.optout.RecipientKeys;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guards of a Camel context: the stop switch, what is held, and the rules for all sends that the properties
 * {@code camel.messaging.guard.*} set. In JMX it is the service {@code SendGuards}.
 */
@ManagedResource(description = "Stop switch and held messages")
public class SendGuards extends ServiceSupport implements CamelContextAware, SendControl {

    private static final Logger LOG = LoggerFactory.getLogger(SendGuards.class);
    private static final int MAX_LISTED = 1_000;

    private CamelContext camelContext;
    private Clock clock;
    private Guards guards;
    private Gate gate;
    private Upkeep upkeep;

    /**
     * Those of a Camel context, started: the bean of this class in its registry, or else new ones, which need no
     * property to be set.
     */
    public static SendGuards of(CamelContext context) {
        return ContextService.of(context, SendGuards.class, SendGuards::new);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /** By which days end and counters begin anew; that of the flows by default. */
    public void setClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doInit() throws SQLException {
        GuardSettings settings = GuardSettings.of(camelContext);
        guards = new Guards(
                camelContext, clock == null ? MessagingFlows.of(camelContext).clock() : clock, settings.digestKey());
        upkeep = guards.upkeep(camelContext);
        gate = new Gate(guards, settings.rules());
        SendControl.control(camelContext, this);
    }

    @Override
    protected void doStart() throws SQLException {
        guards.stopSwitch().read();
        upkeep.start();
        ManagedBean.show(camelContext, this);
    }

    @Override
    protected void doStop() {
        upkeep.stop();
    }

    Guards guards() {
        return guards;
    }

    @Override
    public Admission admit(PlannedSend send) {
        return gate.admit(send);
    }

    /**
     * Stops sends on all nodes, within a second: they are held until somebody {@linkplain #release releases} or
     * {@linkplain #drop drops} them, also after the stop is lifted. Who stopped the same before is kept.
     *
     * @param  scope                 what is stopped
     * @param  by                    who does it
     * @param  reason                why
     * @throws IllegalStateException if the database cannot be asked
     */
    public void stop(StopScope scope, String by, String reason) {
        stopped(scope, by, reason);
    }

    /**
     * Stops sends as {@link #stop} does.
     *
     * @return a sentence if the stop may not be what was meant: it is for a provider that this application has not
     */
    public Optional<String> stopped(StopScope scope, String by, String reason) {
        Decision decision = Decision.of("stops", by, reason);
        write(() -> {
            guards.stopSwitch().stop(scope, decision);
            return null;
        });
        Optional<String> doubt = doubt(scope);
        LOG.warn("Sends are stopped ({}) by {}: {} {}", scope, decision.by(), decision.reason(), doubt.orElse(""));
        return doubt;
    }

    /** Told and not refused, as another node may have the provider: a stop comes in a hurry. */
    private Optional<String> doubt(StopScope scope) {
        List<String> schemes = camelContext.getComponentNames().stream()
                .filter(name -> camelContext.hasComponent(name) instanceof MessagingComponent).sorted().toList();
        if (scope.kind() != StopScope.Kind.PROVIDER || schemes.isEmpty() || schemes.contains(scope.name())) {
            return Optional.empty();
        }
        String hint = Suggestions.hint(scope.name(), schemes);
        return Optional.of("This application has no provider " + scope.name() + (hint.isEmpty() ? "." : hint));
    }

    /**
     * Lets stopped sends go out again; what was held stays held.
     *
     * @return false if they were not stopped
     */
    public boolean lift(StopScope scope, String by) {
        boolean lifted = write(() -> guards.stopSwitch().lift(scope));
        LOG.warn("Sends go out again ({}), says {}.", scope, Decision.who("lifts the stop", by));
        return lifted;
    }

    /** What is stopped. */
    public List<Stop> stops() {
        return write(guards.stopSwitch()::read);
    }

    /** The messages that wait for a person, the oldest first. */
    public List<HeldMessage> held(int max) {
        return write(() -> guards.holding().messages().list(HeldMessage.State.HELD, Math.min(max, MAX_LISTED)));
    }

    /** How many messages wait because of each rule or stop. */
    public List<HeldGroup> heldByRule() {
        return write(() -> guards.holding().messages().groups());
    }

    /** Whom a message that waits goes to and what it says; empty if none has this id. */
    public Optional<HeldContent> content(String id) {
        return write(() -> guards.holding().messages().content(id));
    }

    /** How many messages are in each state. */
    public Map<HeldMessage.State, Long> heldCounts() {
        return write(() -> guards.holding().messages().counts());
    }

    /**
     * Sends a held message now, past the rules; where it goes is what would have sent it. It is sent once, whoever
     * asks.
     *
     * @param  by                    who decides
     * @param  reason                why
     * @return                       what became of it; empty if no held message has this id
     * @throws IllegalStateException if what would have sent it is not there any more
     */
    public Optional<HeldMessage.State> release(String id, String by, String reason) {
        return write(() -> guards.holding().release(id, Decision.of("releases", by, reason)));
    }

    /**
     * Decides that a held message, or one of unknown outcome, is never sent.
     *
     * @return false if no such message has this id
     */
    public boolean drop(String id, String by, String reason) {
        return write(() -> guards.holding().drop(id, Decision.of("drops", by, reason)));
    }

    /**
     * Releases what one rule, or the stop of one scope as {@code stop all}, held: the thousand oldest.
     *
     * @return how many went out
     */
    public int releaseAll(String rule, String by, String reason) {
        return releaseAll(rule, MAX_LISTED, by, reason);
    }

    /**
     * Releases the oldest of what one rule, or the stop of one scope as {@code stop all}, held.
     *
     * @param  max how many; up to a thousand
     * @return     how many went out
     */
    public int releaseAll(String rule, int max, String by, String reason) {
        return (int) ids(rule, max).stream().filter(id -> release(id, by, reason).filter(HeldMessage.State.RELEASED::equals)
                .isPresent()).count();
    }

    /**
     * Drops what one rule, or the stop of one scope as {@code stop all}, held: the thousand oldest.
     *
     * @return how many
     */
    public int dropAll(String rule, String by, String reason) {
        return dropAll(rule, MAX_LISTED, by, reason);
    }

    /**
     * Drops the oldest of what one rule, or the stop of one scope as {@code stop all}, held.
     *
     * @param  max how many; up to a thousand
     * @return     how many
     */
    public int dropAll(String rule, int max, String by, String reason) {
        return (int) ids(rule, max).stream().filter(id -> drop(id, by, reason)).count();
    }

    /** The messages of unknown outcome, the oldest first: ask the provider, and {@linkplain #settle tell}. */
    public List<HeldMessage> unknown(int max) {
        return write(() -> guards.holding().messages().list(HeldMessage.State.UNKNOWN, Math.min(max, MAX_LISTED)));
    }

    /**
     * Tells what the provider says of a message of unknown outcome, as one whose process ended while it was released.
     *
     * @param  wentOut whether it went out; if not, it is held again
     * @return         false if no message of unknown outcome has this id
     */
    public boolean settle(String id, boolean wentOut, String by, String reason) {
        return write(() -> guards.holding().settle(id, wentOut, Decision.of("settles it", by, reason)));
    }

    private List<String> ids(String rule, int max) {
        return write(() -> guards.holding().messages().ids(rule, Math.min(max, MAX_LISTED)));
    }

    /**
     * Tells that the one-time code which a number got was entered: for the rule {@code maxUncheckedPerRange}.
     *
     * @param recipient the number, as a route gives it
     */
    public void codeChecked(String recipient) {
        String key = new RecipientKeys(null).ofRecipient(recipient, "recipient of a one-time code");
        guards.codeChecked(key);
    }

    /** Refused, held and reported messages on this node, by guard, rule and what was done. */
    @ManagedAttribute(description = "Refused, held and reported messages on this node")
    public Map<String, Long> getCounts() {
        return guards.report().counts();
    }

    @ManagedAttribute(description = "What is stopped, by whom and why")
    public List<String> getStopped() {
        return stops().stream().map(stop -> stop.scope() + " since " + stop.stoppedAt() + " by " + stop.stoppedBy() + ": "
                                            + stop.reason())
                .toList();
    }

    @ManagedAttribute(description = "Messages that wait for a person")
    public long getHeld() {
        return heldCounts().getOrDefault(HeldMessage.State.HELD, 0L);
    }

    @ManagedAttribute(description = "Messages of which nobody knows whether they went out")
    public long getUnknown() {
        return heldCounts().getOrDefault(HeldMessage.State.UNKNOWN, 0L);
    }

    @ManagedOperation(description = "Stops sends on all nodes: all, flow:name, provider:scheme or country:IE")
    public void stopSends(String scope, String by, String reason) {
        stop(StopScope.of(scope), by, reason);
    }

    @ManagedOperation(description = "Lets stopped sends go out again")
    public boolean liftStop(String scope, String by) {
        return lift(StopScope.of(scope), by);
    }

    @ManagedOperation(description = "Sends a held message")
    public String releaseHeld(String id, String by, String reason) {
        return release(id, by, reason).map(Enum::name).orElse("no held message has this id");
    }

    @ManagedOperation(description = "Decides that a held message is never sent")
    public boolean dropHeld(String id, String by, String reason) {
        return drop(id, by, reason);
    }

    @ManagedOperation(description = "Sends what one rule, or a stop as 'stop all', held")
    public int releaseAllHeld(String rule, String by, String reason) {
        return releaseAll(rule, by, reason);
    }

    @ManagedOperation(description = "Decides that what one rule, or a stop as 'stop all', held is never sent")
    public int dropAllHeld(String rule, String by, String reason) {
        return dropAll(rule, by, reason);
    }

    @ManagedOperation(description = "Tells whether a message of unknown outcome went out; if not, it is held again")
    public boolean settleUnknown(String id, boolean wentOut, String by, String reason) {
        return settle(id, wentOut, by, reason);
    }

    private interface DatabaseWork<T> {
        T run() throws SQLException;
    }

    private static <T> T write(DatabaseWork<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The guards could not ask their database (SQL state " + e.getSQLState()
                                            + "): see that it is up and can be reached, and try again.");
        }
    }
}
