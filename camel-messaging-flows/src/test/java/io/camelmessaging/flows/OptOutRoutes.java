/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The routes of the page on the opt-out guard, against providers.
 */
abstract class OptOutRoutes {

    static final String PERSON = "+37255500123";
    static final String OTHER = "+353871234567";

    private final MessagingSandbox sandbox;

    DataSource dataSource;
    SandboxContext context;
    ProducerTemplate template;

    OptOutRoutes(MessagingSandbox sandbox) {
        this.sandbox = sandbox;
    }

    @BeforeEach
    void start() throws Exception {
        sandbox.reset();
        dataSource = Databases.h2();
        context = new SandboxContext(sandbox);
        context.getRegistry().bind("dataSource", dataSource);
        new FlowPage("flows-opt-out-guard.adoc").loadYaml(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:newsletter")
                        .to("kamelet:opt-out-guard?defaultRegion=IE&partialFailure=fail")
                        .to("sendmode:sms?from=AcmeShop&defaultRegion=IE");
                from("direct:guarded").to("kamelet:opt-out-guard").to("mock:sent");
                from("direct:learn").to("kamelet:opt-out-listener").to("mock:learnt");
                from("direct:sendmode").to("kamelet:opt-out-guard").to("sendmode:sms?from=AcmeShop")
                        .to("kamelet:opt-out-listener");
                from("direct:failover").to("kamelet:failover-on-send?name=orders&rejected=next&step1=direct:guarded"
                                           + "&step2=mock:second&failed=mock:failed");
                from("direct:not-wanted").to("mock:not-wanted");
                from("direct:answers").to("mock:answers");
                from("direct:front-desk").to("mock:front-desk");
            }
        });
        context.start();
        template = context.createProducerTemplate();
        sandbox.inboundUrl("boomware", context.hook("/boomware/replies"));
        sandbox.receiptUrl("sendmode", context.hook("/sendmode/receipts"));
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    boolean isAllowed(String number) {
        return template.request("direct:guarded", exchange -> exchange.getMessage().setHeader(MessagingConstants.TO, number))
                .getException()
               == null;
    }

    void orderShipped(String number) {
        template.requestBodyAndHeader("direct:order-shipped", "Your order is on its way.", MessagingConstants.TO, number);
    }

    void learn(String number, String reply, Instant at) {
        template.send("direct:learn", exchange -> {
            exchange.getMessage().setBody(reply);
            exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "boomware");
            exchange.getMessage().setHeader(MessagingConstants.SENDER, number.substring(1));
            exchange.getMessage().setHeader(MessagingConstants.TIMESTAMP, at);
        });
    }

    void assertRefused(String endpoint, String number) {
        assertThatThrownBy(() -> template.requestBodyAndHeader(endpoint, "Hello", MessagingConstants.TO, number))
                .isInstanceOf(CamelExecutionException.class).hasCauseInstanceOf(RecipientOptedOutException.class);
    }

    MockEndpoint mock(String uri) {
        return context.getEndpoint(uri, MockEndpoint.class);
    }

    List<String> texts(String number) {
        return sandbox.messagesTo(number).stream().map(SentMessage::text).toList();
    }
}
