/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.guard.GuardConstants;
import io.camelmessaging.flows.guard.SendRefusedException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules that the page about the send guard shows in three languages, as they stand there, each to its last message.
 */
class SendGuardRulesPageTest {

    private static final FlowPage PAGE = page();

    private final DefaultCamelContext context = FlowContexts.on(Databases.h2());

    /** How the page writes the rules. */
    enum Language {

        JAVA {
            @Override
            void load(DefaultCamelContext context) throws Exception {
                context.addRoutes(rules());
            }
        },
        YAML {
            @Override
            void load(DefaultCamelContext context) throws Exception {
                FlowContexts.addYaml(context, block("yaml"));
            }
        },
        XML {
            @Override
            void load(DefaultCamelContext context) throws Exception {
                FlowContexts.addXml(context, block("xml"));
            }
        };

        abstract void load(DefaultCamelContext context) throws Exception;
    }

    /**
     * A rule of the page.
     *
     * @param route  its route
     * @param passes the recipients of each message that passes
     * @param breaks the recipient of the next one
     * @param told   what the refusal says
     */
    record Rule(String route, List<String> passes, String breaks, String told) {
    }

    private static List<Rule> asThePageHasThem() {
        String mobile = irish(1);
        return List.of(
                new Rule("allow-countries", List.of(mobile, "+447700900123"), "+37255500123", "allowCountries"),
                new Rule("deny-countries", List.of(mobile), "+37120000001", "denyCountries"),
                new Rule("deny-numbers", List.of(mobile), "+3531520123456", "denyNumbers"),
                new Rule("messages", List.of(irish(1, 500)), irish(501), "maxMessages"),
                new Rule("messages-per-campaign", List.of(irish(1, 200)), irish(201), "maxMessagesPerCampaign"),
                new Rule("cost", List.of(irish(1, 500)), irish(501), "maxCost"),
                new Rule("cost-per-campaign", List.of(irish(1, 150)), irish(151), "maxCostPerCampaign"),
                new Rule("per-recipient", List.of(mobile, mobile, mobile), mobile, "maxPerRecipient"),
                new Rule("same-text", List.of(mobile), mobile, "sameTextWithin"),
                new Rule(
                        "recipients-per-caller", List.of(irish(11), irish(22), irish(33)), irish(44), "maxRecipientsPerCaller"),
                new Rule("recipients-per-range", List.of(irish(1, 20)), irish(21), "maxRecipientsPerRange"),
                new Rule("neighbours", List.of(irish(1, 3)), irish(4), "maxNeighbours"),
                new Rule("unchecked-per-range", List.of(irish(1, 20)), irish(21), "maxUncheckedPerRange"));
    }

    private static RouteBuilder rules() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // only to these countries
                from("direct:allow-countries").to("kamelet:send-guard?allowCountries=IE,GB").to("direct:send");
                // to all but these countries
                from("direct:deny-countries").to("kamelet:send-guard?denyCountries=LV").to("direct:send");
                // to none of these kinds of numbers
                from("direct:deny-numbers").to("kamelet:send-guard?denyNumbers=premium,shared-cost,satellite,personal")
                        .to("direct:send");
                // messages in a day
                from("direct:messages").to("kamelet:send-guard?maxMessages=500").to("direct:send");
                // messages of a campaign
                from("direct:messages-per-campaign").to("kamelet:send-guard?maxMessagesPerCampaign=200").to("direct:send");
                // money in a day
                from("direct:cost").to("kamelet:send-guard?maxCost=RAW(30 EUR)&prices=RAW(IE=0.06 EUR,*=0.10 EUR)")
                        .to("direct:send");
                // money for a campaign
                from("direct:cost-per-campaign")
                        .to("kamelet:send-guard?maxCostPerCampaign=RAW(9 EUR)&prices=RAW(IE=0.06 EUR,*=0.10 EUR)")
                        .to("direct:send");
                // messages to one recipient
                from("direct:per-recipient").to("kamelet:send-guard?maxPerRecipient=3&recipientPeriod=1h").to("direct:send");
                // the same text to one recipient
                from("direct:same-text").to("kamelet:send-guard?sameTextWithin=10m").to("direct:send");
                // recipients of one who asks for codes
                from("direct:recipients-per-caller").to("kamelet:send-guard?maxRecipientsPerCaller=3").to("direct:send");
                // recipients in a range of numbers
                from("direct:recipients-per-range").to("kamelet:send-guard?maxRecipientsPerRange=20&rangeDigits=3")
                        .to("direct:send");
                // numbers that somebody counts up
                from("direct:neighbours").to("kamelet:send-guard?maxNeighbours=3").to("direct:send");
                // codes in a range that nobody enters
                from("direct:unchecked-per-range").to("kamelet:send-guard?maxUncheckedPerRange=20&codePeriod=1h")
                        .to("direct:send");
            }
        };
    }

    private static FlowPage page() {
        try {
            return new FlowPage("flows-send-guard.adoc");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The listing of the page that has all rules in a language. */
    private static String block(String language) {
        List<String> listings = PAGE.blocks(language).stream().filter(block -> block.contains("direct:allow-countries"))
                .toList();
        assertThat(listings).hasSize(1);
        return listings.get(0);
    }

    private static String irish(int number) {
        return "+35386%07d".formatted(1_230_000 + number);
    }

    private static String irish(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(SendGuardRulesPageTest::irish).collect(Collectors.joining(","));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange send(String route, String to, String text) {
        return context.createProducerTemplate().request("direct:" + route, exchange -> {
            exchange.getMessage().setBody(text);
            exchange.getMessage().setHeader(MessagingConstants.TO, to);
            exchange.getMessage().setHeader(GuardConstants.CAMPAIGN, "spring");
            exchange.getMessage().setHeader(GuardConstants.CALLER, "session-1");
        });
    }

    @ParameterizedTest
    @EnumSource
    void eachRulePassesToItsLastMessageAndRefusesTheNext(Language language) throws Exception {
        language.load(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to("mock:sent");
            }
        });
        context.start();
        MockEndpoint sent = context.getEndpoint("mock:sent", MockEndpoint.class);
        assertThat(context.getRoutes()).hasSizeGreaterThanOrEqualTo(asThePageHasThem().size() + 1);

        for (Rule rule : asThePageHasThem()) {
            sent.reset();
            for (String recipients : rule.passes()) {
                assertThat(send(rule.route(), recipients, "hello").getException()).as(rule.route()).isNull();
            }
            Throwable refusal = send(rule.route(), rule.breaks(), "hello").getException();

            assertThat(refusal).as(rule.route()).isInstanceOf(SendRefusedException.class);
            assertThat(refusal.getMessage()).as(rule.route()).contains(rule.told()).doesNotContain(rule.breaks());
            assertThat(sent.getReceivedCounter()).as(rule.route()).isEqualTo(rule.passes().size());
        }
        assertThat(send("same-text", irish(1), "hello again").getException()).isNull();
    }

    @Test
    void theTableAndTheListingsHaveTheSameRules() {
        List<String> table = PAGE.text().lines().filter(line -> line.matches("\\| `\\w+=.*"))
                .map(line -> line.substring(3, line.indexOf('='))).toList();

        assertThat(table).hasSize(13);
        Stream.of("java", "yaml", "xml").map(SendGuardRulesPageTest::block)
                .forEach(listing -> assertThat(table).allSatisfy(rule -> assertThat(listing).contains(rule)));
    }
}
