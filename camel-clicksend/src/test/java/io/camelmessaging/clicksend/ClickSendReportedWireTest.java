/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.camelmessaging.clicksend.model.MessagesSent;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * The wire as callers of the real service report it: values of other types than documented, feeds and rules that are
 * gone, and texts that are counted in another way.
 */
@Isolated("it reads the logging of the whole JVM")
class ClickSendReportedWireTest {

    private static final String RECEIPTS = "clicksend:deliveryReceipts?initialDelay=0&delay=50&channel=";

    private final WireMockServer provider = new WireMockServer(wireMockConfig().dynamicPort());
    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        provider.start();
        context = ClickSendContexts.of(provider.baseUrl());
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        provider.stop();
    }

    private static String answer(String data) {
        return "{\"http_code\":\"200\",\"response_code\":\"SUCCESS\",\"data\":" + data + "}";
    }

    private static String page(String rows) {
        return answer("{\"total\":1,\"current_page\":1,\"last_page\":1,\"data\":" + rows + "}");
    }

    private MockEndpoint poll(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("feed").to("mock:events");
            }
        });
        context.start();
        return context.getEndpoint("mock:events", MockEndpoint.class);
    }

    private Exchange send(String uri, Object body) {
        context.start();
        return context.createProducerTemplate().request("clicksend:" + uri, exchange -> exchange.getMessage().setBody(body));
    }

    private HealthCheck.Result health() {
        return ((HealthCheckAware) context.getRoute("feed").getConsumer()).getHealthCheck().call(Map.of());
    }

    private void awaitPolls(String path, int more) {
        int polls = provider.findAll(getRequestedFor(urlPathEqualTo(path))).size();
        await().until(() -> provider.findAll(getRequestedFor(urlPathEqualTo(path))).size() > polls + more);
    }

    /** A published example has a comma behind a date. */
    @ParameterizedTest
    @ValueSource(strings = {
            "'date':'1790000000,'", "'schedule':''", "'schedule':'tomorrow'", "'list_id':'Customers'", "'contact_id':0",
            "'is_shared_system_number':'unknown'", "'user_id':'eleven'", "'user_id':{'id':[1]}", "'message_price':'n/a'",
            "'carrier':['Telco',{'name':[1]}]", "'date':[1790000000,2]", "'carrier':{'name':'Telco'}",
            "'message_parts':[]", "'status_code':201}],'_currency':'AUD','recipients':[{'status':'SUCCESS'" })
    void aFieldOfAnUnexpectedTypeLeavesNoMessageInDoubt(String field) {
        provider.stubFor(post(anyUrl()).willReturn(okJson(answer(
                "{'total_price':0,'messages':[{'to':'+61400000101','message_id':'M-1','status':'SUCCESS',"
                        .replace('\'', '"')
                                                                 + field.replace('\'', '"') + "}]}"))));

        Exchange exchange = send("sms", Map.of("to", ClickSendContexts.NUMBER, "text", "Hi"));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(MessagesSent.class).outcomes()).singleElement()
                .returns(RecipientOutcome.State.ACCEPTED, RecipientOutcome::state)
                .returns("M-1", RecipientOutcome::messageId);
    }

    @Test
    void aRowOfAnUnexpectedTypeHoldsNoFeedBack() throws Exception {
        provider.stubFor(get(urlPathEqualTo("/sms/inbound")).willReturn(okJson(page(
                "[null,7,{'message_id':'IN-1','from':'+61400000101','timestamp':'2026-11-29 10:00:00','body':'STOP'},"
                        .replace('\'', '"')
                                                                                    + "{\"message_id\":\"IN-2\",\"from\":\"+61400000102\",\"body\":\"YES\"}]"))));
        provider.stubFor(put(anyUrl()).willReturn(okJson(answer("1"))));
        MockEndpoint events = poll("clicksend:inboundSms?createRule=false&initialDelay=0&delay=50");

        await().until(() -> events.getReceivedCounter() >= 2);
        assertThat(events.getExchanges().stream().map(one -> one.getMessage().getHeader(MessagingConstants.EVENT_ID)))
                .startsWith("IN-1", "IN-2");
        provider.verify(putRequestedFor(urlPathEqualTo("/sms/inbound-read/IN-1")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{'0':{'list_id':1}}", "'none'", "7" })
    void rowsThatAreNoListAreNoEmptyListing(String rows) {
        provider.stubFor(get(anyUrl()).willReturn(okJson(page(rows.replace('\'', '"')))));

        assertThat(send("contactLists", null).getException()).isInstanceOf(ProviderUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource({ "voice, 404", "voice, 405", "mms, 404", "mms, 405", "fax, 404", "fax, 405" })
    void aFeedThatIsGoneIsToldOnceAndReadWhenItIsBack(String channel, int status) throws Exception {
        String path = "/" + channel + "/receipts";
        provider.stubFor(get(urlPathEqualTo(path)).willReturn(aResponse().withStatus(status)));
        try (LoggedWarnings warnings = new LoggedWarnings()) {
            MockEndpoint events = poll(RECEIPTS + channel + "&createRule=false");
            awaitPolls(path, 3);

            assertThat(warnings.with("channel=" + channel)).singleElement().asString()
                    .contains("answered " + status, "no feed of receipts");
            assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(health().getDetails().get("feed")).asString().contains("answered " + status);

            provider.stubFor(get(urlPathEqualTo(path))
                    .willReturn(okJson(page("[{\"message_id\":\"M-1\",\"status_code\":201,\"timestamp_send\":1790000000}]"))));
            await().until(() -> events.getReceivedCounter() == 1);
            await().until(() -> !health().getDetails().containsKey("feed"));
        }
    }

    @Test
    void theFeedOfSmsIsNeverTakenForGone() throws Exception {
        provider.stubFor(get(urlPathEqualTo("/sms/receipts")).willReturn(aResponse().withStatus(404)));
        poll(RECEIPTS + "sms&createRule=false");

        await().until(() -> health().getState() == HealthCheck.State.DOWN);
    }

    /** ClickSend's documents know rules for receipts of SMS, calls, faxes and e-mails only. */
    @ParameterizedTest
    @CsvSource({ "voice, 404", "mms, 404", "mms, 405", "fax, 404" })
    void aRuleThatCannotBeMadeIsToldOnceAndTheFeedIsRead(String channel, int status) throws Exception {
        provider.stubFor(
                get(urlPathEqualTo("/automations/" + channel + "/receipts")).willReturn(aResponse().withStatus(status)));
        provider.stubFor(get(urlPathEqualTo("/" + channel + "/receipts"))
                .willReturn(okJson(page("[{\"message_id\":\"M-1\",\"status_code\":201,\"timestamp_send\":1790000000}]"))));
        try (LoggedWarnings warnings = new LoggedWarnings()) {
            MockEndpoint events = poll(RECEIPTS + channel);
            await().until(() -> events.getReceivedCounter() == 1);
            awaitPolls("/" + channel + "/receipts", 3);

            assertThat(warnings.with("channel=" + channel)).singleElement().asString()
                    .contains("answered " + status, "rule");
            assertThat(health().getDetails().get("rule")).asString().contains("answered " + status);
            provider.verify(1, getRequestedFor(urlPathEqualTo("/automations/" + channel + "/receipts")));
        }
    }

    /** A webhook without its rule would be deaf, so it does not start. */
    @ParameterizedTest
    @CsvSource({ "mms, 404", "fax, 405" })
    void aWebhookWhoseRuleCannotBeMadeSaysWhatToDo(String channel, int status) {
        provider.stubFor(
                get(urlPathEqualTo("/automations/" + channel + "/receipts")).willReturn(aResponse().withStatus(status)));
        String uri = "webhook:clicksend:deliveryReceipts?webhookComponentName=platform-http&webhookPath=/r"
                     + "&webhookVerifyToken=t&webhookExternalUrl=https://hooks.example.org&channel=" + channel;

        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                context.start();
                from(uri).to("mock:events");
            }
        })).hasStackTraceContaining("answered " + status).hasStackTraceContaining("has none for this channel")
                .hasStackTraceContaining("webhookAutoRegister=false");
    }

    /** Whatever the answer calls itself, and with a byte order mark. */
    @ParameterizedTest
    @ValueSource(strings = { "text/html", "text/plain; charset=iso-8859-1", "application/octet-stream" })
    void anAnswerOfAnotherContentTypeIsRead(String contentType) {
        provider.stubFor(
                post(anyUrl()).willReturn(aResponse().withHeader("Content-Type", contentType).withBody("\uFEFF" + answer(
                        "{\"messages\":[{\"to\":\"+61400000101\",\"message_id\":\"M-1\",\"status\":\"SUCCESS\"}]}"))));

        assertThat(send("sms", Map.of("to", ClickSendContexts.NUMBER, "text", "Hi")).getMessage().getBody(MessagesSent.class)
                .outcomes()).singleElement().returns("M-1", RecipientOutcome::messageId);
    }

    @ParameterizedTest
    @CsvSource({ "^, 537, true", "€, 1000, true", "[, 600, true", "€, 536, false", "a, 1000, false" })
    void aLongTextWithACharacterOfTheExtensionIsWarnedOf(String character, int length, boolean warned) {
        provider.stubFor(post(anyUrl()).willReturn(okJson(answer(
                "{\"messages\":[{\"to\":\"+61400000101\",\"message_id\":\"M-1\",\"status\":\"SUCCESS\",\"message_parts\":\"8\"}]}"))));
        try (LoggedWarnings warnings = new LoggedWarnings()) {
            Exchange exchange = send("sms",
                    Map.of("to", ClickSendContexts.NUMBER, "text", character + "x".repeat(length - 1)));

            assertThat(exchange.getException()).isNull();
            assertThat(warnings.with("may count it as unicode")).hasSize(warned ? 1 : 0);
            MessagesSent sent = exchange.getMessage().getBody(MessagesSent.class);
            assertThat(sent.outcomes()).extracting(RecipientOutcome::segments).as("message_parts is the truth")
                    .isEqualTo(List.of(8));
        }
    }
}
