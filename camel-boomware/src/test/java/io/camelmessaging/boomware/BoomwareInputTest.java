/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.boomware.model.FailoverRequest;
import io.camelmessaging.boomware.model.FlowFailover;
import io.camelmessaging.boomware.model.FlowStep;
import io.camelmessaging.boomware.model.SmsRequest;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.SmsMessage;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
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
class BoomwareInputTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(post(anyUrl()).willReturn(okJson("{\"requestId\":\"rq1\"}")));
        context = BoomwareContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
               textBlock = """
                       smss                          | boomware has no operation 'smss', did you mean 'sms'?
                       sms?form=Bistro               | boomware has no option 'form', did you mean 'from'?
                       sms?accesToken=secret:value   | boomware has no option 'accesToken', did you mean 'accessToken'?
                       sms?accessToken=one           | The option accessToken takes two parts joined by one colon
                       sms?accessToken=a:b:c         | which is the key of a mobile SDK
                       sms?username=u                | two ways to say the same
                       sms?baseUrl=http://example.org| The option baseUrl must start with https://
                       sms?baseUrl=ftp://example.org | The option baseUrl takes a URL such as https://
                       sms?defaultRegion=Estonia     | The option defaultRegion takes a two-letter country code
                       sms?responseTimeout=0         | The option responseTimeout must be more than 0
                       sms?responseTimeout=30x       | The option responseTimeout takes a time such as 500ms, 30s or 5m, and '30x' is none, did you mean '30s'?
                                  sms?responseTimeout=30_seconds     | and '30_seconds' is none
                                  sms?responseTimeout=30mm           | and '30mm' is none, did you mean '30m'?
                                  sms?responseTimeout=1m30           | and '1m30' is none
                                  sms?responseTimeout=soon           | and 'soon' is none
                                  sms?numberCheck=posible            | The option numberCheck takes off, possible, valid, and 'posible' is none of them, did you mean 'possible'?
                       verify?method=smss            | The option method takes sms, voice, call, and 'smss' is none of them, did you mean 'sms'?
                       requestGoal?target=al         | The option target takes all, last, and 'al' is none of them, did you mean 'all'?
                       push?priority=hihg            | The option priority takes high, normal, and 'hihg' is none of them, did you mean 'high'?
                       verify?verifyFailure=eror     | The option verifyFailure takes
                       hlr?hlrMethod=GTE             | The option hlrMethod takes
                       """)
    void aWrongUriFailsAtStart(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint("boomware:" + uri))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .satisfies(e -> assertThat(messages(e)).contains(sentence).doesNotContain("secret:value"));
    }

    @Test
    void missingCredentialsFailAtStart() {
        context.getComponent("boomware", BoomwareComponent.class).getConfiguration().setAccessToken(null);

        assertThatThrownBy(() -> context.getEndpoint("boomware:sms"))
                .satisfies(e -> assertThat(messages(e)).contains(
                        "The component boomware needs credentials: set the option accessToken (user:pass), or the options"
                                                                 + " username and password."));
    }

    @Test
    void anOperationOnTheWrongSideFailsAtStart() {
        assertThatThrownBy(() -> context.addRoutes(route("direct:a", "boomware:inboundSms")))
                .satisfies(e -> assertThat(messages(e)).contains("use from(\"webhook:boomware:inboundSms\")"));
        assertThatThrownBy(() -> context.addRoutes(route("boomware:inboundSms", "mock:a")))
                .satisfies(e -> assertThat(messages(e)).contains("use from(\"webhook:boomware:inboundSms\")"));
        assertThatThrownBy(() -> context.addRoutes(route("boomware:sms", "mock:a")))
                .satisfies(e -> assertThat(messages(e)).contains("use to(\"boomware:sms\")"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
               textBlock = """
                       sms                     | needs number: give it as the key number or to of a Map body, the header CamelMessagingTo or the option to.
                       sms?to=%2B37255500123   | needs text: give it as a text body, the key text of a Map body or the header CamelBoomwareText.
                       verify?to=%2B37255500123| needs method: give it as the key method of a Map body, the header CamelBoomwareMethod or the option method.
                       verifyCheck             | needs requestId: give it as the key requestId of a Map body or the header CamelMessagingVerificationId.
                       requestInfo             | needs id: give it as a text body, the key id of a Map body or the header CamelBoomwareId.
                       push?to=%2B37255500123  | boomware:push needs text
                       messaging?to=%2B37255500123 | needs channel
                       messaging?to=%2B37255500123&channel=../sms | takes a channel of lower-case letters
                       messaging?to=%2B37255500123&channel=failover | use boomware:failover
                       failover?to=%2B37255500123 | needs flow
                       """)
    void whatIsMissingIsNamedWithWhatWouldSupplyIt(String uri, String sentence) {
        assertRefused(uri, null, sentence);
    }

    @Test
    void anEmptyTextIsMissing() {
        assertRefused("sms?to=%2B37255500123", "  ", "needs text");
    }

    @Test
    void anImpossibleNumberIsMasked() {
        assertRefused("sms?to=%2B3725550012345678", "Hello", "The phone number +372***78 (option to) is too short or too long");
        assertRefused("sms?to=12", "Hello", "The phone number 1*** (option to)");
        assertRefused("sms?to=Bistro", "Hello", "(option to) holds letters");
    }

    @Test
    void aMapWithAnUnknownKeyNamesTheNearest() {
        assertRefused("sms", Map.of("nunber", "+37255500123", "text", "Hello"),
                "boomware:sms has no field 'nunber', did you mean 'number'?");
    }

    @Test
    void oneThingUnderTwoNamesIsRefused() {
        assertRefused("sms", Map.of("number", "+37255500123", "to", "+37255500124", "text", "Hello"),
                "got number under two names");
    }

    @Test
    void extraFieldsNeverReplaceAKnownField() {
        assertRefused("sms?to=%2B37255500123&extraField.number=1", "Hello", "knows the field number");
        assertRefused("sms?to=%2B37255500123&extraField.text=1", "Hello", "knows the field text");
    }

    @Test
    void severalRecipientsNeedTheSplit() {
        assertRefused("sms?to=%2B37255500123,%2B37255500124", "Hello", "takes one recipient and got 2: use the split EIP");
        assertRefused("sms", List.of(Map.of("to", "+37255500123", "text", "Hello")), "use the split EIP");
        assertRefused("sms", SmsMessage.of("Hello", "+37255500123", "+37255500124"), "use the split EIP");
    }

    @Test
    void aBodyOfAnUnknownTypeIsNotSentAsItsName() {
        assertRefused("sms?to=%2B37255500123", new Object(), "cannot read a body of type java.lang.Object");
    }

    @Test
    void tooManySegmentsAreRefused() {
        assertRefused("sms?to=%2B37255500123&maxSegments=1", "x".repeat(161),
                "got a text of 2 SMS segments, more than the option maxSegments (1) allows");
    }

    @Test
    void aTextCallHasALimit() {
        assertRefused("textCall?to=%2B37255500123", "x".repeat(2001), "takes a text of up to 2000 characters, and got 2001");
        assertThat(send("textCall?to=%2B37255500123", "\uD83D\uDE00".repeat(2000)).getException()).isNull();
    }

    @Test
    void aWrongNumberValueNamesItsSource() {
        Exchange exchange = context.createProducerTemplate().request("boomware:verify?to=%2B37255500123&method=sms",
                e -> e.getMessage().setHeader(BoomwareConstants.CODE_LENGTH, "six"));

        assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "boomware:verify takes a whole number as codeLength (header CamelBoomwareCodeLength) and 'six' is none.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
               textBlock = """
                       {"flow":[]}                                                   | needs flow
                       {"flow":[{"message":{"text":"x"}}]}                           | flow[0].type is missing
                       {"flow":[{"type":"sms"}]}                                     | flow[0].message is missing
                       {"flow":[{"type":"sms","message":{"number":"1","text":"x"}}]} | flow[0].message must not hold number
                       {"flow":[{"type":"push","message":{"text":"x"}},{"type":"sms","message":{"text":"x"}}]} | flow[0].failover is missing
                       {"flow":[{"type":"push","message":{"text":"x"},"failover":{"condition":"read"}},{"type":"sms","message":{"text":"x"}}]} | flow[0].failover.wait must be
                       {"flow":[{"type":"push","message":{"text":"x"},"failover":{"wait":0,"condition":"read"}},{"type":"sms","message":{"text":"x"}}]} | flow[0].failover.wait must be
                       {"flow":[{"type":"push","message":{"text":"x"},"failover":{"wait":5}},{"type":"sms","message":{"text":"x"}}]} | flow[0].failover.condition is missing
                       {"flow":"sms"}                                                | as flow
                       {"flow":[null]}                                               | flow[0] is null
                       [1]                                                           | is not a JSON object
                       push                                                          | is not a JSON object
                       """)
    void aWrongFailoverNamesStepAndField(String flow, String sentence) {
        assertRefused("failover?to=%2B37255500123", flow, sentence);
    }

    @Test
    void aFailoverMayBeABean() {
        FailoverRequest request = new FailoverRequest(
                "+37255500123",
                List.of(new FlowStep("viber", Map.of("text", "x"), new FlowFailover(90, "read", null), null),
                        new FlowStep("sms", Map.of("text", "x"), null, null)),
                null, null);

        assertThat(send("failover", request).getException()).isNull();

        PROVIDER.verify(postRequestedFor(anyUrl()).withRequestBody(equalToJson("""
                {"number":"+37255500123","flow":[
                  {"type":"viber","message":{"text":"x"},"failover":{"wait":90,"condition":"read"}},
                  {"type":"sms","message":{"text":"x"}}]}""")));
    }

    @Test
    void bodyBeatsHeaderBeatsOptionBeatsComponent() {
        context.getComponent("boomware", BoomwareComponent.class).getConfiguration().setFrom("Component");
        assertFrom("Component", send("sms?to=%2B37255500123", "x"));
        assertFrom("Option", send("sms?to=%2B37255500123&from=Option", "x"));
        assertFrom("Neutral", send("sms?to=%2B37255500123&from=Option", "x", Map.of(MessagingConstants.FROM, "Neutral")));
        assertFrom("Own", send("sms?to=%2B37255500123&from=Option", "x",
                Map.of(MessagingConstants.FROM, "Neutral", BoomwareConstants.FROM, "Own")));
        assertFrom("Body", send("sms?to=%2B37255500123&from=Option",
                new SmsRequest("+37255500123", "x", "Body", null, null), Map.of(BoomwareConstants.FROM, "Own")));
        assertFrom("Sms", send("sms", SmsMessage.of("x", "+37255500123").withFrom("Sms")));
    }

    @Test
    void theVerifyTokenGoesAlongWithTheCallbackUrl() {
        assertThat(send("sms?to=%2B37255500123&webhookVerifyToken=t/t&callbackUrl=https://hooks.example.org/x?a=1", "x")
                .getException()).isNull();

        PROVIDER.verify(postRequestedFor(anyUrl()).withRequestBody(equalToJson("""
                {"number":"+37255500123","text":"x","callbackUrl":"https://hooks.example.org/x?a=1&token=t%2Ft"}""")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "callbackUrl", "CamelBoomwareCallbackUrl", "CamelMessagingCallbackUrl" })
    void theVerifyTokenGoesToNoStranger(String place) {
        boolean header = place.startsWith("Camel");
        Map<String, Object> body = new HashMap<>(Map.of("number", "+37255500123", "text", "x"));
        if (!header) {
            body.put(place, "https://evil.example/x");
        }
        for (String home : List.of("", "&callbackUrl=https://hooks.example.org/x")) {
            Exchange refused = send("sms?webhookVerifyToken=t" + home, body,
                    header ? Map.of(place, "https://evil.example/x") : Map.of());

            assertThat(refused.getException()).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The callback URL (" + (header ? "header " : "body field ") + place
                                            + ") leads to another origin than ");
        }
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();
    }

    @Test
    void theVerifyTokenGoesToTheOriginOfTheWebhooks() {
        WebhookComponent webhook = context.getComponent("webhook", WebhookComponent.class);
        webhook.getConfiguration().setWebhookExternalUrl("https://hooks.example.org");

        assertThat(send("sms?to=%2B37255500123&webhookVerifyToken=t", "x",
                Map.of(MessagingConstants.CALLBACK_URL, "https://HOOKS.example.org:443/y#z")).getException()).isNull();

        PROVIDER.verify(postRequestedFor(anyUrl()).withRequestBody(equalToJson("""
                {"number":"+37255500123","text":"x","callbackUrl":"https://HOOKS.example.org:443/y?token=t#z"}""")));
    }

    @Test
    void aWrongCallbackUrlOfTheConfigurationFailsAtStart() {
        assertThatThrownBy(() -> send("sms?to=%2B37255500123&callbackUrl=http://hooks.example.org/x", "x"))
                .hasRootCauseMessage("The callback URL (option callbackUrl) must start with https://, since the token and the"
                                     + " messages go there; set allowPlainHttp=true to use plain http beyond this machine.");
    }

    @Test
    void credentialsAreMaskedInTheUri() {
        assertThat(context.getEndpoint("boomware:sms?accessToken=user:hidden&webhookVerifyToken=hidden").toString())
                .doesNotContain("hidden");
    }

    private void assertFrom(String from, Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        PROVIDER.verify(1, postRequestedFor(anyUrl()).withRequestBody(equalToJson(
                "{\"number\":\"+37255500123\",\"text\":\"x\",\"from\":\"" + from + "\"}")));
    }

    private void assertRefused(String uri, Object body, String sentence) {
        Exchange exchange = send(uri, body);

        assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
        PROVIDER.verify(0, allRequests());
    }

    private Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request("boomware:" + uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
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
