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
import java.util.concurrent.ConcurrentHashMap;

import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** The guards of a context, by the rules of its properties and of its Kamelets, and what they share. */
final class Guards {

    private final MessagingFlows flows;
    private final GuardDatabase database;
    private final Digests digests;
    private final CounterStore counters;
    private final Corrections corrections;
    private final StopSwitch stopSwitch;
    private final GuardReport report;
    private final Holding holding;
    private final Clock clock;
    /** By name and rules, as guards may share a name. */
    private final Map<List<Object>, Guard> known = new ConcurrentHashMap<>();

    Guards(CamelContext context, Clock clock, String digestKey) throws SQLException {
        this.clock = clock;
        flows = MessagingFlows.of(context);
        database = new GuardDatabase(flows.stateDatabase());
        digests = new Digests(GuardKey.of(database, digestKey));
        counters = new CounterStore(database);
        corrections = new Corrections(counters);
        stopSwitch = new StopSwitch(database, clock);
        report = new GuardReport(clock);
        holding = new Holding(context, new HeldMessages(database, clock), report);
    }

    GuardDatabase database() {
        return database;
    }

    Digests digests() {
        return digests;
    }

    StopSwitch stopSwitch() {
        return stopSwitch;
    }

    Holding holding() {
        return holding;
    }

    GuardReport report() {
        return report;
    }

    /** What is done for them beside the sends. */
    Upkeep upkeep(CamelContext context) {
        return new Upkeep(context, flows, clock, stopSwitch, counters, corrections, holding);
    }

    /**
     * The guard of these rules, which shares its counters with all guards of its name on all nodes.
     *
     * @throws IllegalArgumentException if one of its name counts in another currency
     */
    Guard guard(String name, GuardRules rules) {
        Guard guard = new Guard(name, rules, digests, counters, corrections, report, clock);
        known.values().stream().filter(other -> other.name().equals(name) && other.currency() != null
                && guard.currency() != null && !other.currency().equals(guard.currency())).findFirst().ifPresent(other -> {
                    throw new IllegalArgumentException(
                            "Two guards of the name " + name + " share their counts, and one counts in " + other.currency()
                                                       + " and the other in " + guard.currency()
                                                       + ": give them one currency, or one of them another name.");
                });
        known.put(List.of(name, rules), guard);
        return guard;
    }

    /** A code was entered. */
    void codeChecked(String recipient) {
        known.values().forEach(guard -> guard.codeChecked(recipient));
    }

    /** What a stop says to messages before their provider is known; empty if they are under none. */
    Optional<Verdict.Broken> stopped(List<GuardedSend> sends, SendFacts facts) {
        try {
            return stopSwitch.of(sends, false, null, facts).map(Holding::stopped);
        } catch (SQLException e) {
            throw SendNotJudgedException.database(e.getSQLState());
        }
    }

    /** Whether a person has released the step of a flow, which is kept until somebody decides. */
    boolean isReleased(String guard, SendFacts facts, Verdict.Broken broken, List<GuardedSend> sends) {
        try {
            return holding.isReleased(guard, facts, broken, sends);
        } catch (SQLException e) {
            throw SendNotJudgedException.database(e.getSQLState());
        }
    }

    /** Keeps the message of an exchange, whose route ends. */
    void hold(Exchange exchange, String guard, Verdict.Broken broken, Holding.Target target, List<GuardedSend> sends) {
        try {
            holding.hold(exchange, guard, broken, target, sends);
        } catch (SQLException e) {
            throw SendNotJudgedException.database(e.getSQLState());
        }
    }
}
