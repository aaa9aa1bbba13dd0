/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * Receipts of one message that contradict each other, through the components that read them from the wire.
 */
class ContradictoryReceiptsTest {

    /** Undeliverable by Viber and delivered by SMS, and the provider tells of both. */
    private static final String FALLS_BACK = "+37255598010";
    private static final String NUMBER = "+353870000101";
    private static final String ENDS
            = "&done=mock:done&failed=mock:failed&expired=mock:expired&unknown=mock:unknown&late=mock:late";

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final RunningSandbox RUNNING = new RunningSandbox(SANDBOX);

    private final HttpClient client = HttpClient.newHttpClient();
    private SandboxContext context;

    @BeforeEach
    void providers() throws Exception {
        SANDBOX.reset();
        SANDBOX.deliveryScript(NUMBER, DeliveryScript.NEVER);
        context = new SandboxContext(SANDBOX);
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(Databases.h2());
        flows.setPollDelay(Duration.ofMillis(50));
        context.getRegistry().bind("flows", flows);
        context.getComponent("boomware", BoomwareComponent.class).getConfiguration().setWebhookVerifyToken("s3cret");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String provider : List.of("boomware", "sendmode", "clicksend")) {
                    from("webhook:" + provider + ":deliveryReceipts?webhookAutoRegister=false&webhookPath=/" + provider
                         + "&webhookVerifyToken=s3cret").to("kamelet:flow-events");
                }
                from("direct:replies").to("kamelet:flow-events");
                from("direct:two").setBody(constant("hello")).to("sendmode:sms?from=Depot");
            }
        });
        context.start();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:chain").to("direct:inner-chain");
                from("direct:inner-chain").to(chain());
            }
        });
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private String chain() {
        return "boomware:failover?callbackUrl=RAW(" + context.hook("/boomware") + ")";
    }

    private void route(String to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(to);
            }
        });
    }

    private String send(String number, Object body) {
        return context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(MessagingConstants.TO, number);
        }).getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
    }

    private static Map<String, Object> viberThenSms() {
        return Map.of("flow", List.of(
                Map.of("type", "viber", "message", Map.of("text", "hello", "from", "Depot"), "failover",
                        Map.of("wait", 60, "condition", "delivered")),
                Map.of("type", "sms", "message", Map.of("text", "hello", "from", "Depot"))));
    }

    private void callBack(String path, String form) throws Exception {
        HttpRequest call = HttpRequest.newBuilder(URI.create(context.hook(path)))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        assertThat(client.send(call, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    private Message told(String name) {
        await().until(() -> mock(name).getReceivedCounter() == 1);
        return mock(name).getExchanges().get(0).getMessage();
    }

    private List<Attempt> attempts(String flow) {
        return MessagingFlows.of(context).store().attempts(flow);
    }

    @ParameterizedTest
    @ValueSource(strings = { "endpoint", "route" })
    void aChainOfBoomwareIsNotOverWhenOneOfItsChannelsFails(String place) throws Exception {
        route("kamelet:failover-on-receipt?name=chain&step1="
              + (place.equals("route") ? "direct:chain" : "RAW(" + chain() + ")")
              + "&step2=direct:two" + ENDS);

        String flow = send(FALLS_BACK, viberThenSms());

        assertThat(told("done").getHeader(FlowConstants.STEP)).isEqualTo(1);
        assertThat(SANDBOX.messagesTo(FALLS_BACK)).extracting(SentMessage::provider, SentMessage::channel)
                .containsExactlyInAnyOrder(tuple("boomware", "viber"), tuple("boomware", "sms"));
        await().untilAsserted(() -> assertThat(SANDBOX.wire())
                .filteredOn(call -> call.callback() && call.requestBody().contains("UNDELIVERED")).hasSize(1));
        assertThat(attempts(flow)).singleElement().returns(DeliveryStatus.DELIVERED, Attempt::status);
        assertThat(mock("late").getReceivedCounter()).isZero();
        SANDBOX.assertCleanWire();
    }

    @Test
    void aQuestionThatAChainDeliversIsNotAskedOverAnotherChannel() throws Exception {
        route("kamelet:conversation?name=visits&ask=direct:chain&escalate=direct:two&answered=mock:answered" + ENDS
                .replace("&done=mock:done", ""));

        String flow = send(FALLS_BACK, viberThenSms());
        await().until(() -> attempts(flow).size() == 1 && attempts(flow).get(0).status() == DeliveryStatus.DELIVERED);
        context.createProducerTemplate().send("direct:replies", reply -> {
            reply.getMessage().setBody("Yes");
            reply.getMessage().getHeaders().putAll(Map.of(MessagingConstants.PROVIDER, "boomware", MessagingConstants.EVENT_ID,
                    "r1", MessagingConstants.SENDER, FALLS_BACK.substring(1)));
        });

        assertThat(told("answered").getBody()).isEqualTo("Yes");
        assertThat(SANDBOX.messagesTo(FALLS_BACK)).extracting(SentMessage::provider).containsOnly("boomware");
        assertThat(attempts(flow)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
            "sendmode:sms?from=Depot, DELIVRD, UNDELIV", "sendmode:sms?from=Depot, UNDELIV, DELIVRD", "clicksend:sms, 201, 301",
            "clicksend:sms, 301, 201" })
    void partsOfOneMessageGiveTheSameInAnyOrder(String step, String first, String second) throws Exception {
        String other = step.startsWith("sendmode") ? "clicksend:sms" : "sendmode:sms?from=Depot";
        route("kamelet:failover-on-receipt?name=parts&contradictionWait=20s&step1=" + step + "&step2=" + other + ENDS);
        String flow = send(NUMBER, "hello");
        await().until(() -> attempts(flow).size() == 1 && attempts(flow).get(0).state() == Attempt.State.ACCEPTED);
        Attempt sent = attempts(flow).get(0);

        for (String status : List.of(first, second)) {
            if (step.startsWith("sendmode")) {
                callBack("/sendmode", "EventID=" + sent.messageId() + "&Phonenumber=353870000101&DataType=SMS&Status=" + status
                                      + "&CustomerID=" + sent.reference());
            } else {
                callBack("/clicksend", "message_id=" + sent.messageId() + "&status_code=" + status + "&custom_string="
                                       + sent.reference());
            }
        }

        await().until(() -> SANDBOX.messagesTo(NUMBER).size() == 2);
        assertThat(SANDBOX.messagesTo(NUMBER)).extracting(SentMessage::provider).containsExactlyInAnyOrder("sendmode",
                "clicksend");
        assertThat(told("late").getHeader(FlowConstants.STEP)).isEqualTo(1);
        assertThat(attempts(flow).get(0).status()).isEqualTo(DeliveryStatus.UNDELIVERED);
        assertThat(mock("done").getReceivedCounter()).isZero();
    }
}
