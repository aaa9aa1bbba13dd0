/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.clicksend.model.MessagesSent;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.SendResult;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static io.camelmessaging.common.RecipientOutcome.State.ACCEPTED;
import static io.camelmessaging.common.RecipientOutcome.State.NOT_SENT;
import static io.camelmessaging.common.RecipientOutcome.State.REJECTED;
import static io.camelmessaging.common.RecipientOutcome.State.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What each answer and fault becomes for each recipient; and that nothing is ever sent twice.
 */
class ClickSendOutcomesTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = ClickSendContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void aRuleThatIsAnsweredWithoutIdLeavesThePollUnavailable() throws Exception {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{}}")));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("mock:failed");
                from("clicksend:inboundSms?initialDelay=0&bridgeErrorHandler=true").to("mock:events");
            }
        });
        MockEndpoint failed = context.getEndpoint("mock:failed", MockEndpoint.class);
        failed.expectedMinimumMessageCount(1);
        failed.assertIsSatisfied();

        assertThat(failed.getReceivedExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT))
                .isInstanceOf(ProviderUnavailableException.class).asString().contains("a rule without id");
    }

    @Test
    void thePriceOfAnEmailIsSharedByItsRecipients() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("""
                {"http_code":200,"response_code":"SUCCESS","data":{"message_id":"E-1","status":"WaitApproval","price":0.01,
                 "_currency":{"currency_name_short":"AUD"},
                 "to":[{"email":"a@example.org"},{"email":"b@example.org"},{"email":"c@example.org"}]}}""")));

        Exchange sent = context.createProducerTemplate().request("clicksend:email", exchange -> exchange.getMessage().setBody(
                Map.of("from", Map.of("email_address_id", 1, "name", "N"), "text", "Hi", "subject", "S", "to",
                        List.of("a@example.org", "b@example.org", "c@example.org"))));

        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getBody(SendResult.class).outcomes())
                .extracting(RecipientOutcome::recipient, outcome -> outcome.price().toPlainString(), RecipientOutcome::currency)
                .containsExactly(tuple("a@example.org", "0.003334", "AUD"), tuple("b@example.org", "0.003333", "AUD"),
                        tuple("c@example.org", "0.003333", "AUD"));
    }

    @ParameterizedTest
    @CsvSource({
            "ACCOUNT_NOT_ACTIVATED, ACCOUNT", "INVALID_RECIPIENT, RECIPIENT", "THROTTLED, CONFLICT",
            "INVALID_SENDER_ID, SENDER",
            "INSUFFICIENT_CREDIT, FUNDS", "COUNTRY_NOT_ENABLED, ACCOUNT", "REGISTRATION_NEEDED, SENDER",
            "ALREADY_EXISTS, CONFLICT",
            "EMPTY_MESSAGE, CONTENT", "TOO_MANY_RECIPIENTS, CONTENT", "MISSING_REQUIRED_FIELDS, CONTENT",
            "INVALID_SCHEDULE, CONTENT", "NOT_ENOUGH_PERMISSION_TO_LIST_ID, ACCOUNT", "INVALID_LANG, CONTENT",
            "INVALID_VOICE, CONTENT", "SUBJECT_REQUIRED, CONTENT", "INVALID_MEDIA_FILE, CONTENT",
            "MISSING_CREDENTIALS, AUTHENTICATION", "INVALID_CREDENTIALS, AUTHENTICATION", "SOME_NEW_CODE, OTHER" })
    void aRefusedMessageInsideAnAnswerOfSuccessIsRefused(String status, RejectionReason reason) {
        answer(rows(row(ClickSendContexts.NUMBER, "", status)));

        assertThat(send("sms").getException()).isInstanceOfSatisfying(RequestRejectedException.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.providerCode()).isEqualTo(status);
            assertThat(refused.outcomes()).extracting(RecipientOutcome::state, RecipientOutcome::code)
                    .containsExactly(tuple(REJECTED, status));
            assertThat(refused.getMessage()).doesNotContain(ClickSendContexts.NUMBER, "Hello", ClickSendContexts.KEY);
        });
        PROVIDER.verify(1, allRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = { "INTERNAL_ERROR", "SOMETHING_IS_WRONG" })
    void twoStatusesLeaveTheOutcomeOpen(String status) {
        answer(rows(row(ClickSendContexts.NUMBER, "", status)));

        assertThat(send("sms").getException()).isInstanceOfSatisfying(OutcomeUnknownException.class,
                unknown -> assertThat(unknown.outcomes()).extracting(RecipientOutcome::state).containsExactly(UNKNOWN));
    }

    /** The data are read as they come, before it is known what stands behind them. */
    @Test
    void anErrorBehindTheDataCountsAsMuchAsOneBefore() {
        PROVIDER.stubFor(post(anyUrl()).willReturn(okJson("{\"data\":{\"messages\":[" + row("+61400000101", "", "SUCCESS")
                                                          + "]},\"response_code\":\"INVALID_CREDENTIALS\",\"http_code\":401}")));

        assertThat(send("sms").getException()).isInstanceOfSatisfying(RequestRejectedException.class,
                refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.AUTHENTICATION));
    }

    @Test
    void outcomesAreTiedByReferenceAndRecipientAndNeverByPosition() {
        answer(rows(row("+61400000103", "c", "SUCCESS"), row("+61400000101", "a", "INVALID_RECIPIENT"),
                row("+61400000102", "b", "SUCCESS")));

        MessagesSent sent = sendList("sms", List.of(Map.of("to", "0400000101", "text", "x", "reference", "a"),
                Map.of("to", "+61400000102", "text", "x", "reference", "b"),
                Map.of("to", "+61400000103", "text", "x", "reference", "c"),
                Map.of("to", "+61400000104", "text", "x", "reference", "d"))).getMessage().getBody(MessagesSent.class);

        assertThat(sent.outcomes()).extracting(RecipientOutcome::recipient, RecipientOutcome::state).containsExactly(
                tuple("0400000101", REJECTED), tuple("+61400000102", ACCEPTED), tuple("+61400000103", ACCEPTED),
                tuple("+61400000104", UNKNOWN));
    }

    @Test
    void aListIsAnsweredContactByContact() {
        answer(rows(row("+61400000101", "", "SUCCESS"), row("+61400000102", "", "INVALID_RECIPIENT")));

        MessagesSent sent = send("sms?listId=428", Map.of("text", "x")).getMessage().getBody(MessagesSent.class);
        assertThat(sent.outcomes()).extracting(RecipientOutcome::recipient, RecipientOutcome::state)
                .containsExactly(tuple("+61400000101", ACCEPTED), tuple("+61400000102", REJECTED));
    }

    @Test
    void someRefusedIsAResultUnlessTheRouteIsStrict() {
        answer(rows(row("+61400000101", "", "SUCCESS"), row("+61400000102", "", "INVALID_RECIPIENT")));
        List<Map<String, String>> list
                = List.of(Map.of("to", "+61400000101", "text", "x"), Map.of("to", "+61400000102", "text", "x"));

        Exchange report = sendList("sms", list);
        assertThat(report.getException()).isNull();
        assertThat(report.getMessage().getHeader("CamelMessagingAcceptedCount")).isEqualTo(1);
        assertThat(report.getMessage().getHeader("CamelMessagingRejectedCount")).isEqualTo(1);
        assertThat(sendList("sms?partialFailure=fail", list).getException()).isInstanceOf(RequestRejectedException.class);
    }

    @Test
    void aTimeOutInTheThirdOfFiveCallsAddsUp() {
        PROVIDER.stubFor(post(anyUrl()).willReturn(rowsOfTwo("00", "01")));
        PROVIDER.stubFor(post(anyUrl()).withRequestBody(containing("+6140000010200")).willReturn(rowsOfTwo("02", "03")));
        PROVIDER.stubFor(post(anyUrl()).withRequestBody(containing("+6140000010400"))
                .willReturn(rowsOfTwo("04", "05").withFixedDelay(10_000)));
        List<Map<String, String>> list = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            list.add(Map.of("to", "+61400000100".substring(0, 10) + "%02d00".formatted(i), "text", "x"));
        }

        Exchange exchange = sendList("sms?batchSize=2&responseTimeout=300&numberCheck=off", list);

        assertThat(exchange.getException()).isInstanceOfSatisfying(OutcomeUnknownException.class,
                unknown -> assertThat(unknown.outcomes()).extracting(RecipientOutcome::state).containsExactly(ACCEPTED,
                        ACCEPTED,
                        ACCEPTED, ACCEPTED, UNKNOWN, UNKNOWN, NOT_SENT, NOT_SENT, NOT_SENT, NOT_SENT));
        PROVIDER.verify(3, allRequests());
    }

    private static ResponseDefinitionBuilder rowsOfTwo(String first, String second) {
        return rows(row("+6140000010".substring(0, 10) + first + "00", "", "SUCCESS"),
                row("+6140000010".substring(0, 10) + second + "00", "", "SUCCESS"));
    }

    @Test
    void withoutCreditTheRestIsNotSent() {
        answer(rows(row("+61400000101", "", "SUCCESS"), row("+61400000102", "", "INSUFFICIENT_CREDIT")));
        List<Map<String, String>> list = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            list.add(Map.of("to", "+6140000010" + i, "text", "x"));
        }

        assertThat(sendList("sms?batchSize=2", list).getException()).isInstanceOfSatisfying(RequestRejectedException.class,
                refused -> {
                    assertThat(refused.reason()).isEqualTo(RejectionReason.FUNDS);
                    assertThat(refused.outcomes()).extracting(RecipientOutcome::state).containsExactly(ACCEPTED, REJECTED,
                            NOT_SENT, NOT_SENT);
                });
        PROVIDER.verify(1, allRequests());
    }

    @ParameterizedTest
    @CsvSource({
            "400, BAD_REQUEST, CONTENT", "400, INSUFFICIENT_CREDIT, FUNDS", "400, ALREADY_EXISTS, CONFLICT",
            "401, UNAUTHORIZED, AUTHENTICATION", "403, FORBIDDEN, ACCOUNT", "404, NOT_FOUND, NOT_FOUND",
            "405, METHOD_NOT_FOUND, OTHER" })
    void anErrorAtTheTopIsRefusedWhateverTheHttpStatusSays(int status, String code, RejectionReason reason) {
        for (int http : new int[] { status, 200 }) {
            answer(aResponse().withStatus(http).withBody(
                    "{\"http_code\":\"" + status + "\",\"response_code\":\"" + code
                                                         + "\",\"response_msg\":\"no\",\"data\":null}"));

            assertThat(send("sms").getException()).isInstanceOfSatisfying(RequestRejectedException.class, refused -> {
                assertThat(refused.reason()).isEqualTo(reason);
                assertThat(refused.providerCode()).isEqualTo(code);
            });
        }
    }

    @Test
    void tooManyCallsAreUnavailable() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "20").withBody(
                "{\"http_code\":429,\"response_code\":\"HTTP_TOO_MANY_REQUESTS\",\"response_msg\":\"slow\",\"data\":null}"));

        Exchange exchange = send("sms");
        assertThat(exchange.getException()).isInstanceOfSatisfying(ProviderUnavailableException.class,
                unavailable -> assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(20)));
        assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY)).isEqualTo(20_000L);
        PROVIDER.verify(1, allRequests());
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 502, 503 })
    void aFailedProviderLeavesASendOpenAndAReadRepeatable(int status) {
        answer(aResponse().withStatus(status).withBody("<html>sorry</html>"));

        assertThat(send("sms").getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(send("account").getException()).isInstanceOf(ProviderUnavailableException.class);
        assertThat(send("smsPrice").getException()).isInstanceOf(ProviderUnavailableException.class);
        PROVIDER.verify(3, allRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "<html>", "[]", "{}", "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":null}",
            "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":[]}}",
            "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":null}}",
            "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":{}}}" })
    void anAnswerOfSuccessThatTellsNothingLeavesTheOutcomeOpen(String body) {
        answer(aResponse().withStatus(200).withBody(body));

        assertThat(send("sms").getException()).isInstanceOf(OutcomeUnknownException.class);
    }

    @ParameterizedTest
    @CsvSource({ "fax, 403", "fax, 404", "fax, 405", "letter, 404", "postcard, 404" })
    void anAccountMayNotOfferFaxAndPost(String operation, int status) {
        answer(aResponse().withStatus(status));
        Map<String, Object> fields = operation.equals("fax")
                ? Map.of("to", "+61261111111", "file_url", "https://example.org/f.pdf")
                : Map.of("address_name", "A", "address_line_1", "1", "address_city", "C", "address_state", "S",
                        "address_postal_code",
                        "P", "address_country", "AU", "return_address_id", 4,
                        operation.equals("letter") ? "file_url" : "file_urls",
                        operation.equals("letter") ? "https://example.org/f.pdf" : List.of("https://example.org/f.pdf"));

        Exchange exchange = send(operation + (operation.equals("letter") ? "?colour=0&duplex=0" : ""), fields);
        assertThat(exchange.getException()).isInstanceOfSatisfying(RequestRejectedException.class,
                refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.ACCOUNT))
                .hasMessageContaining("the account does not offer " + operation);
    }

    @Test
    void aLookupTurnsAnUnknownOutcomeIntoWhatTheHistoryTells() {
        PROVIDER.stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        PROVIDER.stubFor(get(urlPathEqualTo("/sms/history")).willReturn(okJson(
                "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"total\":1,\"current_page\":1,\"last_page\":1,\"data\":["
                                                                               + row("+61400000101", "a", "Completed")
                                                                               + "]}}")));
        List<Map<String, String>> list = List.of(Map.of("to", "+61400000101", "text", "x", "reference", "a"),
                Map.of("to", "+61400000102", "text", "x", "reference", "b"));

        MessagesSent sent = sendList("sms?lookup=true", list).getMessage().getBody(MessagesSent.class);
        assertThat(sent.outcomes()).extracting(RecipientOutcome::state, RecipientOutcome::messageId)
                .containsExactly(tuple(ACCEPTED, "M-+61400000101"), tuple(UNKNOWN, null));
        PROVIDER.verify(1, getRequestedFor(urlPathEqualTo("/sms/history")));
        PROVIDER.verify(2, allRequests());
    }

    @Test
    void aLookupThatFindsNothingOrFailsLeavesTheOutcomeOpen() {
        PROVIDER.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(503)));
        for (ResponseDefinitionBuilder history : List.of(aResponse().withStatus(500),
                okJson("{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"total\":0,\"current_page\":1,\"last_page\":0}}"))) {
            PROVIDER.stubFor(get(urlPathEqualTo("/sms/history")).willReturn(history));

            assertThat(send("sms?lookup=true&reference=a").getException()).isInstanceOf(OutcomeUnknownException.class);
        }
        assertThat(send("sms?lookup=true").getException()).as("without a reference there is nothing to look for")
                .isInstanceOf(OutcomeUnknownException.class);
        PROVIDER.verify(2, getRequestedFor(urlPathEqualTo("/sms/history")));
    }

    /** The next calls get no answer, and the history tells these rows. */
    private static void lookupFinds(String... rows) {
        PROVIDER.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(502)));
        PROVIDER.stubFor(get(urlPathEqualTo("/sms/history")).willReturn(okJson(
                "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"total\":1,\"current_page\":1,\"last_page\":1,\"data\":["
                                                                               + String.join(",", rows) + "]}}")));
    }

    private static Map<String, String> campaign(String to) {
        return Map.of("to", to, "text", "x", "reference", "campaign-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "'to':'+61400000101','custom_string':'campaign-7','status':'Sent','date':LATER",
            "'to':'+61400000102','custom_string':'campaign-8','status':'Sent','date':LATER",
            "'to':'+61400000102','custom_string':'Campaign-7','status':'Sent','date':LATER",
            "'to':'+61400000102','custom_string':null,'status':'Sent','date':LATER",
            "'to':'+61400000102','custom_string':'campaign-7','status':'Sent','date':EARLIER",
            "'to':'+61400000102','custom_string':'campaign-7','status':'Sent','date':'EARLIER'",
            "'to':'+61400000102','custom_string':'campaign-7','status':'Sent'",
            "'to':'+61400000102','custom_string':'campaign-7','status':'Unheard','date':LATER",
            "'to':'+61400000102','custom_string':'campaign-7','status':null,'date':LATER",
            "'to':'+161400000102','custom_string':'campaign-7','status':'Sent','date':LATER"
    })
    void aRowOfAnotherMessageTellsNothing(String row) {
        long now = Instant.now().getEpochSecond();
        lookupFinds("{\"message_id\":\"A\","
                    + row.replace("LATER", String.valueOf(now + 2)).replace("EARLIER", String.valueOf(now - 5)).replace('\'',
                            '"')
                    + "}");

        assertThat(sendList("sms?lookup=true", List.of(campaign("+61400000102"))).getException())
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @ParameterizedTest
    @CsvSource({
            "Queued,ACCEPTED", "Scheduled,ACCEPTED", "WaitApproval,ACCEPTED", "Sent,ACCEPTED", "Completed,ACCEPTED",
            "Queued:WaitSend,ACCEPTED", "sent,ACCEPTED", "Failed,REJECTED", "Cancelled,REJECTED",
            "CancelledAfterReview,REJECTED", "INSUFFICIENT_CREDIT,REJECTED", "INVALID_RECIPIENT,REJECTED" })
    void aRowTellsItsOwnStatus(String status, RecipientOutcome.State state) {
        lookupFinds(row("+61400000101", "campaign-7", "Sent"), row("+61400000102", "campaign-7", status));

        MessagesSent sent = sendList("sms?lookup=true",
                List.of(campaign("+61400000101"), campaign("+61400000102"))).getMessage().getBody(MessagesSent.class);
        assertThat(sent.outcomes()).extracting(RecipientOutcome::state, RecipientOutcome::messageId)
                .containsExactly(tuple(ACCEPTED, "M-+61400000101"), tuple(state, "M-+61400000102"));
    }

    @Test
    void aRowTellsOfOneMessageOnly() {
        answer(rows(row("+61400000101", "campaign-7", "SUCCESS")));
        String uri = "sms?lookup=true&duplicateRecipients=send";
        assertThat(sendList(uri, List.of(campaign("+61400000101"))).getException()).isNull();
        lookupFinds(row("+61400000101", "campaign-7", "Sent"));
        assertThat(sendList(uri, List.of(campaign("+61400000101"))).getException()).as("the answered one")
                .isInstanceOf(OutcomeUnknownException.class);

        lookupFinds(row("+61400000102", "campaign-7", "Sent"));
        assertThat(sendList(uri, List.of(campaign("+61400000102"), campaign("+61400000102"))).getMessage()
                .getBody(MessagesSent.class).outcomes()).as("two alike, one of them there")
                .extracting(RecipientOutcome::state).containsExactly(ACCEPTED, UNKNOWN);
        assertThat(sendList(uri, List.of(campaign("+61400000102"))).getException()).as("another call")
                .isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void deletingWhatIsGoneIsASuccessByOption() {
        answer(aResponse().withStatus(404).withBody("{\"http_code\":404,\"response_code\":\"NOT_FOUND\",\"data\":null}"));

        assertThat(send("deleteContactList?listId=1", null).getException()).isInstanceOf(RequestRejectedException.class);
        assertThat(send("deleteContactList?listId=1&ignoreMissing=true", null).getException()).isNull();
        assertThat(send("deleteContact?listId=1&ignoreMissing=true", Map.of("contact_id", 5)).getException()).isNull();
    }

    @Test
    void anExceptionIsAMessagingException() {
        answer(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        assertThat(send("sms").getException()).isInstanceOf(MessagingException.class);
    }

    private static String row(String to, String reference, String status) {
        return "{\"to\":\"" + to + "\",\"custom_string\":\"" + reference + "\",\"message_id\":\"M-" + to + "\",\"status\":\""
               + status
               + "\",\"date\":" + Instant.now().plusSeconds(2).getEpochSecond() + "}";
    }

    private static ResponseDefinitionBuilder rows(String... rows) {
        return okJson(
                "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":[" + String.join(",", rows) + "]}}");
    }

    private static void answer(ResponseDefinitionBuilder response) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(response));
    }

    private Exchange send(String operation) {
        return context.createProducerTemplate().request("clicksend:" + operation, exchange -> {
            exchange.getMessage().setBody(operation.startsWith("account") ? null : "Hello");
            exchange.getMessage().setHeader("CamelMessagingTo", ClickSendContexts.NUMBER);
        });
    }

    private Exchange send(String operation, Object body) {
        return context.createProducerTemplate().request("clicksend:" + operation,
                exchange -> exchange.getMessage().setBody(body));
    }

    private Exchange sendList(String operation, List<?> list) {
        return send(operation, list);
    }
}
