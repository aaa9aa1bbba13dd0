/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.boomerang.BoomerangOperation;
import io.camelmessaging.boomware.BoomwareOperation;
import io.camelmessaging.clicksend.ClickSendOperation;
import io.camelmessaging.clicksend.model.EmailRequest;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.SmsMessage;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;
import io.camelmessaging.flows.optout.MessageRecipients;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sendmode.SendmodeOperation;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * The routes of the page on the opt-out guard, against providers.
 */
class OptOutTest {

    private static final String PERSON = "+37255500123";
    private static final String OTHER = "+353871234567";

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final RunningSandbox RUNNING = new RunningSandbox(SANDBOX);

    private DataSource dataSource;
    private SandboxContext context;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        SANDBOX.reset();
        dataSource = Databases.h2();
        context = new SandboxContext(SANDBOX);
        context.getRegistry().bind("dataSource", dataSource);
        new FlowPage("flows-opt-out-guard.adoc").loadYaml(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:newsletter")
                        .to("kamelet:opt-out-guard?defaultRegion=IE&partialFailure=fail")
                        .to("sendmode:sms?from=AcmeShop&defaultRegion=IE");
                from("direct:guarded").to("kamelet:opt-out-guard").to("mock:sent");
                from("direct:learn").to("kamelet:opt-out-listener").to("mock:learnt");
                from("direct:sendmode").to("kamelet:opt-out-guard").to("sendmode:sms?from=AcmeShop")
                        .to("kamelet:opt-out-listener");
                from("direct:failover").to("kamelet:failover-on-send?name=orders&rejected=next&step1=direct:guarded"
                                           + "&step2=mock:second&failed=mock:failed");
                from("direct:not-wanted").to("mock:not-wanted");
                from("direct:answers").to("mock:answers");
                from("direct:front-desk").to("mock:front-desk");
            }
        });
        context.start();
        template = context.createProducerTemplate();
        SANDBOX.inboundUrl("boomware", context.hook("/boomware/replies"));
        SANDBOX.receiptUrl("sendmode", context.hook("/sendmode/receipts"));
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void aStopEndsTheMessagesOfAllProvidersAndAStartBringsThemBack() {
        orderShipped(PERSON);
        SANDBOX.reply(PERSON, " stop! ");
        await().untilAsserted(() -> assertThat(texts(PERSON)).containsExactly("Your order is on its way.",
                "You get no more messages from us. Answer START if you want them again."));

        orderShipped(PERSON);
        assertThat(mock("mock:not-wanted").getReceivedCounter()).isEqualTo(1);
        assertRefused("direct:sendmode", PERSON);
        assertThat(texts(PERSON)).hasSize(2);

        await().until(() -> {
            // the provider tells times in seconds, and within one the opt-out counts
            SANDBOX.reply(PERSON, "START");
            return isAllowed(PERSON);
        });
        orderShipped(PERSON);
        assertThat(texts(PERSON)).hasSize(3);
        assertThat(mock("mock:answers").getReceivedCounter()).isZero();
        SANDBOX.assertCleanWire();
    }

    @Test
    void aMachineThatAnswersEachConfirmationGetsFiveAndThenNothing() {
        orderShipped(PERSON);
        for (int replies = 0; replies < 6; replies++) {
            int messages = replies + 1;
            await().atMost(Duration.ofSeconds(30)).until(() -> texts(PERSON).size() == messages);
            SANDBOX.reply(PERSON, "STOP");
        }

        // a call is answered when its reply has been on the route
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(SANDBOX.wire())
                .filteredOn(call -> call.callback() && call.target().contains("/boomware/replies") && call.status() == 200)
                .hasSize(6));
        assertThat(texts(PERSON)).hasSize(6);
        assertThat(isAllowed(PERSON)).isFalse();
    }

    @Test
    void aFailoverDoesNotGoOnToTheNextProvider() throws Exception {
        learn(PERSON, "STOP", null);
        mock("mock:failed").expectedMessageCount(1);

        template.sendBodyAndHeader("direct:failover", "Hello", MessagingConstants.TO, PERSON);

        mock("mock:failed").assertIsSatisfied();
        assertThat(mock("mock:failed").getExchanges().get(0).getMessage().getHeader(FlowConstants.REASON, String.class))
                .startsWith("rejected: RecipientOptedOutException");
        assertThat(mock("mock:second").getReceivedCounter()).isZero();
    }

    @Test
    void anAnswerGoesOnToItsRoute() throws Exception {
        orderShipped(PERSON);
        mock("mock:answers").expectedBodiesReceived("please leave it at the gate");
        SANDBOX.reply(PERSON, "please leave it at the gate");

        mock("mock:answers").assertIsSatisfied();
        orderShipped(PERSON);
        assertThat(texts(PERSON)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "please stop texting me", "Stop. Thank you", "No mas" })
    void aPersonReadsWhatMayBeAnOptOut(String reply) throws Exception {
        mock("mock:front-desk").expectedBodiesReceived(reply);
        mock("mock:front-desk").expectedHeaderReceived(FlowConstants.OPT_OUT, "possible");
        orderShipped(PERSON);
        SANDBOX.reply(PERSON, reply);

        mock("mock:front-desk").assertIsSatisfied();
        assertThat(mock("mock:answers").getReceivedCounter()).isZero();
        assertThat(texts(PERSON)).hasSize(1);
        learn(PERSON, reply, null);
        assertThat(mock("mock:learnt").getExchanges()).singleElement().satisfies(
                learnt -> assertThat(learnt.getMessage().getHeader(FlowConstants.OPT_OUT)).isEqualTo("possible"));
        assertThat(isAllowed(PERSON)).isTrue();
    }

    @Test
    void aNumberThatAProviderBlocksIsBlockedForAll() {
        String blocked = "+37255599013";
        assertThatThrownBy(() -> orderShipped(blocked)).hasRootCauseInstanceOf(RequestRejectedException.class);

        assertRefused("direct:sendmode", blocked);
    }

    @Test
    void aReceiptThatTellsOfABlockCounts() {
        template.requestBodyAndHeader("sendmode:optOut", "STOP", MessagingConstants.TO, OTHER);
        template.requestBodyAndHeader("direct:sendmode", "Hello", MessagingConstants.TO, OTHER);

        await().until(() -> !isAllowed(OTHER));
    }

    @Test
    void aListGoesToTheRest() {
        learn(PERSON, "STOP", null);

        Exchange sent = template.request("direct:sendmode", exchange -> {
            exchange.getMessage().setBody("Hello");
            exchange.getMessage().setHeader(MessagingConstants.TO, List.of("+353871234501", "372 555 00 123", "+353871234502"));
        });

        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getHeader(FlowConstants.OPT_OUT_REFUSED)).isEqualTo(List.of("372 555 00 123"));
        assertThat(SANDBOX.messages()).extracting(SentMessage::to).containsExactlyInAnyOrder("353871234501", "353871234502");
        assertThat(template.requestBodyAndHeader("direct:guarded", "Hello", MessagingConstants.TO, OTHER + ", " + PERSON))
                .isEqualTo("Hello");
        assertThat(mock("mock:sent").getExchanges().get(0).getMessage().getHeader(MessagingConstants.TO))
                .isEqualTo(List.of(OTHER));
    }

    @ParameterizedTest
    @CsvSource({ "5491123456789, +54 11 2345 6789", "541123456789, +54 9 11 2345 6789", "5215512345678, +52 55 1234 5678" })
    void anOptOutFromTheOtherFormOfANumberCounts(String sender, String recipient) {
        learn("+" + sender, "STOP", null);

        assertThatThrownBy(() -> template.requestBodyAndHeader("direct:guarded", "Hello", MessagingConstants.TO, recipient))
                .cause().isInstanceOf(RecipientOptedOutException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { ";", "; ", "\n", "\r\n", ",\n" })
    void aListIsTakenApartAsTheComponentsDo(String separator) {
        learn(PERSON, "STOP", null);

        template.requestBodyAndHeader("direct:guarded", "Hello", MessagingConstants.TO, OTHER + separator + PERSON);

        assertThat(mock("mock:sent").getExchanges().get(0).getMessage().getHeader(MessagingConstants.TO))
                .isEqualTo(List.of(OTHER));
    }

    @Test
    void aStrictGuardRefusesTheWholeList() {
        learn("+353871234567", "STOP", null);

        assertThatThrownBy(() -> template.requestBodyAndHeader("direct:newsletter", "News", MessagingConstants.TO,
                "0871234501,0871234567"))
                .cause().isInstanceOf(RecipientOptedOutException.class)
                .hasMessageContaining("+353***67 opted out at ").hasMessageContaining("like 1 of its 2 recipients")
                .hasMessageNotContaining("1234567");
        assertThat(SANDBOX.messages()).isEmpty();
        template.requestBodyAndHeader("direct:newsletter", "News", MessagingConstants.TO, "0871234501");
        assertThat(SANDBOX.messages()).hasSize(1);
    }

    @Test
    void recipientsInTheBodyAreSeen() {
        learn(PERSON, "STOP", null);
        Map<String, Object> map = Map.of("text", "Hello", "to", List.of(PERSON, OTHER));

        template.requestBody("direct:guarded", SmsMessage.of("Hello", PERSON, OTHER).withFrom("Depot"));
        template.requestBodyAndHeader("direct:guarded", map, MessagingConstants.TO, OTHER);

        List<Exchange> passed = mock("mock:sent").getExchanges();
        assertThat(passed.get(0).getMessage().getBody()).isEqualTo(SmsMessage.of("Hello", OTHER).withFrom("Depot"));
        assertThat(passed.get(1).getMessage().getBody()).isEqualTo(Map.of("text", "Hello", "to", List.of(OTHER)));
        assertThatThrownBy(() -> template.requestBody("direct:guarded", SmsMessage.of("Hello", PERSON)))
                .hasCauseInstanceOf(RecipientOptedOutException.class);
    }

    static Stream<Arguments> bodies() {
        Map<String, Object> person = Map.of("email", "Person@acme.ie", "name", "A person");
        Map<String, Object> other = Map.of("email", "other@acme.ie");
        EmailRequest email = new EmailRequest(
                List.of(other), List.of(person, other), List.of("person@acme.ie"), Map.of("email_address_id", 1), "News",
                "News",
                null, null, null);
        return Stream.of(
                Arguments.of(Map.of("to", List.of(other), "cc", List.of(person)), Map.of("to", List.of(other))),
                Arguments.of(Map.of("to", other, "bcc", "person@acme.ie, other@acme.ie"),
                        Map.of("to", other, "bcc", List.of("other@acme.ie"))),
                Arguments.of(Map.of("recipient_address", List.of(Map.of("number", PERSON), Map.of("number", OTHER))),
                        Map.of("recipient_address", List.of(Map.of("number", OTHER)))),
                Arguments.of(Map.of("recipients", PERSON + ";" + OTHER), Map.of("recipients", List.of(OTHER))),
                Arguments.of(new ObjectMapper().valueToTree(Map.of("to", List.of(PERSON, OTHER))),
                        Map.of("to", List.of(OTHER))),
                Arguments.of(email, new EmailRequest(
                        List.of(other), List.of(other), null, Map.of("email_address_id", 1), "News", "News", null, null, null)),
                Arguments.of(List.of(SmsMessage.of("a", PERSON), Map.of("number", OTHER), SmsMessage.of("c", PERSON, OTHER)),
                        List.of(Map.of("number", OTHER), SmsMessage.of("c", OTHER))));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void recipientsInEveryFieldOfABodyAreSeen(Object body, Object passed) {
        learn(PERSON, "STOP", null);
        learn("+person@acme.ie", "STOP", null);

        assertThat(template.requestBody("direct:guarded", body)).isEqualTo(passed);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "number", "recipient_address", "recipientAddress", "emailAddress", "email_address", "recipients", "recipient",
            "mobilenumber", "phone_number", "to" })
    void nobodyIsLeftUnderAnyNameOfTheField(String name) {
        learn(PERSON, "STOP", null);

        for (Object body : List.of(Map.of(name, PERSON), Map.of(name, List.of(PERSON)), List.of(Map.of(name, PERSON)),
                "{\"" + name + "\": \"" + PERSON + "\", \"flow\": []}")) {
            assertThatThrownBy(() -> template.requestBodyAndHeader("direct:guarded", body, "other", OTHER))
                    .hasCauseInstanceOf(RecipientOptedOutException.class);
        }
        assertThat(mock("mock:sent").getReceivedCounter()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CamelClicksendTo", "CamelBoomwareNumber", "CamelBoomerangRecipientAddress", "CamelSendmodeRecipients" })
    void aProvidersOwnHeaderIsSeen(String header) {
        learn(PERSON, "STOP", null);

        assertThatThrownBy(() -> template.requestBodyAndHeaders("direct:guarded", "Hello",
                Map.of(header, PERSON, MessagingConstants.TO, OTHER))).hasCauseInstanceOf(RecipientOptedOutException.class);
    }

    @Test
    void copiesInHeadersAreSeen() {
        learn("+person@acme.ie", "STOP", null);

        Exchange sent = template.request("direct:guarded", exchange -> {
            exchange.getMessage().setBody(Map.of("to", "other@acme.ie", "cc", "person@acme.ie"));
            // hidden by the body, and may not take the place of what is taken from there
            exchange.getMessage().setHeader("CamelClicksendCc", "third@acme.ie");
            exchange.getMessage().setHeader("CamelClicksendBcc", List.of("other@acme.ie", "person@acme.ie"));
        });

        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getBody()).isEqualTo(Map.of("to", "other@acme.ie"));
        assertThat(sent.getMessage().getHeaders()).doesNotContainKey("CamelClicksendCc")
                .containsEntry("CamelClicksendBcc", List.of("other@acme.ie"));
    }

    /** Whoever adds an operation has to say how the guard finds its recipients. */
    @Test
    void theRecipientFieldsOfAllOperationsAreKnown() {
        Map<String, Operation[]> tables
                = Map.of("Clicksend", ClickSendOperation.values(), "Boomware", BoomwareOperation.values(),
                        "Boomerang", BoomerangOperation.values(), "Sendmode", SendmodeOperation.values());
        tables.forEach((scheme, operations) -> Stream.of(operations).filter(operation -> operation.requestType() != null)
                .flatMap(operation -> Stream.of(operation.requestType().getRecordComponents()))
                .filter(field -> field.isAnnotationPresent(RequestField.class)
                        && field.getAnnotation(RequestField.class).value() == CommonField.TO)
                .forEach(field -> {
                    JsonProperty wire = field.getAccessor().getAnnotation(JsonProperty.class);
                    assertThat(MessageRecipients.TO).contains(field.getName()).contains(
                            wire == null ? field.getName() : wire.value());
                    assertThat(MessageRecipients.TO_HEADERS).contains(
                            "Camel" + scheme + field.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                                                                      + field.getName().substring(1));
                }));
    }

    @Test
    void whatCannotBeCheckedIsNotSent() throws Exception {
        assertThatThrownBy(() -> template.requestBody("direct:guarded", "Hello"))
                .cause().hasMessageContaining("found no recipient to check").hasMessageContaining("CamelMessagingTo");
        assertThatThrownBy(() -> template.requestBody("direct:guarded", Map.of("text", "Hello")))
                .cause().hasMessageContaining("found no recipient to check");
        assertThatThrownBy(() -> template.requestBodyAndHeader("direct:guarded", Map.of("text", "Hello", "list_id", 7),
                MessagingConstants.TO, OTHER)).cause().hasMessageContaining("who is on the contact list in the field list_id");
        assertThatThrownBy(() -> template.requestBodyAndHeader("direct:guarded", "Hello", "CamelClicksendListId", 7))
                .cause().hasMessageContaining("who is on the contact list in the header CamelClicksendListId");
        assertThatThrownBy(() -> template.requestBodyAndHeader("direct:guarded", "Hello", MessagingConstants.TO, "0871234567"))
                .cause().hasMessageContaining("set defaultRegion").hasMessageNotContaining("0871234567");
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
        assertThatThrownBy(() -> template.requestBodyAndHeader("direct:guarded", "Hello", MessagingConstants.TO, OTHER))
                .hasRootCauseInstanceOf(SQLException.class);
        assertThat(mock("mock:sent").getReceivedCounter()).isZero();
    }

    @Test
    void theExemptionCountsForOneMessage() {
        learn(PERSON, "STOP", null);

        Exchange passed = template.request("direct:guarded", exchange -> {
            exchange.getMessage().setBody("Confirmed");
            exchange.getMessage().setHeader(MessagingConstants.TO, PERSON);
            exchange.getMessage().setHeader(FlowConstants.OPT_OUT_EXEMPT, "true");
        });

        assertThat(passed.getException()).isNull();
        assertThat(passed.getMessage().getHeaders()).doesNotContainKey(FlowConstants.OPT_OUT_EXEMPT);
        assertRefused("direct:guarded", PERSON);
    }

    @ParameterizedTest(name = "{0} at {1}, then {2} at {3} is told: messages pass {4}")
    @CsvSource({
            "STOP, 10:00, START, 10:05, true", "START, 10:05, STOP, 10:00, false", "START, 10:00, STOP, 10:05, false",
            "STOP, 10:05, START, 10:00, false", "STOP, 10:00, START, 10:00, false", "START, 10:00, STOP, 10:00, false",
            "STOP, 10:00, STOP, 10:00, false" })
    void whatHappenedLastCounts(String first, String firstAt, String second, String secondAt, boolean passes) {
        learn(PERSON, first, Instant.parse("2026-01-01T" + firstAt + ":00Z"));
        learn(PERSON, second, Instant.parse("2026-01-01T" + secondAt + ":00Z"));

        if (passes) {
            template.requestBodyAndHeader("direct:guarded", "Hello", MessagingConstants.TO, PERSON);
        } else {
            assertRefused("direct:guarded", PERSON);
        }
    }

    @ParameterizedTest(name = "a STOP {0} before a START that is known: messages pass {1}")
    @CsvSource({ "PT5H, false", "PT24H, false", "PT24H1S, true", "PT72H, true" })
    void whenInDoubtTheStopCounts(Duration before, boolean passes) {
        Instant start = Instant.parse("2026-01-05T10:00:00Z");
        learn(PERSON, "START", start);
        learn(PERSON, "STOP", start.minus(before));
        // a repeat of the same webhook is not newer
        learn(PERSON, "START", start);

        assertThat(isAllowed(PERSON)).isEqualTo(passes);
        learn(PERSON, "START", start.plusSeconds(60));
        assertThat(isAllowed(PERSON)).isTrue();
    }

    @Test
    void aStopThatChangesNothingIsNotConfirmed() {
        learn(PERSON, "START", Instant.parse("2026-01-03T10:05:00Z"));
        learn(PERSON, "STOP", Instant.parse("2026-01-01T10:00:00Z"));

        assertThat(mock("mock:learnt").getExchanges())
                .extracting(learnt -> learnt.getMessage().getHeader(FlowConstants.OPT_OUT))
                .containsExactly("in", "outdated");
    }

    @Test
    void aClockThatRunsAheadDoesNotSilenceAStop() {
        learn(PERSON, "START", Instant.now().plusSeconds(3600));
        learn(PERSON, "STOP", null);

        assertRefused("direct:guarded", PERSON);
    }

    @Test
    void aListenerBehindSomethingElseSaysWhereItBelongs() {
        assertThatThrownBy(() -> template.requestBody("direct:learn", "STOP")).cause()
                .hasMessageContaining("neither a reply nor a delivery receipt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "opt-out-guard?partialFailure=maybe | opt-out-guard: the value 'maybe' of the parameter partialFailure is none of accept, fail",
            "opt-out-guard?defaultRegion=Ireland | The option defaultRegion takes a two-letter country code",
            "opt-out-guard?region=IE | opt-out-guard has no parameter 'region'",
            "opt-out-listener?blockCodes=13 | opt-out-listener: the value '13' of the parameter blockCodes is not of the form provider:code",
            "opt-out-listener?stopWords=STOP&startWords=stop | The word 'STOP' is both a stop word and a start word" })
    void wrongParametersAreToldAtStart(String kamelet, String sentence) {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:wrong").to("kamelet:" + kamelet);
            }
        })).hasStackTraceContaining(sentence);
    }

    @Test
    void theJavaExamplesStandInATest() throws IOException {
        new FlowPage("flows-opt-out-guard.adoc").assertJavaStandsInATest();
    }

    private boolean isAllowed(String number) {
        return template.request("direct:guarded", exchange -> exchange.getMessage().setHeader(MessagingConstants.TO, number))
                .getException()
               == null;
    }

    private void orderShipped(String number) {
        template.requestBodyAndHeader("direct:order-shipped", "Your order is on its way.", MessagingConstants.TO, number);
    }

    private void learn(String number, String reply, Instant at) {
        template.send("direct:learn", exchange -> {
            exchange.getMessage().setBody(reply);
            exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "boomware");
            exchange.getMessage().setHeader(MessagingConstants.SENDER, number.substring(1));
            exchange.getMessage().setHeader(MessagingConstants.TIMESTAMP, at);
        });
    }

    private void assertRefused(String endpoint, String number) {
        assertThatThrownBy(() -> template.requestBodyAndHeader(endpoint, "Hello", MessagingConstants.TO, number))
                .isInstanceOf(CamelExecutionException.class).hasCauseInstanceOf(RecipientOptedOutException.class);
    }

    private MockEndpoint mock(String uri) {
        return context.getEndpoint(uri, MockEndpoint.class);
    }

    private static List<String> texts(String number) {
        return SANDBOX.messagesTo(number).stream().map(SentMessage::text).toList();
    }
}
