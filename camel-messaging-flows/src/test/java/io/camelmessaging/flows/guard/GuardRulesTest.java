/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.flows.engine.FlowParameters;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each rule by itself, and what parameters are refused. */
class GuardRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T22:30:00Z");
    private static final Digests DIGESTS = new Digests(new byte[] { 1 });

    private static GuardRules rules(String parameters) {
        Map<String, Object> given = new HashMap<>();
        Arrays.stream(parameters.split("&")).filter(one -> !one.isEmpty())
                .forEach(one -> given.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1)));
        FlowParameters all = new FlowParameters(new DefaultCamelContext(), "send-guard", given);
        GuardRules rules = GuardRules.of(all);
        all.refuseUnread();
        return rules;
    }

    private static Rule rule(String parameters, String name) {
        return rules(parameters).rules().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static GuardedSend send(String recipient, String account, String campaign, String caller, String message) {
        return new GuardedSend(
                recipient, Destination.of(recipient).orElse(null), account == null ? null : "boomware", account, campaign,
                caller, message, DIGESTS.of("text"), 60_000);
    }

    private static GuardedSend to(String recipient) {
        return send(recipient, "a1", "spring", "session-1", "m1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            allowCountries=IE,GB                | +353861234567  | -
            allowCountries=IE,GB                | +37255500123   | the country EE is none of allowCountries
            allowCountries=ie                   | +353861234567  | -
            denyCountries=LV                    | +37127123456   | the country LV is one of denyCountries
            denyCountries=LV                    | +37255500123   | -
            -                                   | +37255500123   | -
            -                                   | +449098790000  | a number of the kind premium is one of denyNumbers
            -                                   | +491805123456  | a number of the kind shared-cost is one of denyNumbers
            -                                   | +870773111632  | a number of the kind satellite is one of denyNumbers
            -                                   | +881612345678  | a number of the kind satellite is one of denyNumbers
            allowCountries=IE                   | +870773111632  | a number of no country is none of allowCountries
            denyNumbers=none                    | +449098790000  | -
            denyNumbers=fixed-line              | +35312345678   | a number of the kind fixed-line is one of denyNumbers
            denyNumbers=fixed-line              | +353861234567  | -
            allowCountries=IE                   | ann@example.com | -
            """)
    void destinations(String parameters, String recipient, String why) {
        Verdict verdict = rule(parameters == null ? "" : parameters, "destinations").judge(to(recipient), 0);

        assertThat(verdict).isEqualTo(
                why == null ? Verdict.PASS : new Verdict.Broken("destinations", RuleMode.REFUSE, why));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-",
               textBlock = """
                       maxMessages=100 | maxMessages | 100 | -
                       maxMessages=100 | maxMessages | 101 | the budget of 100 messages in a day in all is used up
                       maxMessagesPerAccount=5 | maxMessagesPerAccount | 6 | the budget of 5 messages in a day for the account is used up
                       maxMessagesPerCampaign=5 | maxMessagesPerCampaign | 6 | the budget of 5 messages in 90d for the campaign is used up
                       maxCost=50 EUR&prices=*=0.06EUR | maxCost | 50000000 | -
                       maxCost=50 EUR&prices=*=0.06EUR | maxCost | 50000001 | the budget of 50 EUR in a day in all is used up
                       maxCostPerCampaign=0.5 EUR&prices=*=0.06EUR&campaignPeriod=36h | maxCostPerCampaign | 500001 | the budget of 0.5 EUR in 1d12h for the campaign is used up
                       maxPerRecipient=3 | maxPerRecipient | 3 | -
                       maxPerRecipient=3 | maxPerRecipient | 4 | the recipient got 3 messages in 1d already
                       sameTextWithin=10m | sameTextWithin | 1 | -
                       sameTextWithin=10m | sameTextWithin | 2 | the recipient got the same text within the last 10m
                       maxRecipientsPerCaller=4 | maxRecipientsPerCaller | 5 | one caller had messages sent to 4 recipients in 1h already
                       maxRecipientsPerRange=20 | maxRecipientsPerRange | 21 | 20 numbers that differ in their last 3 digits got messages in 1h already
                       maxNeighbours=3 | maxNeighbours | 4 | 3 numbers that differ in their last digit got messages in 1h already
                       maxUncheckedPerRange=9&rangeDigits=4 | maxUncheckedPerRange | 10 | of the codes to numbers that differ in their last 4 digits 9 were not entered in 1h
                       """)
    void limits(String parameters, String name, long count, String why) {
        Verdict verdict = rule(parameters, name).judge(to("+353861234567"), count);

        assertThat(verdict).isEqualTo(why == null ? Verdict.PASS : new Verdict.Broken(name, RuleMode.REFUSE, why));
    }

    /** Whether two sends are counted by one counter, and whether the second is one more. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            maxMessages=9,            maxMessages,            +353861234567, +37255500123,  true,  true
            maxPerRecipient=3,        maxPerRecipient,        +353861234567, +353861234567, true,  true
            maxPerRecipient=3,        maxPerRecipient,        +353861234567, +353861234568, false, true
            maxRecipientsPerCaller=3, maxRecipientsPerCaller, +353861234567, +37255500123,  true,  true
            maxRecipientsPerCaller=3, maxRecipientsPerCaller, +353861234567, +353861234567, true,  false
            maxRecipientsPerRange=3,  maxRecipientsPerRange,  +353861234567, +353861234999, true,  true
            maxRecipientsPerRange=3,  maxRecipientsPerRange,  +353861234567, +353861235567, false, true
            maxNeighbours=3,          maxNeighbours,          +353861234561, +353861234562, true,  true
            maxNeighbours=3,          maxNeighbours,          +353861234569, +353861234570, false, true
            maxUncheckedPerRange=3,   maxUncheckedPerRange,   +353861234561, +353861234561, true,  false
            """)
    void whatIsCounted(String parameters, String name, String first, String second, boolean same, boolean more) {
        Rule rule = rule(parameters, name);
        Counter one = rule.counter(send(first, "a1", "c", "caller", "m1"), DIGESTS, NOW).orElseThrow();
        Counter other = rule.counter(send(second, "a1", "c", "caller", "m2"), DIGESTS, NOW).orElseThrow();

        assertThat(one.key().equals(other.key())).isEqualTo(same);
        assertThat(one.member() == null || !one.member().equals(other.member())).isEqualTo(more);
        assertThat(one.key() + one.member()).doesNotContain("86123", "5550");
    }

    @Test
    void aSecondProviderThatIsTriedForAMessageIsNoSecondMessageToItsRecipient() {
        for (String name : List.of("maxPerRecipient", "sameTextWithin")) {
            Rule rule = rule("maxPerRecipient=3&sameTextWithin=10m", name);
            Counter first = rule.counter(send("+353861234567", "a1", null, null, "m1"), DIGESTS, NOW).orElseThrow();
            Counter failover = rule.counter(send("+353861234567", "b1", null, null, "m1"), DIGESTS, NOW).orElseThrow();

            assertThat(failover.member()).isEqualTo(first.member()).isNotNull();
        }
    }

    @Test
    void whatBelongsToNoAccountCampaignOrCallerIsNotCountedThere() {
        GuardedSend send = send("+353861234567", null, null, null, "m1");

        for (String name : List.of("maxMessagesPerAccount", "maxMessagesPerCampaign", "maxRecipientsPerCaller")) {
            assertThat(rule(name + "=3", name).counter(send, DIGESTS, NOW)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void aDayEndsWhereTheBudgetIsAtHome() {
        GuardedSend send = to("+353861234567");

        assertThat(rule("maxMessages=9", "maxMessages").counter(send, DIGESTS, NOW)).get().satisfies(counter -> {
            assertThat(counter.expiresAt()).isEqualTo("2026-03-02T00:00:00Z");
            assertThat(counter.key()).contains("2026-03-01");
        });
        assertThat(rule("maxMessages=9&budgetZone=Europe/Tallinn", "maxMessages").counter(send, DIGESTS, NOW)).get()
                .satisfies(counter -> {
                    assertThat(counter.expiresAt()).isEqualTo("2026-03-02T22:00:00Z");
                    assertThat(counter.key()).contains("2026-03-02");
                });
    }

    @ParameterizedTest
    @CsvSource({
            "mode=hold&maxMessages=3,HOLD", "mode=hold&maxMessages=3&messagesMode=report,REPORT",
            "maxMessages=3,REFUSE" })
    void modes(String parameters, RuleMode mode) {
        assertThat(rule(parameters, "maxMessages").mode()).isEqualTo(mode);
    }

    @Test
    void whatIsOnlyReportedIsCountedBeyondItsLimit() {
        assertThat(rule("maxMessages=3&messagesMode=report", "maxMessages").counter(to("+353861234567"), DIGESTS, NOW))
                .get().extracting(Counter::limit).isEqualTo(Long.MAX_VALUE);
        assertThat(rule("maxMessages=3", "maxMessages").counter(to("+353861234567"), DIGESTS, NOW)).get()
                .extracting(Counter::limit).isEqualTo(3L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            allowCountries=UK | did you mean GB?
            allowCountries=Ireland | did you mean IE?
            allowCountries=Irland | did you mean IE?
            denyCountries=LVA | did you mean LV?
            denyCountries=XX | is no country that has phone numbers
            allowCountries=IE&denyCountries=IE | is one of allowCountries too
            allowCountries=IE&denyCountries=LV | can never match, as allowCountries denies all others already
            denyNumbers=premum | did you mean 'premium'?
            maxMessages=0 | is not a whole number of at least 1
            maxCost=50 EUR | cannot be judged before a send: give prices
            maxCost=50 EUR&prices=*=0.06USD | is in EUR, and prices are in USD: one budget has one currency
            maxCost=50 EUR&prices=IE=0.06 EUR,GB=0.05 GBP | is in GBP, and another in EUR: one budget has one currency
            maxCost=50 EUR&prices=*=0 EUR | can never match, as all prices are 0
            maxCost=50&prices=*=0.06EUR | is no amount with its currency such as 50 EUR
            maxCost=50 EURO&prices=*=0.06EUR | did you mean 'EUR'?
            maxCost=-1 EUR&prices=*=0.06EUR | is no amount such as 50 EUR
            maxCost=0 EUR&prices=*=0.06EUR | leaves nothing to send
            prices=IE:0,06 EUR | is no price of a country's SMS segment
            prices=UK=0.06EUR | did you mean GB?
            prices=IE=0.06EUR,IE=0.07EUR | is the second price of IE
            costMode=report | belongs to a rule that is not set: give maxCost or
            messagesMode=hold | belongs to a rule that is not set
            messagesMode=warn&maxMessages=3 | is none of refuse, hold, report
            maxNeighbours=10 | can never match, as only 10 numbers differ in their last digit
            maxRecipientsPerRange=100&rangeDigits=2 | can never match, as only 100 numbers differ in their last 2 digits
            maxPerRecipient=5&maxMessages=5 | can never match, as maxMessages (5) is reached before
            sameTextWithin=soon | is not a time above zero
            budgetZone=Talinn | is no time zone
            maxMessages=5&exemptRoutes=alarm,* | exempts every route
            maxMessages=5&exemptRoutes=.* | exempts every route
            allowCountries=IE&exemptRoutes=alarm* | exempts from nothing
            maxMesages=5 | did you mean 'maxMessages'?
            """)
    void whatIsRefused(String parameters, String why) {
        assertThatThrownBy(() -> rules(parameters)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("send-guard").hasMessageContaining(why);
    }
}
