/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.camelmessaging.boomerang.model.MessagesAccepted;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SmsMessage;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is sent again, under which key; and that a long list is cut to pieces with a key each.
 */
class BoomerangRepeatTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TAKEN
            = "{\"status\":200,\"transactions\":[{\"transaction_id\":\"t1\",\"telephone_number\":\"447700900123\"}]}";
    private static final String SMS = "boomerang:smsOneWay?from=Acme&to=447700900123";

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = BoomerangContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "429", "500", "503", "stall", "reset", "garbage" })
    void anUnclearAnswerIsFollowedByTheSameAgain(String fault) throws Exception {
        ResponseDefinitionBuilder first = switch (fault) {
            case "stall" -> okJson(TAKEN).withFixedDelay(30_000);
            case "reset" -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
            case "garbage" -> aResponse().withStatus(200).withBody("<html>");
            default -> aResponse().withStatus(Integer.parseInt(fault));
        };
        answers(first, okJson(TAKEN));

        Exchange exchange = send(SMS + "&responseTimeout=300", "Hello", Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(MessagingConstants.MESSAGE_ID)).isEqualTo("t1");
        List<String> keys = keys();
        assertThat(keys).hasSize(2).doesNotContainNull();
        assertThat(Set.copyOf(keys)).hasSize(1);
        assertThat(exchange.getMessage().getHeader(BoomerangConstants.SENT_IDEMPOTENCY_KEY)).isEqualTo(keys.get(0));
    }

    @Test
    void theRepeatsEnd() throws Exception {
        answers(aResponse().withStatus(500), aResponse().withStatus(500), aResponse().withStatus(500), okJson(TAKEN));

        Exchange exchange = send(SMS, "Hello", Map.of(MessagingConstants.IDEMPOTENCY_KEY, "k1"));

        assertThat(exchange.getException()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(keys()).containsExactly("k1", "k1", "k1");
        assertThat(exchange.getMessage().getHeader(BoomerangConstants.SENT_IDEMPOTENCY_KEY)).isEqualTo("k1");
    }

    @Test
    void theNumberOfRepeatsIsAnOption() throws Exception {
        answers(aResponse().withStatus(500), okJson(TAKEN));

        assertThat(send(SMS + "&retries=0", "Hello", Map.of()).getException()).isInstanceOf(OutcomeUnknownException.class);
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void aWaitThatIsTooLongEndsTheRepeats() throws Exception {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "31"), okJson(TAKEN));

        assertThat(send(SMS, "Hello", Map.of()).getException()).isInstanceOf(ProviderUnavailableException.class);
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void aRefusalIsNotRepeated() throws Exception {
        answers(aResponse().withStatus(402), okJson(TAKEN));

        assertThat(send(SMS, "Hello", Map.of()).getException()).isNotNull();
        PROVIDER.verify(1, allRequests());
    }

    @Test
    void aRepeatThatTakesNothingNewIsASuccess() throws Exception {
        answers(okJson(TAKEN).withFixedDelay(30_000), okJson("{\"status\":200,\"message\":\"duplicate\",\"transactions\":[]}"));

        Exchange exchange = send(SMS + "&responseTimeout=300", "Hello", Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(MessagingConstants.ACCEPTED_COUNT)).isEqualTo(0);
        PROVIDER.verify(2, allRequests());
    }

    @Test
    void withoutAKeyNothingIsSentTwice() throws Exception {
        answers(aResponse().withStatus(429), okJson(TAKEN));

        assertThat(send(SMS + "&autoIdempotencyKey=false", "Hello", Map.of()).getException())
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(keys()).containsExactly((String) null);
    }

    @Test
    void aRedeliveryOfTheRouteHasTheSameKey() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1));
                from("direct:again").to(SMS + "&retries=0").to(SMS + "&retries=0");
            }
        });
        answers(aResponse().withStatus(500), aResponse().withFault(Fault.EMPTY_RESPONSE), okJson(TAKEN));

        Exchange exchange = context.createProducerTemplate().request("direct:again", e -> e.getMessage().setBody("Hello"));

        // the body of the second step is the answer to the first
        assertThat(exchange.getException()).isNull();
        List<String> keys = keys();
        assertThat(keys).hasSize(4);
        assertThat(Set.copyOf(keys.subList(0, 3))).hasSize(1);
        assertThat(keys.get(3)).isNotEqualTo(keys.get(0));
    }

    @Test
    void anotherMessageAfterAFailureHasAnotherKey() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:other").doTry().to(SMS + "&retries=0").doCatch(MessagingException.class).end()
                        .setBody(constant("Something else")).to(SMS)
                        .setBody(constant("Hello")).to(SMS)
                        .setBody(constant("Hello")).to(SMS);
            }
        });
        answers(aResponse().withStatus(500), okJson(TAKEN));

        Exchange exchange = context.createProducerTemplate().request("direct:other", e -> e.getMessage().setBody("Hello"));

        assertThat(exchange.getException()).isNull();
        List<String> keys = keys();
        assertThat(keys).hasSize(4);
        assertThat(keys.get(2)).as("the message that failed, again").isEqualTo(keys.get(0));
        assertThat(Set.of(keys.get(0), keys.get(1), keys.get(3))).hasSize(3);
    }

    @Test
    void aLongListIsCutAndEachPieceHasItsKey() throws Exception {
        PROVIDER.stubFor(post(anyUrl()).willReturn(okJson("{\"status\":200,\"message\":\"OK\"}")));
        List<String> recipients = IntStream.range(0, 25_000).mapToObj(i -> "4477009" + (10_000 + i)).toList();

        Exchange exchange = send("boomerang:smsOneWay?from=Acme", "Hello", Map.of(MessagingConstants.TO, recipients,
                MessagingConstants.IDEMPOTENCY_KEY, "k"));

        assertThat(exchange.getException()).isNull();
        assertThat(keys()).containsExactly("k-1", "k-2", "k-3");
        List<String> sent = new ArrayList<>();
        for (JsonNode body : bodies()) {
            assertThat(body.path("recipient_address").size()).isBetween(5_000, 10_000);
            body.path("recipient_address").forEach(one -> sent.add(one.path("number").asText()));
        }
        assertThat(sent).isEqualTo(recipients);
        assertThat(exchange.getMessage().getHeader(BoomerangConstants.REQUESTED_COUNT)).isEqualTo(25_000);
        assertThat(exchange.getMessage().getBody(MessagesAccepted.class).outcomes()).hasSize(25_000);
    }

    @Test
    void theAnswersToThePiecesAreOne() throws Exception {
        answers(okJson("{\"status\":200,\"message\":\"first\",\"a\":1,\"transactions\":["
                       + "{\"transaction_id\":\"t2\",\"telephone_number\":\"447700900002\"},"
                       + "{\"transaction_id\":\"t1\",\"telephone_number\":\"447700900001\"}]}"),
                okJson("{\"status\":200,\"message\":\"second\",\"transactions\":["
                       + "{\"transaction_id\":\"t3\",\"telephone_number\":\"447700900003\"}]}"));

        Exchange exchange = send("boomerang:smsOneWay?from=Acme&maxRecipientsPerRequest=2", "Hello",
                Map.of(MessagingConstants.TO, "447700900001,447700900002,447700900003"));

        MessagesAccepted accepted = exchange.getMessage().getBody(MessagesAccepted.class);
        assertThat(accepted.outcomes()).extracting(RecipientOutcome::messageId).containsExactly("t1", "t2", "t3");
        assertThat(accepted.message()).isEqualTo("first");
        assertThat(accepted.extraFields()).isEqualTo(Map.of("a", 1));
        assertThat(exchange.getMessage().getHeader(MessagingConstants.ACCEPTED_COUNT)).isEqualTo(3);
    }

    @Test
    void aListThatFailsInTheMiddleTellsWhatBecameOfEach() throws Exception {
        answers(okJson("{\"transactions\":[{\"transaction_id\":\"t1\",\"telephone_number\":\"447700900001\"}]}"),
                aResponse().withStatus(400));

        Exchange exchange = send("boomerang:smsOneWay?from=Acme&maxRecipientsPerRequest=1", "Hello",
                Map.of(MessagingConstants.TO, "447700900001,447700900002,447700900003"));

        assertThat(exchange.getException()).isInstanceOfSatisfying(MessagingException.class,
                failed -> assertThat(failed.outcomes()).extracting(RecipientOutcome::state).containsExactly(
                        RecipientOutcome.State.ACCEPTED, RecipientOutcome.State.REJECTED, RecipientOutcome.State.NOT_SENT));
    }

    @Test
    void aListOfMessagesIsOneRequestEach() throws Exception {
        PROVIDER.stubFor(post(anyUrl()).willReturn(okJson("{}")));
        List<Object> messages = List.of(SmsMessage.of("one", "447700900001").withIdempotencyKey("own"),
                Map.of("to", List.of("447700900002", "447700900003"), "text", "two"),
                SmsMessage.of("three", "447700900004"));

        send("boomerang:smsOneWay?from=Acme", messages, Map.of(MessagingConstants.IDEMPOTENCY_KEY, "k"));
        assertThat(keys()).containsExactly("own", "k-1", "k-2");

        PROVIDER.resetRequests();
        send("boomerang:smsOneWay?from=Acme&maxRecipientsPerRequest=1", messages, Map.of());
        List<String> keys = keys();
        assertThat(keys).hasSize(4);
        String made = keys.get(1).substring(0, keys.get(1).length() - 2);
        assertThat(keys).containsExactly("own", made + "-1", made + "-2", made + "-3");

        PROVIDER.resetRequests();
        send("boomerang:smsOneWay?from=Acme&autoIdempotencyKey=false", messages, Map.of());
        assertThat(keys()).containsExactly("own", null, null);
    }

    @Test
    void aStoppedContextDoesNotWaitForARepeat() throws Exception {
        answers(aResponse().withStatus(503).withHeader("Retry-After", "30"), okJson(TAKEN));
        context.getShutdownStrategy().setTimeout(1);
        CompletableFuture<Exchange> sent
                = context.createProducerTemplate().asyncSend(SMS, e -> e.getMessage().setBody("Hello"));
        await().untilAsserted(() -> PROVIDER.verify(1, allRequests()));

        context.stop();

        assertThat(sent.get().getException()).isInstanceOf(OutcomeUnknownException.class);
        PROVIDER.verify(1, allRequests());
    }

    private void answers(ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            PROVIDER.stubFor(post(anyUrl()).inScenario("answers")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
                    .willReturn(answers[i]).willSetStateTo("answer " + Math.min(i + 1, answers.length - 1)));
        }
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }

    private static List<String> keys() throws Exception {
        List<String> keys = new ArrayList<>();
        for (JsonNode body : bodies()) {
            keys.add(body.path("unique_identifier").asText(null));
        }
        return keys;
    }

    private static List<JsonNode> bodies() throws Exception {
        List<JsonNode> bodies = new ArrayList<>();
        for (LoggedRequest request : PROVIDER.findAll(allRequests())) {
            bodies.add(JSON.readTree(request.getBody()));
        }
        return bodies;
    }
}
