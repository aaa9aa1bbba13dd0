/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.boomerang.model.SmsOneWayRequest;
import io.camelmessaging.boomerang.model.VoiceRequest;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.SmsMessage;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Bad input is refused before anything is sent, with a sentence that says what to do.
 */
class BoomerangInputTest {

    private static final String TO = "to=447700900123";

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(post(anyUrl()).willReturn(okJson("{\"status\":200}")));
        context = BoomerangContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            smsOnWay                       | boomerang has no operation 'smsOnWay', did you mean 'smsOneWay'?
            email?subjct=x                 | boomerang has no option 'subjct', did you mean 'subject'?
            email?pasword=hidden           | boomerang has no option 'pasword', did you mean 'password'?
            email?licenseKey=hidden        | set it on the component, or give it as a reference such as licenseKey=#bean:licence
            email?username=a:b             | The option username holds a colon
            email?baseUrl=http://example.org | The option baseUrl must start with https://
            email?sendPathPrefix=flat      | The option sendPathPrefix takes a path such as /flat, and got 'flat'.
            replies?readPathPrefix=/a%2520b | The option readPathPrefix takes a path such as /flat
            email?acceptedStatuses=200,ok  | The option acceptedStatuses takes whole numbers separated by commas
            email?retries=-1               | The option retries must be at least 0, and is -1.
            email?maxRecipientsPerRequest=10001 | The option maxRecipientsPerRequest must be from 1 to 10000
            replies?callbackAnswerStatus=302    | The option callbackAnswerStatus must be from 200 to 299
            replies?timeZone=Mars          | The option timeZone takes a zone such as UTC or Europe/London, and 'Mars' is none.
            deliveryReceipts?drsAfter=soon | The option drsAfter takes a time such as 2026-01-31 09:00:00, and 'soon' is none.
            deliveryReceipts?maxCallsPerPoll=0  | The option maxCallsPerPoll must be at least 1
            deliveryReceipts?cursorOverlap=-1   | The option cursorOverlap must be at least 0
            """)
    void aWrongUriFailsAtStart(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint("boomerang:" + uri))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .satisfies(e -> assertThat(messages(e)).contains(sentence).doesNotContain("hidden"));
    }

    @Test
    void missingCredentialsFailAtStart() {
        context.getComponent("boomerang", BoomerangComponent.class).getConfiguration().setPassword(null);

        assertThatThrownBy(() -> context.getEndpoint("boomerang:email")).satisfies(e -> assertThat(messages(e))
                .contains("The component boomerang needs credentials: set the options username and password."));
    }

    @Test
    void anOperationOnTheWrongSideFailsAtStart() {
        assertThatThrownBy(() -> context.addRoutes(route("direct:a", "boomerang:replies")))
                .satisfies(e -> assertThat(messages(e)).contains(
                        "use from(\"boomerang:replies\") or from(\"webhook:boomerang:replies\")"));
        assertThatThrownBy(() -> context.addRoutes(route("boomerang:voice", "mock:a")))
                .satisfies(e -> assertThat(messages(e)).contains("use to(\"boomerang:voice\")"));
        assertThatThrownBy(() -> context.addRoutes(route("direct:a", "boomerang:email?customParameter=x")))
                .satisfies(e -> assertThat(messages(e)).contains("give the header CamelMessagingReference"));
        assertThatThrownBy(() -> context.addRoutes(route("direct:a", "boomerang:email?uniqueIdentifier=x")))
                .satisfies(e -> assertThat(messages(e)).contains("give the header CamelMessagingIdempotencyKey"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
               textBlock = """
                       smsOneWay?from=A        | Hello | needs recipient_address: give it as the key recipient_address or recipientAddress or to of a Map body, the header CamelMessagingTo or the option to.
                       smsOneWay?to=447700900123 | Hello | needs from: give it as the key from of a Map body, the header CamelMessagingFrom or the option from.
                       smsCustomNumber?to=447700900123 | Hello | needs from
                       smsTwoWay?to=447700900123 | | needs message_content: give it as a text body, the key message_content or messageContent or text of a Map body or the header CamelBoomerangMessageContent.
                       voice?to=447700900123   | | needs message_content
                       email?to=pat@example.org | | needs message_content
                       email                   | Hello | needs email_address
                       """)
    void whatIsMissingIsNamedWithWhatWouldSupplyIt(String uri, String body, String sentence) {
        assertRefused(uri, body, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            smsOneWay?from=TwelveLetter&to=447700900123       | takes a sender name of up to 11 characters as from, and got 12.
            voice?redirectNumber=desk&to=447700900123         | (option redirectNumber) holds letters
            smsTwoWay?to=,                                    | needs recipient_address
            smsTwoWay?to=desk                                 | (option to) holds letters
            smsTwoWay?maxSegments=0&to=447700900123&extraField.recipient_address=1 | knows the field recipient_address
            """)
    void whatIsWrongIsNamed(String uri, String sentence) {
        assertRefused(uri, "Hello", sentence);
    }

    @Test
    void aMapWithAnUnknownKeyNamesTheNearest() {
        assertRefused("smsTwoWay", Map.of("conversationid", "c", "to", "447700900123", "text", "Hello"),
                "boomerang:smsTwoWay has no field 'conversationid', did you mean 'conversationId'?");
        assertRefused("smsTwoWay", Map.of("from", "Acme", "to", "447700900123", "text", "Hello"),
                "boomerang:smsTwoWay has no field 'from'");
        assertRefused("smsTwoWay", SmsMessage.of("Hello", "447700900123").withFrom("Acme"), "has nothing for the from");
        assertRefused("voice", Map.of("to", "447700900123", "recipient_address", List.of("1"), "text", "Hello"),
                "got recipient_address under two names");
    }

    @Test
    void anObjectThatHoldsMoreThanANumberIsRefused() {
        assertRefused("smsTwoWay", Map.of("text", "Hello", "recipient_address",
                List.of(Map.of("number", "447700900123", "name", "Pat"))), "neither text nor a whole number");
    }

    @Test
    void nothingOfAListIsSentIfOneIsWrong() {
        assertRefused("smsTwoWay", List.of(SmsMessage.of("Hello", "447700900123"), SmsMessage.of("", "447700900123")),
                "needs message_content");
        assertRefused("smsTwoWay", List.of(), "got an empty list");
    }

    @Test
    void tooManySegmentsAreRefused() {
        assertRefused("smsTwoWay?maxSegments=1&" + TO, "x".repeat(161), "got a text of 2 SMS segments");
        assertThat(send("voice?maxSegments=1&" + TO, "x".repeat(161)).getException()).isNull();
    }

    @Test
    void aWrongValueNamesItsSource() {
        Exchange exchange = context.createProducerTemplate().request("boomerang:smsTwoWay?" + TO, e -> {
            e.getMessage().setBody("Hello");
            e.getMessage().setHeader(BoomerangConstants.VALIDITY_PERIOD, "two");
        });

        assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "boomerang:smsTwoWay takes a whole number as validity_period (header CamelBoomerangValidityPeriod) and 'two' is"
                                                                                                    + " none.");
    }

    @Test
    void aRequestBeanIsSentAsItIs() {
        send("smsOneWay?autoIdempotencyKey=false&from=Ignored", new SmsOneWayRequest(
                "Acme", "x", List.of("447700900123"), null, null, null, null, Map.of("ref", 1)));
        PROVIDER.verify(postRequestedFor(anyUrl()).withRequestBody(equalToJson("""
                {"from":"Acme","message_content":"x","recipient_address":[{"number":"447700900123"}],"ref":1}""")));

        send("voice?autoIdempotencyKey=false", new VoiceRequest(
                "i", "m", null, null, "442079460000", null, null, List.of("447700900123"), null, null, null, null, null, null,
                null, null));
        PROVIDER.verify(postRequestedFor(anyUrl()).withRequestBody(equalToJson("""
                {"voice_intro":"i","message_content":"m","voice_redirect_no":{"number":"442079460000"},
                 "recipient_address":[{"number":"447700900123"}]}""")));
    }

    @Test
    void bodyBeatsHeaderBeatsOptionBeatsComponent() {
        context.getComponent("boomerang", BoomerangComponent.class).getConfiguration().setCampaignName("Component");
        assertCampaign("Component", send("smsTwoWay?" + TO, "x"));
        assertCampaign("Option", send("smsTwoWay?campaignName=Option&" + TO, "x"));
        assertCampaign("Header",
                context.createProducerTemplate().request("boomerang:smsTwoWay?campaignName=Option&" + TO, e -> {
                    e.getMessage().setBody("x");
                    e.getMessage().setHeader(BoomerangConstants.CAMPAIGN_NAME, "Header");
                }));
        assertCampaign("Body", send("smsTwoWay?campaignName=Option&" + TO, Map.of("text", "x", "campaign_name", "Body")));
    }

    @Test
    void theLicenceKeyGoesAlong() {
        context.getComponent("boomerang", BoomerangComponent.class).getConfiguration().setLicenseKey("licence-1");
        assertThat(send("smsTwoWay?" + TO, "x").getException()).isNull();
        PROVIDER.verify(postRequestedFor(anyUrl()).withHeader("X-License-Key", equalTo("licence-1")));

        context.getRegistry().bind("licence", "licence-2");
        assertThat(send("smsTwoWay?licenseKey=#bean:licence&" + TO, "x").getException()).isNull();
        PROVIDER.verify(postRequestedFor(anyUrl()).withHeader("X-License-Key", equalTo("licence-2")));
    }

    @Test
    void credentialsAreMaskedInTheUri() {
        assertThat(context.getEndpoint("boomerang:email?username=hidden&password=hidden&webhookVerifyToken=hidden").toString())
                .doesNotContain("hidden");
    }

    @Test
    void anOperationMayBeWrittenWithDashes() {
        assertThat(send("sms-two-way?" + TO, "x").getException()).isNull();
        assertThat(send("smsTwoWay?" + TO, Map.of(MessagingConstants.TO, "x")).getException()).hasMessageContaining("no field");
    }

    private void assertCampaign(String name, Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        PROVIDER.verify(1, postRequestedFor(anyUrl()).withRequestBody(equalToJson(
                "{\"campaign_name\":\"" + name + "\"}", true, true)));
    }

    private void assertRefused(String uri, Object body, String sentence) {
        Exchange exchange = send(uri, body);

        assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
        assertThat(exchange.getException().getMessage()).doesNotContain("447700900123", "Hello", "Pat");
        PROVIDER.verify(0, allRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = { "smsTwoWay", "email", "voice" })
    void theVerifyTokenGoesToNoStranger(String operation) {
        for (String field : List.of("push_responses", "pushResponses", "callbackUrl")) {
            Exchange refused = send(operation + "?webhookVerifyToken=t&callbackUrl=https://hooks.example.org/x&"
                                    + (operation.equals("email") ? "subject=s&from=Acme&to=p@example.org" : TO),
                    Map.of("text", "x", field, "https://hooks.example.org@evil.example/x"));
            assertThat(refused.getException()).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The callback URL (body field push_responses) has a user name before its host");
        }
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();
    }

    @Test
    void theVerifyTokenGoesHome() {
        assertThat(
                send("smsTwoWay?webhookVerifyToken=t&callbackUrl=https://hooks.example.org/x%23part&" + TO, "x").getException())
                .isNull();

        PROVIDER.verify(postRequestedFor(anyUrl())
                .withRequestBody(matchingJsonPath("$.push_responses", equalTo("https://hooks.example.org/x?token=t#part"))));
    }

    private Exchange send(String uri, Object body) {
        return context.createProducerTemplate().request("boomerang:" + uri, exchange -> exchange.getMessage().setBody(body));
    }

    private static RouteBuilder route(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }

    private static String messages(Throwable e) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            messages.add(String.valueOf(cause.getMessage()));
        }
        return String.join("\n", messages);
    }
}
