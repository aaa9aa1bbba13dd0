/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.List;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.boomerang.model.MessagesAccepted;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.RecipientOutcome;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The wire where few types are published: ids as numbers, words for codes, numbers in another form, and rows that are
 * none.
 */
class BoomerangReportedWireTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = BoomerangContexts.of(PROVIDER.baseUrl());
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "'telephone_number':'+44 7700 900123'", "'telephone_number':447700900123", "'telephone_number':'00447700900123'",
            "'telephone_number':'447700900123','parts_per_message':'two'",
            "'telephone_number':'447700900123','parts_per_message':[1],'boomerangId':{'x':1}" })
    void aTransactionIsTiedWhateverItsFormAndOddFields(String fields) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson(("{'status':'OK','message':['x'],'transactions':[null,7,"
                                                          + "{'transaction_id':900100200," + fields + "}]}")
                .replace('\'',
                        '"'))));
        context.start();

        Exchange exchange = context.createProducerTemplate().request("boomerang:smsOneWay?from=Acme&to=447700900123",
                one -> one.getMessage().setBody("Hi"));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(MessagesAccepted.class).outcomes()).singleElement()
                .returns(RecipientOutcome.State.ACCEPTED, RecipientOutcome::state)
                .returns("900100200", RecipientOutcome::messageId);
    }

    @Test
    void theProvidersOwnIdIsReadInBothSpellings() {
        context.start();
        for (String name : List.of("boomerang_id", "boomerangId")) {
            PROVIDER.stubFor(any(anyUrl()).willReturn(okJson(
                    "{\"transactions\":[{\"transaction_id\":\"1\",\"telephone_number\":\"447700900123\",\"" + name
                                                             + "\":77}]}")));
            MessagesAccepted accepted = context.createProducerTemplate()
                    .requestBody("boomerang:smsOneWay?from=Acme&to=447700900123", "Hi", MessagesAccepted.class);
            assertThat(accepted.transactions().get(0).boomerangId()).isEqualTo("77");
        }
    }

    @Test
    void anOddRowHoldsNoFeedBack() throws Exception {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson(
                ("{'has_more':'maybe','drs':[null,'x',{'transaction_id':1,'status':'D','status_date':{'at':1},"
                 + "'destination':'+44 7700 900123'},{'transaction_id':'2','status':['F']},{'transaction_id':'3','status':'F'}]}")
                        .replace('\'', '"'))));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("boomerang:deliveryReceipts?initialDelay=0&delay=50").to("mock:events");
            }
        });
        context.start();
        MockEndpoint events = context.getEndpoint("mock:events", MockEndpoint.class);

        await().until(() -> events.getReceivedCounter() >= 3);
        assertThat(events.getExchanges().stream().map(one -> one.getMessage().getHeader(MessagingConstants.STATUS)))
                .containsExactly(DeliveryStatus.DELIVERED, DeliveryStatus.UNKNOWN, DeliveryStatus.UNDELIVERED);
        assertThat(events.getExchanges().get(0).getMessage().getHeader(MessagingConstants.RECIPIENT))
                .isEqualTo("+447700900123");
    }
}
