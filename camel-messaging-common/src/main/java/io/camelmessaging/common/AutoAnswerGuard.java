/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.camelmessaging.common.internal.Redaction;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a machine may answer a reply: a predicate for routes that send something back by themselves.
 * <p>
 * Two machines that answer each other never end, so one number gets a limited number of answers in a period: those that
 * the guard let pass count, each once. It lets none pass to a reply that is or may be an opt-out, which a person has to
 * read or an opt-out list to learn, nor to a reaction, which asks for nothing.
 * <p>
 * Use one guard for all routes that answer the same people. It counts in the memory of its application: several
 * applications each allow as many, and one that starts anew forgets what it counted.
 */
public class AutoAnswerGuard implements Predicate {

    private static final Logger LOG = LoggerFactory.getLogger(AutoAnswerGuard.class);

    private final ReentrantLock lock = new ReentrantLock();
    /** The times of the answers to each number, those of the longest silent number first. */
    private final Map<String, Deque<Instant>> answers = new LinkedHashMap<>();
    private final InstantSource clock;
    private int maxAnswers = 5;
    private Duration period = Duration.ofHours(1);
    private boolean confirmOptOuts;

    public AutoAnswerGuard() {
        this(InstantSource.system());
    }

    AutoAnswerGuard(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Decides on a reply whose text is the body, and counts the answer if it may be sent.
     *
     * @param  exchange                 with the sender in the header {@link MessagingConstants#SENDER}
     * @throws IllegalArgumentException if there is no sender, so that what came is no reply
     */
    @Override
    public boolean matches(Exchange exchange) {
        String sender = exchange.getMessage().getHeader(MessagingConstants.SENDER, String.class);
        if (sender == null || sender.isBlank()) {
            throw new IllegalArgumentException(
                    "The guard of automatic answers found no sender in the header " + MessagingConstants.SENDER
                                               + ": put it behind a consumer of replies.");
        }
        String text = exchange.getMessage().getBody(String.class);
        return isForAMachine(text) && isWithinLimit(sender.strip().replaceFirst("^(\\+|00)", ""));
    }

    private boolean isForAMachine(String text) {
        return !Reaction.isReaction(text) && switch (OptOutWords.BUILT_IN.heard(text)) {
            case OPT_OUT -> confirmOptOuts;
            case POSSIBLE -> false;
            case OPT_IN, NONE -> true;
        };
    }

    private boolean isWithinLimit(String sender) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Instant since = now.minus(period);
            forgetBefore(since);
            Deque<Instant> times = answers.getOrDefault(sender, new ArrayDeque<>());
            while (!times.isEmpty() && !times.peekFirst().isAfter(since)) {
                times.removeFirst();
            }
            if (times.size() >= maxAnswers) {
                LOG.warn("{} automatic answers went to {} within {}, so this one is left out: something may be answering them "
                         + "by itself. A person has to read the reply.",
                        times.size(), Redaction.recipient(sender), period);
                return false;
            }
            times.addLast(now);
            answers.remove(sender);
            answers.put(sender, times);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Numbers without an answer in the period need no memory. */
    private void forgetBefore(Instant since) {
        Iterator<Deque<Instant>> longestSilent = answers.values().iterator();
        while (longestSilent.hasNext() && !longestSilent.next().peekLast().isAfter(since)) {
            longestSilent.remove();
        }
    }

    public int getMaxAnswers() {
        return maxAnswers;
    }

    /** How many answers one number gets in a period; 5 by default. */
    public void setMaxAnswers(int maxAnswers) {
        if (maxAnswers < 1) {
            throw new IllegalArgumentException(
                    "maxAnswers of the guard of automatic answers is " + maxAnswers + ": give a number of at least 1.");
        }
        this.maxAnswers = maxAnswers;
    }

    public Duration getPeriod() {
        return period;
    }

    /** The period, such as {@code 30m}; an hour by default. */
    public void setPeriod(Duration period) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException(
                    "period of the guard of automatic answers is " + period + ": give a time above zero such as 30m or 1h.");
        }
        this.period = period;
    }

    public boolean isConfirmOptOuts() {
        return confirmOptOuts;
    }

    /** Whether an opt-out may be answered, for the one message that confirms it; false by default. */
    public void setConfirmOptOuts(boolean confirmOptOuts) {
        this.confirmOptOuts = confirmOptOuts;
    }
}
