/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RecipientOutcome.State;

/**
 * What was counted for the messages of an exchange before they were sent, to be corrected by what became of them: what
 * was refused or provably not sent gives its place back, and a price that is told takes the place of the table's. What
 * nobody knows of counts.
 */
final class Reservation {

    private final Corrections corrections;
    private final List<GuardedSend> sends;
    private final Budget budget;
    private final List<Taken> taken = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    /** Messages that went out or may have. */
    private final Set<Integer> sent = new HashSet<>();
    /** Messages that somebody refused or that were not sent. */
    private final Set<Integer> failed = new HashSet<>();
    private final Map<String, List<Integer>> byRecipient = new HashMap<>();
    private boolean over;

    /** A place in a counter. */
    private record Taken(int message, Counter counter, boolean isCost) {
    }

    /**
     * In what money is counted.
     *
     * @param currency of all prices and budgets of a guard; null if it has none
     * @param foreign  takes the currency of a price that is in another one
     */
    record Budget(String currency, Consumer<String> foreign) {

        /** Whether a price can be counted: a provider that names no currency is taken to mean this one. */
        boolean isOf(RecipientOutcome outcome) {
            boolean same = outcome.currency() == null || outcome.currency().equalsIgnoreCase(currency);
            if (!same && currency != null) {
                foreign.accept(outcome.currency());
            }
            return same;
        }
    }

    Reservation(Corrections corrections, List<GuardedSend> sends, Budget budget) {
        this.corrections = corrections;
        this.sends = sends;
        this.budget = budget;
    }

    void took(int message, Counter counter, boolean isCost) {
        taken.add(new Taken(message, counter, isCost));
    }

    /** None of them is sent. It is written at once, as the next message may ask for the same place. */
    void undo() {
        if (!taken.isEmpty()) {
            taken.forEach(this::giveBack);
            taken.clear();
            corrections.write();
        }
    }

    private void giveBack(Taken one) {
        corrections.add(new CounterStore.Correction(one.counter().key(), -one.counter().amount(), one.counter().member()));
    }

    /**
     * Notes what became of some recipients; several providers may have been tried.
     *
     * @param form makes a recipient of an outcome the one of a send
     */
    void note(List<RecipientOutcome> outcomes, UnaryOperator<String> form) {
        lock.lock();
        try {
            Map<String, Integer> told = new HashMap<>();
            for (RecipientOutcome outcome : outcomes) {
                List<Integer> messages = outcome.recipient() == null
                        ? List.of() : byRecipient().getOrDefault(form.apply(outcome.recipient()), List.of());
                int index = messages.isEmpty() ? 0 : told.merge(outcome.recipient(), 1, Integer::sum) - 1;
                if (index < messages.size()) {
                    note(messages.get(index), outcome);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Map<String, List<Integer>> byRecipient() {
        if (byRecipient.isEmpty()) {
            for (int i = 0; i < sends.size(); i++) {
                byRecipient.computeIfAbsent(sends.get(i).recipient(), one -> new ArrayList<>()).add(i);
            }
        }
        return byRecipient;
    }

    private void note(int message, RecipientOutcome outcome) {
        if (outcome.state() == State.REJECTED || outcome.state() == State.NOT_SENT) {
            failed.add(message);
            return;
        }
        sent.add(message);
        BigDecimal price = outcome.price();
        if (price != null && price.signum() >= 0 && budget.isOf(outcome)) {
            long difference = Money.micros(price) - sends.get(message).micros();
            if (difference != 0) {
                taken.stream().filter(one -> one.isCost() && one.message() == message).forEach(
                        one -> corrections.add(new CounterStore.Correction(one.counter().key(), difference, null)));
            }
        }
    }

    /** Nothing more will be noted: what was only refused gives its places back. */
    void close() {
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            taken.stream().filter(one -> failed.contains(one.message()) && !sent.contains(one.message()))
                    .forEach(this::giveBack);
        } finally {
            lock.unlock();
        }
    }
}
