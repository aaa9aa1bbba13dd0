/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.Courier.Call;
import io.camelmessaging.common.courier.RawProvider;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * One send to a provider whose bytes a test writes. Nothing leaves twice, and the route goes on exactly once.
 */
abstract class RawProviderSend {

    static final String ACCEPTED = "{\"id\":\"m1\"}";

    RawProvider provider;
    DefaultCamelContext context;
    Call call;

    @AfterEach
    void endsOnceAndNamesNobody() throws Exception {
        context.close();
        assertThat(call.callbacks()).hasValue(1);
        if (call.exchange().getException() != null) {
            for (Throwable t = call.exchange().getException(); t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain(Courier.NUMBER, Courier.TEXT, Courier.API_KEY);
            }
        }
        if (provider != null) {
            provider.close();
        }
    }

    void answer(RawProvider.Script script) throws Exception {
        answer("", script);
    }

    void answer(String options, RawProvider.Script script) throws Exception {
        provider = new RawProvider(script);
        send(provider.baseUrl(), options);
    }

    void send(String baseUrl, String options) {
        context = Courier.context(baseUrl);
        context.start();
        call = Courier.sms(context, options);
    }

    OutcomeUnknownException assertUnknown(String sentence) {
        OutcomeUnknownException unknown = call.failure(OutcomeUnknownException.class);
        assertThat(unknown).hasMessageStartingWith("courier:sms has an unknown outcome").hasMessageContaining(sentence);
        assertOutcome(RecipientOutcome.State.UNKNOWN);
        assertThat(provider.requests()).hasSize(1);
        assertThat(provider.connections()).isEqualTo(1);
        return unknown;
    }

    void assertAccepted() {
        assertThat(call.await().getException()).isNull();
        assertThat(call.exchange().getMessage().getHeader(MessagingConstants.MESSAGE_ID)).isEqualTo("m1");
        assertThat(provider.requests()).hasSize(1);
    }

    void assertOutcome(RecipientOutcome.State state) {
        assertThat(((MessagingException) call.exchange().getException()).outcomes())
                .extracting(RecipientOutcome::recipient, RecipientOutcome::state)
                .containsExactly(tuple(Courier.NUMBER, state));
    }
}
