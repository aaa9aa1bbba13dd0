/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.test;

import java.time.Duration;
import java.time.Instant;

import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One clock for sandbox and flows. */
class FlowsExtensionTest {

    private static final String NUMBER = "+37255500123";

    @RegisterExtension
    static final FlowsExtension FLOWS = new FlowsExtension();

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void routes() throws Exception {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.getComponent("webhook", WebhookComponent.class).getConfiguration().setWebhookComponentName("platform-http");
        FLOWS.connect(context, "sendmode", "clicksend", "boomerang");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:receipt").to("kamelet:failover-on-receipt?name=parcel&wait=1h&step1=RAW(sendmode:sms?from=Depot)"
                                          + "&step2=clicksend:sms&done=mock:done&failed=mock:failed");
                from("webhook:sendmode:deliveryReceipts?webhookPath=/receipts&webhookVerifyToken=s3cret")
                        .to("kamelet:flow-events");
                from("direct:later").to("kamelet:send-later?name=later&to=clicksend:sms&failed=mock:failed&maxLate=1h");
                from("direct:call").to("kamelet:failover-on-receipt?name=call&wait=1h&step1=boomerang:voice?voiceIntro=Hello"
                                       + "&step2=clicksend:sms&done=mock:done&failed=mock:failed");
                from("boomerang:deliveryReceipts?delay=10m&initialDelay=10m").to("kamelet:flow-events");
                from("direct:away").to("kamelet:failover-on-send?name=away&step1=RAW(sendmode:sms?from=Depot)"
                                       + "&step2=clicksend:sms&breakerFailures=1&breakerWait=1h&done=mock:done&failed=mock:failed");
                from("direct:few").to("kamelet:send-guard?name=few&maxPerRecipient=1").to("clicksend:sms");
                from("direct:night").to("kamelet:quiet-hours?name=night&to=clicksend:sms&failed=mock:failed"
                                        + "&windowStart=09:00&windowEnd=21:00");
            }
        });
        context.start();
        FLOWS.sandbox().receiptUrl("sendmode",
                "http://127.0.0.1:" + context.hasService(VertxPlatformHttpServer.class).getPort() + "/receipts?token=s3cret");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void send(String to, String id, Object schedule) {
        context.createProducerTemplate().send("direct:" + to, exchange -> {
            exchange.getMessage().setBody("hello " + id);
            exchange.getMessage().setHeader("CamelMessagingTo", NUMBER);
            exchange.getMessage().setHeader("CamelMessagingConversationId", id);
            exchange.getMessage().setHeader("CamelMessagingSchedule", schedule);
        });
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    @Test
    void aReceiptThatComesBeforeTheEndOfAWaitIsThereBeforeIt() {
        send("receipt", "a", null);

        FLOWS.advance(Duration.ofHours(3));

        EndedFlow ended = FLOWS.awaitEnd("a");
        assertThat(ended.outcome()).isEqualTo("done");
        assertThat(ended.sends()).singleElement().hasToString("step 1 by sendmode ACCEPTED DELIVERED");
        assertThat(FLOWS.sandbox().messagesTo(NUMBER)).hasSize(1);
        assertThat(mock("failed").getReceivedCounter()).isZero();
    }

    /** Nobody gets a second call because a feed is polled later than the clock is moved. */
    @Test
    void aFeedIsPolledOnTheWay() {
        send("call", "p", null);

        FLOWS.advance(Duration.ofHours(3));

        assertThat(FLOWS.awaitEnd("p")).hasToString("call done at step 1: step 1 by boomerang ACCEPTED DELIVERED");
        assertThat(FLOWS.sandbox().messagesTo(NUMBER)).hasSize(1);
    }

    @Test
    void aFeedIsPolledAfterItsDelay() {
        send("call", "q", null);

        FLOWS.advance(Duration.ofMinutes(9));
        assertThat(mock("done").getReceivedCounter()).isZero();
        FLOWS.advance(Duration.ofMinutes(2));

        assertThat(FLOWS.awaitEnd("q").outcome()).isEqualTo("done");
    }

    @Test
    void aPollThatFailsIsMadeAgainOnTheWay() {
        FLOWS.sandbox().addFault(Fault.of(FaultType.SERVER_ERROR_JSON).at("boomerang").operation("get_all_new_drs").next(2));
        send("call", "r", null);

        FLOWS.advance(Duration.ofMinutes(29));
        assertThat(mock("done").getReceivedCounter()).isZero();
        FLOWS.advance(Duration.ofMinutes(2));

        assertThat(FLOWS.awaitEnd("r").outcome()).isEqualTo("done");
    }

    @Test
    void aBreakerWaitsByTheClock() {
        FLOWS.sandbox().addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at("sendmode").next(1));
        send("away", "b1", null);
        FLOWS.advance(Duration.ofMinutes(59));
        send("away", "b2", null);
        FLOWS.advance(Duration.ofMinutes(2));
        send("away", "b3", null);
        FLOWS.advance(Duration.ZERO);

        assertThat(FLOWS.sandbox().messagesTo(NUMBER)).extracting(sent -> sent.provider())
                .containsExactly("clicksend", "clicksend", "sendmode");
    }

    @Test
    void aGuardCountsByTheClock() {
        send("few", "g1", null);
        send("few", "g2", null);
        FLOWS.advance(Duration.ofHours(25));
        send("few", "g3", null);

        assertThat(FLOWS.sandbox().messagesTo(NUMBER)).extracting(sent -> sent.text()).containsExactly("hello g1", "hello g3");
    }

    @Test
    void aMessageForTomorrowGoesOutTomorrow() {
        Instant tomorrow = FLOWS.now().plus(Duration.ofDays(1));
        send("later", "b", tomorrow);
        FLOWS.advance(Duration.ofHours(23));
        assertThat(FLOWS.sandbox().messagesTo(NUMBER)).isEmpty();

        FLOWS.advance(Duration.ofHours(2));

        assertThat(FLOWS.awaitEnd("b").outcome()).isEqualTo("done");
        assertThat(FLOWS.sandbox().messagesTo(NUMBER)).singleElement().satisfies(
                sent -> assertThat(sent.acceptedAt()).isBetween(tomorrow, tomorrow.plusSeconds(60)));
    }

    @Test
    void aCallThatIsUnderWayIsWaitedFor() {
        FLOWS.sandbox().addFault(Fault.of(FaultType.SLOW).at("clicksend").delay(Duration.ofMillis(700)));
        send("later", "s", FLOWS.now());

        FLOWS.advance(Duration.ofDays(30));

        assertThat(FLOWS.awaitEnd("s").outcome()).isEqualTo("done");
        assertThat(FLOWS.sandbox().messagesTo(NUMBER)).hasSize(1);
    }

    @Test
    void quietHoursEndAfterADay() {
        send("night", "c", null);
        send("night", "d", null);

        FLOWS.advance(Duration.ofDays(1));

        assertThat(FLOWS.sandbox().messagesTo(NUMBER)).hasSize(2);
    }

    @Test
    void whatHasNotEndedSaysWhereItStands() {
        send("later", "e", FLOWS.now().plus(Duration.ofDays(1)));

        assertThat(MessagingFlows.of(context).store().now()).isBetween(FLOWS.now().minusSeconds(60), FLOWS.now());
        assertThatThrownBy(() -> FLOWS.awaitEnd("e", Duration.ofMillis(50))).isInstanceOf(AssertionError.class)
                .hasMessage("the flow with the conversation id e has not ended after 50 ms: later is open at step 0;"
                            + " move the clock by advance(...)");
        assertThatThrownBy(() -> FLOWS.awaitEnd("nobody's", Duration.ofMillis(50)))
                .hasMessageContaining("there is none");
    }
}
