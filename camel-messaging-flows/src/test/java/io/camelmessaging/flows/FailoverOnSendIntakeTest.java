/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is taken in and kept, and what is refused. */
class FailoverOnSendIntakeTest extends FailoverOnSendFixture {

    private void assertRefused(Object body, Map<String, Object> headers, String why) {
        Exchange answer = send(body, headers);
        assertThat(answer.getException()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
        assertThat(answer.getException().getMessage()).doesNotContain(NUMBER);
    }

    @Test
    void aScheduleThatAStepCannotKeepIsRefusedBeforeAnythingIsSent() throws Exception {
        context.getComponent("boomware", BoomwareComponent.class).getConfiguration().setAccessToken("user:pass");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:later").to("kamelet:failover-on-send?name=later&step1=direct:one&step2=boomware:sms" + ENDS);
            }
        });
        context.start();

        Exchange later = context.createProducerTemplate().request("direct:later", exchange -> {
            exchange.getMessage().setBody("hello");
            exchange.getMessage().setHeader(MessagingConstants.TO, NUMBER);
            exchange.getMessage().setHeader(MessagingConstants.SCHEDULE, "2027-01-01T10:00:00Z");
        });

        assertThat(later.getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its step 2, boomware:sms, has no schedule");
        assertThat(later.getMessage().getHeader(FlowConstants.FLOW_ID)).isNull();
        assertThat(done.getReceivedCounter() + failed.getReceivedCounter() + unknown.getReceivedCounter()).isZero();
    }

    @Test
    void aMessageWithTheSameConversationIdIsTakenInOnce() throws Exception {
        start("");
        Map<String, Object> headers = Map.of(MessagingConstants.TO, NUMBER, FlowConstants.CONVERSATION_ID, "order-7");

        assertThat(send("hello", headers).getMessage().getHeader(FlowConstants.FLOW_STARTED)).isEqualTo(true);
        assertThat(send("hello", headers).getMessage().getHeader(FlowConstants.FLOW_STARTED)).isEqualTo(false);

        assertThat(theEnd(done).getMessage().getHeader(FlowConstants.CONVERSATION_ID)).isEqualTo("order-7");
        assertThat(send("hello", headers).getMessage().getHeader(FlowConstants.FLOW_STARTED)).isEqualTo(false);
        assertThat(one.calls()).hasSize(1);
    }

    @Test
    void theIdOfAnEventThatLedToAMessageIsNotTheIdOfTheMessage() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:plain").setBody(constant("taken"));
                from("direct:in").to("kamelet:failover-on-send?name=orders&step1=direct:plain" + ENDS);
            }
        });
        context.start();

        String flow = send("hello", Map.of(MessagingConstants.PROVIDER, "boomware", MessagingConstants.MESSAGE_ID, "reply-1"))
                .getMessage().getHeader(FlowConstants.FLOW_ID, String.class);

        theEnd(done);
        assertThat(MessagingFlows.of(context).store().attempts(flow)).singleElement().satisfies(attempt -> {
            assertThat(attempt.provider()).isNull();
            assertThat(attempt.messageId()).isNull();
        });
    }

    @Test
    void aMapIsKeptAsBody() throws Exception {
        start("");

        send(Map.of("to", NUMBER, "text", "hello", "parts", List.of(1, 2)), Map.of());

        theEnd(done);
        assertThat(one.calls()).singleElement().extracting(StandIn.Call::body)
                .isEqualTo(Map.of("to", NUMBER, "text", "hello", "parts", List.of(1, 2)));
    }

    @Test
    void whatCannotBeKeptIsRefused() throws Exception {
        start("");

        assertRefused(new Object(), Map.of(), "The body is a java.lang.Object");
        assertRefused("x", Map.of(MessagingConstants.FROM, new Object()),
                "The header CamelMessagingFrom is a java.lang.Object");
        assertRefused("x", Map.of(MessagingConstants.TO, NUMBER + ",+37255500124"), "split the message before");
        assertRefused(Map.of("to", List.of("+1", "+2")), Map.of(), "split the message before");
        assertRefused("x", Map.of(FlowConstants.CONVERSATION_ID, "x".repeat(101)), "must have 1 to 100 characters");

        assertThat(MessagingFlows.of(context).store().claim(List.of("orders"), 10)).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayIsTheCallersFailure() throws Exception {
        start("");
        MessagingFlows flows = MessagingFlows.of(context);
        try (Connection connection = flows.getDataSource().getConnection();
             Statement statement = connection.createStatement()) {
            statement.execute("drop all objects");
        }

        assertThatThrownBy(() -> context.createProducerTemplate().sendBody("direct:in", "hello"))
                .isInstanceOf(CamelExecutionException.class).hasStackTraceContaining("The database of the flows failed");
    }
}
