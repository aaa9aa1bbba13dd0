/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.test;

import java.time.Duration;

import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of the page about testing flows.
 */
class FlowRoutesTest {

    // tag::page[]
    @RegisterExtension
    static final FlowsExtension FLOWS = new FlowsExtension();

    @Test
    void whoeverDoesNotReadItIsCalledAfterTwoHours() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            FLOWS.connect(context, "clicksend", "boomerang");
            context.addRoutes(new ReminderRoutes());
            context.start();
            FLOWS.sandbox().deliveryScript("+37255500123", "sms", DeliveryScript.NEVER);

            context.createProducerTemplate().sendBodyAndHeader("direct:remind", "See you at ten.", "phone", "+37255500123");
            FLOWS.advance(Duration.ofHours(2));

            assertThat(FLOWS.sandbox().messagesTo("+37255500123")).extracting(sent -> sent.channel())
                    .containsExactly("sms", "voice");
            FLOWS.advance(Duration.ofHours(1));
            assertThat(FLOWS.awaitEnd("reminder-37255500123"))
                    .hasToString("reminders expired at step 2: step 1 by clicksend ACCEPTED (no receipt in time);"
                                 + " step 2 by boomerang ACCEPTED (no receipt in time)");
        }
    }
    // end::page[]

    static final class ReminderRoutes extends RouteBuilder {

        @Override
        public void configure() {
            from("direct:remind")
                    .setHeader("CamelMessagingTo", header("phone"))
                    .setHeader("CamelMessagingConversationId", constant("reminder-37255500123"))
                    .to("kamelet:failover-on-receipt?name=reminders&step1=clicksend:sms&step1Wait=2h"
                        + "&step2=boomerang:voice?voiceIntro=Hello&step2Wait=1h&failed=direct:desk");
            from("direct:desk").log("not reminded");
        }
    }

    @Test
    void aFaultEndsWithItsReason() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            FLOWS.connect(context, "clicksend", "boomerang");
            context.addRoutes(new ReminderRoutes());
            context.start();
            FLOWS.sandbox().addFault(Fault.of(FaultType.RESET_AFTER_ACCEPTANCE).at("clicksend"));

            context.createProducerTemplate().sendBodyAndHeader("direct:remind", "See you at ten.", "phone", "+37255500123");
            FLOWS.advance(Duration.ofHours(2));

            EndedFlow ended = FLOWS.awaitEnd("reminder-37255500123");
            assertThat(ended.outcome()).isEqualTo("unknown");
            assertThat(ended.sends()).singleElement()
                    .satisfies(send -> assertThat(send.reason()).startsWith("unknown: OutcomeUnknownException"));
        }
    }
}
