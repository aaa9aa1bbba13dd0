/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.camelmessaging.common.internal.Suggestions;
import io.camelmessaging.flows.engine.FlowParameters;
import org.apache.camel.support.PatternHelper;

/**
 * The rules of a guard, as its parameters set them.
 *
 * @param rules        in the order in which they are judged
 * @param prices       the table; null for none
 * @param exemptRoutes routes whose messages are urgent: only where they go is judged. By the route and not by a header,
 *                     which could come from outside
 */
record GuardRules(List<Rule> rules, Prices prices, List<String> exemptRoutes) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MAX_MEMBERS = 1_000;
    static final String EXEMPT = "exemptRoutes";
    /** Nobody calls a route so, and a pattern that matches it matches any. */
    private static final String NO_ROUTE = "\u0000";
    private static final Set<NumberKind> DENIED_KINDS
            = EnumSet.of(NumberKind.PREMIUM, NumberKind.SHARED_COST, NumberKind.SATELLITE);

    /** Whether messages are urgent that one of these routes sends. */
    boolean isExempt(Set<String> routes) {
        return !exemptRoutes.isEmpty() && routes.stream()
                .anyMatch(route -> exemptRoutes.stream().anyMatch(one -> PatternHelper.matchPattern(route, one)));
    }

    boolean holds() {
        return rules.stream().anyMatch(rule -> rule.mode() == RuleMode.HOLD);
    }

    /**
     * Reads and checks the parameters.
     *
     * @throws IllegalArgumentException if one is wrong, or if a rule could never be broken
     */
    static GuardRules of(FlowParameters parameters) {
        return new Reader(parameters).read();
    }

    private static final class Reader {

        private final FlowParameters parameters;
        private final List<Rule> rules = new ArrayList<>();
        private final RuleMode defaultMode;

        Reader(FlowParameters parameters) {
            this.parameters = parameters;
            this.defaultMode = mode("mode", RuleMode.REFUSE);
        }

        GuardRules read() {
            destinations();
            Prices prices = Prices.of(parameters);
            budgets(prices);
            recipients();
            codes();
            return new GuardRules(List.copyOf(rules), prices, exemptRoutes());
        }

        private List<String> exemptRoutes() {
            List<String> exempt = parameters.list(EXEMPT);
            for (String route : exempt) {
                if (PatternHelper.matchPattern(NO_ROUTE, route)) {
                    throw parameters.wrong(EXEMPT, route, "exempts every route, so that no rule could ever match");
                }
            }
            if (!exempt.isEmpty() && rules.stream().allMatch(Rule::isForUrgentToo)) {
                throw parameters.wrong(EXEMPT, String.join(",", exempt),
                        "exempts from nothing: where they go is judged of all messages, and no other rule is set");
            }
            return exempt;
        }

        private RuleMode mode(String name, RuleMode otherwise) {
            String word = parameters.oneOf(name, null, "refuse", "hold", "report");
            return word == null ? otherwise : RuleMode.valueOf(word.toUpperCase(Locale.ROOT));
        }

        /** A mode that no rule has would lead to believe that there is one. */
        private RuleMode mode(String name, String... setBy) {
            boolean set = false;
            for (String one : setBy) {
                set |= parameters.has(one);
            }
            if (parameters.has(name) && !set) {
                throw parameters.wrong(name, parameters.text(name, null),
                        "belongs to a rule that is not set: give " + String.join(" or ", setBy) + ", or leave it out");
            }
            return mode(name, defaultMode);
        }

        private void destinations() {
            Set<String> allowed = Countries.of(parameters, "allowCountries");
            Set<String> denied = Countries.of(parameters, "denyCountries");
            denied.stream().filter(allowed::contains).findFirst().ifPresent(country -> {
                throw parameters.wrong("denyCountries", country, "is one of allowCountries too: leave it out of one");
            });
            if (!allowed.isEmpty() && !denied.isEmpty()) {
                throw parameters.wrong("denyCountries", String.join(",", denied),
                        "can never match, as allowCountries denies all others already: leave it out");
            }
            rules.add(new Rule.Destinations(allowed, denied, deniedKinds(), mode("destinationsMode", defaultMode)));
        }

        private Set<NumberKind> deniedKinds() {
            List<String> words = parameters.list("denyNumbers");
            if (words.isEmpty()) {
                return DENIED_KINDS;
            }
            if (words.equals(List.of("none"))) {
                return Set.of();
            }
            Set<NumberKind> kinds = EnumSet.noneOf(NumberKind.class);
            words.forEach(word -> kinds.add(NumberKind.of(word).orElseThrow(() -> parameters.wrong("denyNumbers", word,
                    "is none of none, " + String.join(", ", NumberKind.words())
                                                                                                                        + Suggestions
                                                                                                                                .hint(word,
                                                                                                                                        NumberKind
                                                                                                                                                .words())))));
            return kinds;
        }

        private void budgets(Prices prices) {
            ZoneId zone = zone();
            Period day = new Period.Day(zone);
            Period whole = new Period.FromTheFirst(parameters.duration("campaignPeriod", Duration.ofDays(90)));
            RuleMode messages = mode("messagesMode", "maxMessages", "maxMessagesPerAccount", "maxMessagesPerCampaign");
            RuleMode costs = mode("costMode", "maxCost", "maxCostPerAccount", "maxCostPerCampaign");
            for (Scope scope : Scope.values()) {
                Period period = scope == Scope.CAMPAIGN ? whole : day;
                int max = parameters.number("maxMessages" + scope.suffix(), 0, 1);
                if (max > 0) {
                    rules.add(new Rule.MessageBudget(scope, max, period, messages));
                }
                String name = "maxCost" + scope.suffix();
                String cost = parameters.text(name, null);
                if (cost != null) {
                    Money money = money(name, cost);
                    requirePrices(name, cost, money, prices);
                    rules.add(new Rule.CostBudget(scope, money.micros(), money.currency(), period, costs));
                }
            }
        }

        private ZoneId zone() {
            String zone = parameters.text("budgetZone", null);
            try {
                return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw parameters.wrong("budgetZone", zone, "is no time zone such as Europe/Tallinn");
            }
        }

        private Money money(String name, String value) {
            String[] parts = value.split("\\s+");
            if (parts.length != 2) {
                throw parameters.wrong(name, value, "is no amount with its currency such as 50 EUR");
            }
            Money money = Money.of(parameters, name, value, parts[0], parts[1]);
            if (money.micros() == 0) {
                throw parameters.wrong(name, value, "leaves nothing to send: stop the sends by the stop switch instead");
            }
            return money;
        }

        private void requirePrices(String name, String value, Money money, Prices prices) {
            if (prices == null) {
                throw parameters.wrong(name, value, "cannot be judged before a send: give prices such as IE=0.06 EUR,"
                                                    + "*=0.15 EUR, which the provider's own replace after it");
            }
            if (!prices.currency().equals(money.currency())) {
                throw parameters.wrong(name, value, "is in " + money.currency() + ", and prices are in " + prices.currency()
                                                    + ": one budget has one currency, so convert one");
            }
            if (prices.others() == null && prices.perSegment().values().stream().allMatch(price -> price == 0)
                    || prices.others() != null && prices.others() == 0
                            && prices.perSegment().values().stream().allMatch(price -> price == 0)) {
                throw parameters.wrong(name, value, "can never match, as all prices are 0");
            }
        }

        private void recipients() {
            RuleMode frequency = mode("recipientMode", "maxPerRecipient");
            int max = parameters.number("maxPerRecipient", 0, 1);
            Duration period = parameters.duration("recipientPeriod", DAY);
            if (max > 0) {
                if (max > MAX_MEMBERS) {
                    throw parameters.wrong("maxPerRecipient", "" + max, "is more than " + MAX_MEMBERS);
                }
                int budget = parameters.number("maxMessages", 0, 1);
                if (budget > 0 && max >= budget && period.compareTo(DAY) <= 0) {
                    throw parameters.wrong("maxPerRecipient", "" + max,
                            "can never match, as maxMessages (" + budget + ") is reached before");
                }
                rules.add(new Rule.FrequencyCap(max, new Period.Sliding(period), frequency));
            }
            RuleMode text = mode("sameTextMode", "sameTextWithin");
            Duration within = parameters.duration("sameTextWithin", null);
            if (within != null) {
                rules.add(new Rule.SameText(new Period.FromTheFirst(within), text));
            }
        }

        private void codes() {
            RuleMode mode = mode("codesMode", "maxRecipientsPerCaller", "maxRecipientsPerRange", "maxNeighbours",
                    "maxUncheckedPerRange");
            Period period = new Period.Sliding(parameters.duration("codePeriod", Duration.ofHours(1)));
            int digits = parameters.number("rangeDigits", 3, 1);
            int perCaller = few("maxRecipientsPerCaller");
            if (perCaller > 0) {
                rules.add(new Rule.CallerCap(perCaller, period, mode));
            }
            ranges("maxRecipientsPerRange", digits, period, mode);
            ranges("maxNeighbours", 1, period, mode);
            int unchecked = few("maxUncheckedPerRange");
            if (unchecked > 0) {
                refuseUnreachable("maxUncheckedPerRange", unchecked, digits);
                rules.add(new Rule.UncheckedCodes(digits, unchecked, period, mode));
            }
        }

        private void ranges(String name, int digits, Period period, RuleMode mode) {
            int max = few(name);
            if (max > 0) {
                refuseUnreachable(name, max, digits);
                rules.add(new Rule.RangeCap(name, digits, max, period, mode));
            }
        }

        private int few(String name) {
            int max = parameters.number(name, 0, 1);
            if (max > MAX_MEMBERS) {
                throw parameters.wrong(name, "" + max, "is more than " + MAX_MEMBERS);
            }
            return max;
        }

        private void refuseUnreachable(String name, int max, int digits) {
            if (max >= Math.pow(10, digits)) {
                throw parameters.wrong(name, "" + max, "can never match, as only " + (long) Math.pow(10, digits)
                                                       + " numbers differ in their last "
                                                       + (digits == 1 ? "digit" : digits + " digits"));
            }
        }
    }
}
