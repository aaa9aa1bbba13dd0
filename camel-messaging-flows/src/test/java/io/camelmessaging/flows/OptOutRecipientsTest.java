/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.boomerang.BoomerangOperation;
import io.camelmessaging.boomware.BoomwareOperation;
import io.camelmessaging.clicksend.ClickSendOperation;
import io.camelmessaging.clicksend.model.EmailRequest;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.SmsMessage;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;
import io.camelmessaging.flows.optout.MessageRecipients;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sendmode.SendmodeOperation;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Wherever a message names its recipients, who opted out gets none, and the rest of a list does.
 */
class OptOutRecipientsTest extends OptOutRoutes {

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final RunningSandbox RUNNING = new RunningSandbox(SANDBOX);

    OptOutRecipientsTest() {
        super(SANDBOX);
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
}
