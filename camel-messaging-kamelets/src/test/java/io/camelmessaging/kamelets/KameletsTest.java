/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.kamelets;

import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.WireEntry;
import io.camelmessaging.test.SandboxExtension;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Kamelets send arrives in the sandbox, and what a route after a source fails with comes again.
 */
class KameletsTest {

    private static final String CUSTOMER = "+37255500123";

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final SandboxExtension RUNNING = new SandboxExtension(SANDBOX);

    private KameletContext context;

    @BeforeEach
    void listen() throws Exception {
        SANDBOX.reset();
        context = new KameletContext(RUNNING);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void call(String uri) throws Exception {
        context.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(uri).to("mock:end");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
            "boomware-sms-sink, from=Depot", "boomware-viber-sink, from=Depot", "boomware-rcs-sink, from=Depot",
            "boomware-push-sink, target=all", "boomware-messaging-sink, channel=viber&from=Depot",
            "boomware-text-call-sink, language=en",
            "clicksend-sms-sink, from=Depot&reference=order-1", "clicksend-voice-sink, lang=en-gb&voice=female",
            "clicksend-mms-sink, subject=Parcel&mediaFile=https://files.example.com/parcel.jpg",
            "sendmode-sms-sink, from=Depot", "boomerang-sms-one-way-sink, from=Depot",
            "boomerang-sms-two-way-sink, openTicket=true" })
    void sends(String name, String options) throws Exception {
        Arguments kamelet
                = KameletContext.kamelets().filter(candidate -> candidate.get()[0].equals(name)).findAny().orElseThrow();
        Provider provider = (Provider) kamelet.get()[1];
        call(context.uri(provider, (Operation) kamelet.get()[2], (Kind) kamelet.get()[3],
                "&" + options + (name.startsWith("sendmode") ? "&to=+353870000101" : "&to=" + CUSTOMER)));

        context.createProducerTemplate().sendBody("direct:start", "Your order has left the depot.");

        assertThat(SANDBOX.messages()).singleElement()
                .satisfies(message -> assertThat(message.text()).contains("has left the depot"));
        assertThat(context.mock("end").getExchanges().get(0).getMessage().getHeader(MessagingConstants.PROVIDER))
                .isEqualTo(provider.scheme());
        SANDBOX.assertCleanWire();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Parcel & more", "50% off + free", "caf\u00e9?", "a=b;c", "%41" })
    void whatAPropertyHoldsIsSentAsItIs(String subject) throws Exception {
        call(context.uri(Provider.CLICKSEND, KameletContext.operation(Provider.CLICKSEND, "mms"), Kind.SINK,
                "&mediaFile=https://files.example.com/parcel.jpg?a=1&to=" + CUSTOMER + "&subject=RAW(" + subject + ")"));

        context.createProducerTemplate().sendBody("direct:start", "Hello");

        assertThat(SANDBOX.wire()).extracting(WireEntry::requestBody).singleElement().asString()
                .contains("\"subject\":\"" + subject + "\"");
    }

    @Test
    void aHeaderGoesBeforeTheProperty() throws Exception {
        call(context.uri(Provider.BOOMWARE, KameletContext.operation(Provider.BOOMWARE, "sms"), Kind.SINK,
                "&from=Depot&to=+37255500124"));

        context.createProducerTemplate().sendBodyAndHeader("direct:start", "Hello", MessagingConstants.TO, CUSTOMER);

        assertThat(SANDBOX.awaitMessage(CUSTOMER).text()).isEqualTo("Hello");
        assertThat(SANDBOX.messages()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "CLICKSEND, inboundSms, +61491570156", "BOOMERANG, replies, +447700900123" })
    void whatItsRouteFailsWithComesAgain(Provider provider, String name, String recipient) throws Exception {
        context.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(context.uri(provider, KameletContext.operation(provider, name), Kind.POLLING, "&delay=100"))
                        .to("mock:tried")
                        .filter(exchange -> context.mock("tried").getExchanges().size() == 1)
                        .throwException(new IllegalStateException("broken")).end()
                        .to("mock:end");
                from("direct:ask").to(provider == Provider.CLICKSEND
                        ? context.uri(provider, KameletContext.operation(provider, "sms"), Kind.SINK, "")
                        : context.uri(provider, KameletContext.operation(provider, "smsTwoWay"), Kind.SINK, ""));
            }
        });
        context.createProducerTemplate().sendBodyAndHeader("direct:ask", "Can you come?", MessagingConstants.TO, recipient);
        SANDBOX.awaitMessage(recipient);
        if (provider == Provider.CLICKSEND) {
            // what comes before the first poll has made its rule is in no feed
            await().until(() -> SANDBOX.wire().stream().anyMatch(call -> call.target().startsWith("/sms/inbound")));
        }
        SANDBOX.reply(recipient, "Yes");

        await().untilAsserted(() -> assertThat(context.mock("end").getExchanges()).as(() -> SANDBOX.wire().toString())
                .singleElement()
                .satisfies(reply -> assertThat(reply.getMessage().getBody(InboundMessage.class).text()).isEqualTo("Yes")));
        assertThat(context.mock("tried").getExchanges()).hasSize(2);
    }
}
