/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What sends have to keep. A rule decides by the send and its own counter alone; it asks nobody.
 */
sealed interface Rule {

    /** The parameter that sets it, which names it in counters, the log and exceptions. */
    String name();

    /** What becomes of a message that breaks it. */
    RuleMode mode();

    /** What has to be counted; empty if the rule counts nothing of this send. */
    default Optional<Counter> counter(GuardedSend send, Digests digests, Instant now) {
        return Optional.empty();
    }

    /**
     * Judges a send.
     *
     * @param count what its counter is with this send; 0 if it has none
     */
    Verdict judge(GuardedSend send, long count);

    /** Whether a message that is urgent is exempt; where it goes, nobody is. */
    default boolean isForUrgentToo() {
        return false;
    }

    private static Verdict broken(Rule rule, String why) {
        return new Verdict.Broken(rule.name(), rule.mode(), why);
    }

    /** A limit that is only reported lets its counter grow on. */
    private static long limit(Rule rule, long max) {
        return rule.mode() == RuleMode.REPORT ? Long.MAX_VALUE : max;
    }

    /** Which countries and kinds of numbers messages may go to. Countries win over kinds in the sentence only. */
    record Destinations(Set<String> allowed, Set<String> denied, Set<NumberKind> deniedKinds, RuleMode mode)
            implements
                Rule {

        @Override
        public String name() {
            return "destinations";
        }

        @Override
        public boolean isForUrgentToo() {
            return true;
        }

        @Override
        public Verdict judge(GuardedSend send, long count) {
            Destination to = send.destination();
            if (to == null) {
                return Verdict.PASS;
            }
            if (to.country().isEmpty() && !(allowed.isEmpty() && denied.isEmpty())) {
                return broken(this, "the country of its number cannot be told, for want of a country code or defaultRegion");
            }
            if (denied.contains(to.country())) {
                return broken(this, "the country " + to.country() + " is one of denyCountries");
            }
            if (!allowed.isEmpty() && !allowed.contains(to.country())) {
                return broken(this, (to.country().equals(Destination.NO_COUNTRY)
                        ? "a number of no country" : "the country " + to.country()) + " is none of allowCountries");
            }
            return deniedKinds.contains(to.kind())
                    ? broken(this, "a number of the kind " + to.kind().word() + " is one of denyNumbers") : Verdict.PASS;
        }
    }

    /** How many messages go out. */
    record MessageBudget(Scope scope, long max, Period period, RuleMode mode) implements Rule {

        @Override
        public String name() {
            return "maxMessages" + scope.suffix();
        }

        @Override
        public Optional<Counter> counter(GuardedSend send, Digests digests, Instant now) {
            return scope.of(send).map(one -> new Counter(
                    name() + period.key(now) + ":" + digests.of(one), 1, null, limit(this, max), period, now));
        }

        @Override
        public Verdict judge(GuardedSend send, long count) {
            return count <= max
                    ? Verdict.PASS : broken(this, "the budget of " + max + " messages in " + period.words() + " "
                                                  + scope.words() + " is used up");
        }
    }

    /** What messages cost. */
    record CostBudget(Scope scope, long maxMicros, String currency, Period period, RuleMode mode) implements Rule {

        @Override
        public String name() {
            return "maxCost" + scope.suffix();
        }

        @Override
        public Optional<Counter> counter(GuardedSend send, Digests digests, Instant now) {
            return scope.of(send).filter(one -> send.micros() != GuardedSend.NO_PRICE).map(one -> new Counter(
                    name() + period.key(now) + ":" + digests.of(one), send.micros(), null, limit(this, maxMicros),
                    period, now));
        }

        @Override
        public Verdict judge(GuardedSend send, long count) {
            if (send.micros() == GuardedSend.NO_PRICE) {
                return broken(this, "prices has no price for " + (send.destination() == null
                        ? "e-mail, which * has" : "the country " + send.country()) + ", so that its cost cannot be told");
            }
            return count <= maxMicros
                    ? Verdict.PASS
                    : broken(this, "the budget of " + BigDecimal.valueOf(maxMicros, 6).stripTrailingZeros().toPlainString()
                                   + " " + currency + " in " + period.words() + " " + scope.words() + " is used up");
        }
    }

    /** How many messages one recipient gets. */
    record FrequencyCap(int max, Period period, RuleMode mode) implements Rule {

        @Override
        public String name() {
            return "maxPerRecipient";
        }

        @Override
        public Optional<Counter> counter(GuardedSend send, Digests digests, Instant now) {
            return Optional.of(new Counter(
                    name() + period.key(now) + ":" + digests.of(send.recipient()), 1, digests.member(send.message()),
                    limit(this, max), period, now));
        }

        @Override
        public Verdict judge(GuardedSend send, long count) {
            return count <= max
                    ? Verdict.PASS : broken(this, "the recipient got " + max + " messages in " + period.words() + " already");
        }
    }

    /** The same text to the same recipient. */
    record SameText(Period within, RuleMode mode) implements Rule {

        @Override
        public String name() {
            return "sameTextWithin";
        }

        @Override
        public Optional<Counter> counter(GuardedSend send, Digests digests, Instant now) {
            return Optional.ofNullable(send.text()).map(text -> new Counter(
                    name() + ":" + text, 1, digests.member(send.message()), limit(this, 1), within, now));
        }

        @Override
        public Verdict judge(GuardedSend send, long count) {
            return count <= 1
                    ? Verdict.PASS
                    : broken(this, "the recipient got the same text within the last " + within.words());
        }
    }

    /** How many people one caller has messages sent to. */
    record CallerCap(int max, Period period, RuleMode mode) implements Rule {

        @Override
        public String name() {
            return "maxRecipientsPerCaller";
        }

        @Override
        public Optional<Counter> counter(GuardedSend send, Digests digests, Instant now) {
            return Optional.ofNullable(send.caller()).map(caller -> new Counter(
                    name() + period.key(now) + ":" + digests.of(caller), 1, digests.member(send.recipient()),
                    limit(this, max), period, now));
        }

        @Override
        public Verdict judge(GuardedSend send, long count) {
            return count <= max
                    ? Verdict.PASS
                    : broken(this, "one caller had messages sent to " + max + " recipients in " + period.words()
                                   + " already");
        }
    }

    /** How many numbers of one range get messages: those that differ in their last digits only. */
    record RangeCap(String name, int lastDigits, int max, Period period, RuleMode mode) implements Rule {

        @Override
        public Optional<Counter> counter(GuardedSend send, Digests digests, Instant now) {
            return range(send, lastDigits).map(range -> new Counter(
                    name + period.key(now) + ":" + digests.of(range), 1, digests.member(send.recipient()),
                    limit(this, max), period, now));
        }

        @Override
        public Verdict judge(GuardedSend send, long count) {
            return count <= max
                    ? Verdict.PASS
                    : broken(this, max + " numbers that differ in their last " + (lastDigits == 1
                            ? "digit" : lastDigits + " digits") + " got messages in " + period.words() + " already");
        }

        static Optional<String> range(GuardedSend send, int lastDigits) {
            int end = send.recipient().length() - lastDigits;
            return send.destination() == null || end <= 0
                    ? Optional.empty() : Optional.of(send.recipient().substring(0, end));
        }
    }

    /** To how many numbers of one range one-time codes went that nobody has entered yet. */
    record UncheckedCodes(int lastDigits, int max, Period period, RuleMode mode) implements Rule {

        @Override
        public String name() {
            return "maxUncheckedPerRange";
        }

        @Override
        public Optional<Counter> counter(GuardedSend send, Digests digests, Instant now) {
            return RangeCap.range(send, lastDigits).map(range -> new Counter(
                    name() + period.key(now) + ":" + digests.of(range), 1, digests.member(send.recipient()),
                    limit(this, max), period, now));
        }

        @Override
        public Verdict judge(GuardedSend send, long count) {
            return count <= max
                    ? Verdict.PASS
                    : broken(this, "of the codes to numbers that differ in their last " + lastDigits
                                   + " digits " + max + " were not entered in " + period.words());
        }
    }
}
