package io.camelmessaging.flows.guard;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.common.support.PlannedSend;
import io.camelmessaging.common.support.SendControl;
import io.camelmessaging.flows.ContextService;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.flows.optout.RecipientKeys;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
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
    private static final Duration CORRECT = Duration.ofMillis(200);
    private static final Duration CLEAN_UP = Duration.ofMinutes(5);
    private static final int MAX_LISTED = 1_000;
    private static final int MAX_WHO = 100;
    private static final int MAX_REASON = 500;

    private CamelContext camelContext;
    private Clock clock = Clock.systemUTC();
    private GuardSettings settings;
    private GuardDatabase database;
    private CounterStore counters;
    private Corrections corrections;
    private StopSwitch stopSwitch;
    private Holding holding;
    private GuardReport report;
    private Digests digests;
    private Gate gate;
    private ScheduledExecutorService scheduler;
    /** By name and rules, as guards may share a name. */
    private final Map<List<Object>, Guard> guards = new ConcurrentHashMap<>();

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

    /** By which days end and counters begin anew; the system's by default. */
    public void setClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doInit() throws SQLException {
        settings = GuardSettings.of(camelContext);
        database = new GuardDatabase(MessagingFlows.of(camelContext).stateDatabase());
        counters = new CounterStore(database);
        corrections = new Corrections(counters);
        report = new GuardReport(clock);
        digests = new Digests(GuardKey.of(database, settings.digestKey()));
        stopSwitch = new StopSwitch(database, clock);
        holding = new Holding(camelContext, new HeldMessages(database, clock), report);
        gate = new Gate(this, stopSwitch, holding, settings);
        gate.guard().ifPresent(this::known);
        camelContext.getCamelContextExtension().addContextPlugin(SendControl.class, this);
    }

    @Override
    protected void doStart() throws SQLException {
        stopSwitch.read();
        scheduler = camelContext.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "camel-messaging-guard");
        scheduler.scheduleWithFixedDelay(this::readStops, StopSwitch.POLL.toMillis(), StopSwitch.POLL.toMillis(),
                TimeUnit.MILLISECONDS);
        scheduler.scheduleWithFixedDelay(corrections::write, CORRECT.toMillis(), CORRECT.toMillis(), TimeUnit.MILLISECONDS);
        scheduler.scheduleWithFixedDelay(this::cleanUp, CLEAN_UP.toMillis(), CLEAN_UP.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        camelContext.getExecutorServiceManager().shutdownNow(scheduler);
        corrections.write();
    }

    private void readStops() {
        try {
            stopSwitch.read();
        } catch (SQLException | RuntimeException e) {
            // a send asks again, and is not made if that fails too
            LOG.debug("The stop switch could not be read.", e);
        }
    }

    private void cleanUp() {
        try {
            counters.deleteExpired(clock.instant().minus(CLEAN_UP));
            holding.messages().deleteDecided(clock.instant().minus(MessagingFlows.of(camelContext).getRetention()));
        } catch (SQLException | RuntimeException e) {
            LOG.debug("What is over could not be deleted.", e);
        }
    }

    /** The guard of these rules, which shares its counters with all guards of its name on all nodes. */
    Guard guard(String name, GuardRules rules) {
        return new Guard(name, rules, digests, counters, corrections, report, clock);
    }

    GuardDatabase database() {
        return database;
    }

    Digests digests() {
        return digests;
    }

    /** What a stop says to messages before their provider is known; empty if they are under none. */
    Optional<Verdict.Broken> stopped(List<GuardedSend> sends, SendFacts facts) {
        try {
            return stopSwitch.of(sends, false, null, facts).map(Holding::stopped);
        } catch (SQLException e) {
            throw SendNotJudgedException.database(e.getSQLState());
        }
    }

    /** Keeps the message of an exchange, whose route ends. */
    void hold(Exchange exchange, String guard, Verdict.Broken broken, Holding.Target target, List<GuardedSend> sends)
            throws SQLException {
        holding.hold(exchange, guard, broken, target, sends);
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
        write(() -> {
            stopSwitch.stop(scope, required("who stops", by), required("why it is stopped", reason));
            return null;
        });
        LOG.warn("Sends are stopped ({}) by {}: {}", scope, by, reason);
    }

    /**
     * Lets stopped sends go out again; what was held stays held.
     *
     * @return false if they were not stopped
     */
    public boolean lift(StopScope scope, String by) {
        boolean lifted = write(() -> stopSwitch.lift(scope));
        LOG.warn("Sends go out again ({}), says {}.", scope, required("who lifts the stop", by));
        return lifted;
    }

    /** What is stopped. */
    public List<Stop> stops() {
        return write(stopSwitch::read);
    }

    /** The messages that wait for a person, the oldest first. */
    public List<HeldMessage> held(int max) {
        return write(() -> holding.messages().list(HeldMessage.State.HELD, Math.min(max, MAX_LISTED)));
    }

    /** How many messages are in each state. */
    public Map<HeldMessage.State, Long> heldCounts() {
        return write(() -> holding.messages().counts());
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
        return write(() -> holding.release(id, required("who releases", by), required("why it is released", reason)));
    }

    /**
     * Decides that a held message is never sent.
     *
     * @return false if no held message has this id
     */
    public boolean drop(String id, String by, String reason) {
        return write(() -> holding.messages().change(id, HeldMessage.State.HELD, HeldMessage.State.DROPPED,
                required("who drops", by), required("why it is dropped", reason)));
    }

    /**
     * Releases what one rule, or the stop of one scope as {@code stop all}, held: the thousand oldest.
     *
     * @return how many went out
     */
    public int releaseAll(String rule, String by, String reason) {
        return (int) ids(rule).stream().filter(id -> release(id, by, reason).filter(HeldMessage.State.RELEASED::equals)
                .isPresent()).count();
    }

    /**
     * Drops what one rule, or the stop of one scope as {@code stop all}, held: the thousand oldest.
     *
     * @return how many
     */
    public int dropAll(String rule, String by, String reason) {
        return (int) ids(rule).stream().filter(id -> drop(id, by, reason)).count();
    }

    private List<String> ids(String rule) {
        return write(() -> holding.messages().ids(rule, MAX_LISTED));
    }

    /**
     * Tells that the one-time code which a number got was entered: for the rule {@code maxUncheckedPerRange}.
     *
     * @param recipient the number, as a route gives it
     */
    public void codeChecked(String recipient) {
        String key = new RecipientKeys(null).ofRecipient(recipient, "recipient of a one-time code");
        guards.values().forEach(guard -> guard.codeChecked(key));
    }

    /** Refused, held and reported messages on this node, by guard, rule and what was done. */
    @ManagedAttribute(description = "Refused, held and reported messages on this node")
    public Map<String, Long> getCounts() {
        return report.counts();
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

    void known(Guard guard) {
        guards.put(List.of(guard.name(), guard.rules()), guard);
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

    private static String required(String what, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Say " + what + ": it is kept with the decision.");
        }
        int max = what.startsWith("who") ? MAX_WHO : MAX_REASON;
        return value.length() <= max ? value : value.substring(0, max);
    }
}
