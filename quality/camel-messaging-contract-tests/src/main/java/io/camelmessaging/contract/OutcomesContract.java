/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a send ends as, and that the component itself sends once.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class OutcomesContract {

    private final WireMockServer provider = new WireMockServer(wireMockConfig().dynamicPort());
    private final String sms;
    private final String accepted;
    private final String to;
    private DefaultCamelContext context;

    /**
     * @param sms      the URI of an endpoint that sends SMS and repeats nothing, with an option
     * @param accepted the provider's JSON for a message to the number that it takes
     */
    protected OutcomesContract(String sms, String accepted, String to) {
        this.sms = sms;
        this.accepted = accepted;
        this.to = to;
    }

    /** A context, not started, whose component has credentials. */
    protected abstract DefaultCamelContext context(String baseUrl);

    @BeforeAll
    void start() {
        provider.start();
        context = context(provider.baseUrl());
        context.start();
    }

    @AfterAll
    void stop() throws Exception {
        context.close();
        provider.stop();
    }

    private Exchange send(String uri) {
        return context.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setBody("Hi");
            exchange.getMessage().setHeader(MessagingConstants.TO, to);
        });
    }

    private Exchange sendOnce(ResponseDefinitionBuilder answer) {
        return sendOnce(sms, answer);
    }

    /** Sends to a provider that answers so, and counts its requests. */
    private Exchange sendOnce(String uri, ResponseDefinitionBuilder answer) {
        provider.resetAll();
        provider.stubFor(any(anyUrl()).willReturn(answer));
        Exchange exchange = send(uri);
        // where nobody waited for the answer, the request may still be on its way
        await().untilAsserted(() -> assertThat(provider.getAllServeEvents()).as("requests").hasSize(1));
        return exchange;
    }

    private static <E extends MessagingException> E failure(Exchange exchange, Class<E> type) {
        assertThat(exchange.getException()).isInstanceOf(type);
        return type.cast(exchange.getException());
    }

    @Test
    void whatTheProviderTakesIsASuccess() {
        Exchange exchange = sendOnce(okJson(accepted));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(MessagingConstants.ACCEPTED_COUNT)).isEqualTo(1);
    }

    @Test
    void wrongCredentialsAreARefusal() {
        RequestRejectedException refusal = failure(sendOnce(aResponse().withStatus(401)), RequestRejectedException.class);

        assertThat(refusal.reason()).isEqualTo(RejectionReason.AUTHENTICATION);
    }

    @Test
    void tooManyRequestsMayBeRepeatedWhenTheProviderSaid() {
        Exchange exchange = sendOnce(aResponse().withStatus(429).withHeader("Retry-After", "7"));

        assertThat(failure(exchange, ProviderUnavailableException.class).retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY)).isEqualTo(7000L);
    }

    static Stream<ResponseDefinitionBuilder> unclear() {
        return Stream.of(aResponse().withStatus(500), aResponse().withStatus(502).withBody("<html>"),
                aResponse().withStatus(504), aResponse().withStatus(200).withBody("<html>"),
                aResponse().withStatus(200).withBody("{\"a\":"), aResponse().withStatus(200).withBody("[1"),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), aResponse().withFault(Fault.EMPTY_RESPONSE),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void noClearAnswerIsAnUnknownOutcome(ResponseDefinitionBuilder answer) {
        failure(sendOnce(answer), OutcomeUnknownException.class);
    }

    @Test
    void noAnswerIsAnUnknownOutcome() {
        failure(sendOnce(sms + "&responseTimeout=500", aResponse().withFixedDelay(5_000)), OutcomeUnknownException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&synchronous=true" })
    void noConnectionMayBeRepeated(String option) throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        try (DefaultCamelContext away = context("http://localhost:" + port)) {
            away.start();
            Exchange exchange = away.createProducerTemplate().request(sms + option, each -> {
                each.getMessage().setBody("Hi");
                each.getMessage().setHeader(MessagingConstants.TO, to);
            });

            failure(exchange, ProviderUnavailableException.class);
        }
    }
}
