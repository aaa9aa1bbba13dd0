/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.support.PlannedSend;
import io.camelmessaging.common.support.PlannedSend.PlannedMessage;
import io.camelmessaging.common.support.SendControl.Admission;
import io.camelmessaging.flows.optout.RecipientKeys;
import org.apache.camel.Exchange;

/**
 * Where every send of the components comes by: the stop switch, then the rules for all sends. It also tells the guards
 * of Kamelets that the message has passed what became of it.
 */
final class Gate {

    static final String NAME = "camel.messaging.guard";

    private static final Admission HELD = new Admission() {
        @Override
        public boolean isGranted() {
            return false;
        }

        @Override
        public void ended(List<RecipientOutcome> outcomes, Throwable failure) {
            throw new IllegalStateException("What is held was not sent.");
        }
    };

    private final Guards guards;
    private final StopSwitch stopSwitch;
    /** Null if no property sets a rule. */
    private final Guard guard;
    /** By the default region of endpoints. */
    private final Map<String, RecipientKeys> keys = new ConcurrentHashMap<>();

    /** @param rules null if no property sets one */
    Gate(Guards guards, GuardRules rules) {
        this.guards = guards;
        this.stopSwitch = guards.stopSwitch();
        this.guard = rules == null ? null : guards.guard(NAME, rules);
    }

    Admission admit(PlannedSend send) {
        Exchange exchange = send.exchange();
        boolean dry = send.endpoint().getConfiguration().isDryRun();
        if (Holding.isReleased(exchange)) {
            return uncounted(exchange, UnaryOperator.identity(), dry);
        }
        SendFacts facts = SendFacts.of(exchange);
        RecipientKeys keys = keys(send.endpoint().getConfiguration().getDefaultRegion());
        if (guard == null && isNothingStopped()) {
            return uncounted(exchange, keys::ofSender, dry);
        }
        List<GuardedSend> sends = sends(send, facts, keys);
        boolean isListUnknown = sends.size() < send.messages().size();
        if (!dry) {
            Optional<Stop> stop = stop(send, facts, sends, isListUnknown);
            if (stop.isPresent()) {
                return hold(send, facts, Holding.stopped(stop.get()), sends, keys);
            }
        }
        Reservation reservation = null;
        if (guard != null) {
            if (isListUnknown) {
                throw new IllegalArgumentException(
                        "The guard " + NAME + " cannot tell who is on a contact list at the provider: give the recipients"
                                                   + " themselves.");
            }
            boolean urgent = guard.rules().isExempt(facts.routes());
            Guard.Judgement judgement = guard.judge(sends, urgent);
            if (judgement instanceof Guard.Judgement.Hold hold && !dry) {
                return hold(send, facts, hold.broken(), sends, keys);
            }
            reservation = judgement instanceof Guard.Judgement.Granted granted ? granted.reservation() : null;
        }
        return new Passed(
                reservation, sends, guard == null ? null : guard.currency(), Reservations.of(exchange), keys::ofSender, dry);
    }

    private RecipientKeys keys(String defaultRegion) {
        return keys.computeIfAbsent(defaultRegion == null ? "" : defaultRegion, RecipientKeys::new);
    }

    private boolean isNothingStopped() {
        try {
            return stopSwitch.current().isEmpty();
        } catch (SQLException e) {
            throw SendNotJudgedException.database(e.getSQLState());
        }
    }

    private List<GuardedSend> sends(PlannedSend send, SendFacts facts, RecipientKeys keys) {
        List<GuardedSend> sends = new ArrayList<>(send.messages().size());
        for (PlannedMessage message : send.messages()) {
            if (message.recipient() != null) {
                sends.add(facts.send(keys.ofSender(message.recipient()), message.text(), message.segments(),
                        send.endpoint().scheme(), send.account(), guard, guards.digests()));
            }
        }
        return sends;
    }

    private Optional<Stop> stop(PlannedSend send, SendFacts facts, List<GuardedSend> sends, boolean isListUnknown) {
        try {
            return stopSwitch.of(sends, isListUnknown, send.endpoint().scheme(), facts);
        } catch (SQLException e) {
            throw SendNotJudgedException.database(e.getSQLState());
        }
    }

    /** A step of a flow goes on in its flow, which asks again. */
    private Admission hold(
            PlannedSend send, SendFacts facts, Verdict.Broken broken, List<GuardedSend> sends, RecipientKeys keys) {
        if (!facts.isStep()) {
            guards.hold(send.exchange(), NAME, broken, Holding.Target.of(send.endpoint()), sends);
            return HELD;
        }
        if (guards.isReleased(NAME, facts, broken, sends)) {
            return uncounted(send.exchange(), keys::ofSender, false);
        }
        throw SendNotJudgedException.ofStep(broken);
    }

    private static Admission uncounted(Exchange exchange, UnaryOperator<String> form, boolean dry) {
        return new Passed(null, List.of(), null, Reservations.of(exchange), form, dry);
    }

    /**
     * A send that is made.
     *
     * @param own      what the guard of all sends counted; null if there is none
     * @param sends    its messages
     * @param currency of their prices; null if they have none
     * @param kamelet  what the guards of Kamelets counted
     * @param form     makes a recipient of an outcome the one of a message
     * @param dry      whether it is not made in truth, and counts nowhere
     */
    private record Passed(Reservation own, List<GuardedSend> sends, String currency, Reservations kamelet,
            UnaryOperator<String> form,
            boolean dry) implements Admission {

        @Override
        public boolean isGranted() {
            return true;
        }

        @Override
        public BigDecimal price(int index) {
            long micros = index < sends.size() ? sends.get(index).micros() : 0;
            return micros > 0 ? Money.amount(micros) : null;
        }

        @Override
        public void ended(List<RecipientOutcome> outcomes, Throwable failure) {
            if (dry) {
                if (own != null) {
                    own.undo();
                }
                kamelet.undo();
                return;
            }
            if (own != null) {
                own.note(outcomes, form);
                own.close();
            }
            kamelet.note(outcomes, form);
        }
    }
}
