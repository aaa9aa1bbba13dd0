/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.camelmessaging.boomware.model.DeliveryCallback;
import io.camelmessaging.boomware.model.HlrResult;
import io.camelmessaging.boomware.model.MessageAccepted;
import io.camelmessaging.boomware.model.RequestInfo;
import io.camelmessaging.boomware.model.VerifyCheckResult;
import io.camelmessaging.boomware.model.VerifyInfo;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a user does over a day, against a provider that remembers.
 */
class BoomwareStoryTest {

    private static final String NUMBER = BoomwareContexts.NUMBER;

    private MessagingSandbox sandbox;
    private DefaultCamelContext context;
    private MockEndpoint receipts;
    private MockEndpoint inbound;
    private String hooks;

    @BeforeEach
    void start() throws Exception {
        sandbox = MessagingSandbox.create().start();
        context = BoomwareContexts.of(sandbox.baseUrl("boomware"));
        BoomwareConfiguration configuration = context.getComponent("boomware", BoomwareComponent.class).getConfiguration();
        configuration.setAccessToken(BoomwareProvider.ACCESS_TOKEN);
        configuration.setWebhookVerifyToken("s3cret");
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:boomware:deliveryReceipts?webhookComponentName=platform-http&webhookPath=/receipts")
                        .to("mock:receipts");
                from("webhook:boomware:inboundSms?webhookComponentName=platform-http&webhookPath=/inbound").to("mock:inbound");
                from("direct:burst")
                        .errorHandler(defaultErrorHandler().maximumRedeliveries(20).redeliveryDelay(200)
                                .asyncDelayedRedelivery().logRetryAttempted(false))
                        .to("boomware:sms");
            }
        });
        context.start();
        hooks = "http://127.0.0.1:" + context.hasService(VertxPlatformHttpServer.class).getPort();
        receipts = context.getEndpoint("mock:receipts", MockEndpoint.class);
        inbound = context.getEndpoint("mock:inbound", MockEndpoint.class);
    }

    @AfterEach
    void stop() {
        context.stop();
        sandbox.close();
    }

    @Test
    void aReceiptComesBackForTheMessageThatWasSent() {
        MessageAccepted accepted = send("sms", NUMBER, "Hello");

        await().untilAsserted(() -> assertThat(receipts.getReceivedExchanges())
                .anyMatch(receipt -> receipt.getMessage().getHeader("CamelMessagingStatus") == DeliveryStatus.DELIVERED));
        assertThat(receipts.getReceivedExchanges())
                .allMatch(receipt -> accepted.requestId().equals(receipt.getMessage().getHeader("CamelMessagingMessageId")));
        sandbox.assertCleanWire();
    }

    /** The provider writes this number without its plus, and puts its times in quotes. */
    @Test
    void whatComesBackInAnotherFormIsTiedToTheMessageByItsId() {
        String number = "+37255598009";
        MessageAccepted accepted = send("sms", number, "Hello");
        MessageAccepted other = send("sms", "+37255598000", "Hello");

        await().untilAsserted(() -> assertThat(receipts.getReceivedExchanges()).hasSize(4));
        assertThat(receipts.getReceivedExchanges()).filteredOn(
                receipt -> accepted.requestId().equals(receipt.getMessage().getHeader("CamelMessagingMessageId")))
                .hasSize(2).allSatisfy(receipt -> {
                    assertThat(receipt.getMessage().getBody(DeliveryCallback.class).number()).isEqualTo("37255598009");
                    assertThat(receipt.getMessage().getHeader("CamelMessagingRecipient")).isEqualTo(number);
                    assertThat(receipt.getMessage().getHeader("CamelMessagingTimestamp")).isInstanceOf(Instant.class);
                });
        assertThat(other.requestId()).isNotEqualTo(accepted.requestId());
        RequestInfo info
                = context.createProducerTemplate().requestBody("boomware:requestInfo", accepted.requestId(), RequestInfo.class);
        assertThat(info.deliveryStatus()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(info.createdTime()).isNotNull();
        HlrResult lookup = context.createProducerTemplate().requestBody("boomware:hlr", number, HlrResult.class);
        assertThat(lookup.number()).isEqualTo("37255598009");
        assertThat(lookup.createdTime()).isNotNull();
        sandbox.assertCleanWire();
    }

    @Test
    void aReplyReachesTheRouteThoughItFailedFirst() {
        sandbox.inboundUrl("boomware", hooks + "/inbound?token=s3cret");
        inbound.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the data base is away");
        });
        template("sms?from=+37255599000", NUMBER, "Coming tonight?");

        sandbox.reply(NUMBER, "Yes, table for two");

        await().untilAsserted(() -> assertThat(inbound.getReceivedExchanges()).hasSize(2));
        Exchange answered = inbound.getReceivedExchanges().get(1);
        assertThat(answered.getMessage().getBody(String.class)).isEqualTo("Yes, table for two");
        assertThat(answered.getMessage().getHeader("CamelMessagingSender")).isEqualTo(NUMBER);
        assertThat(answered.getMessage().getHeader("CamelMessagingRecipient")).isEqualTo("+37255599000");
        assertThat(answered.getMessage().getHeader("CamelMessagingEventId"))
                .isEqualTo(inbound.getReceivedExchanges().get(0).getMessage().getHeader("CamelMessagingEventId"));
    }

    @Test
    void aReplyWithoutTheTokenNeverReachesTheRoute() {
        sandbox.inboundUrl("boomware", hooks + "/inbound");

        sandbox.inbound("boomware", NUMBER, "+37255599000", "Let me in");

        await().untilAsserted(
                () -> assertThat(sandbox.wire()).filteredOn(call -> call.callback()).extracting("status").contains(403));
        assertThat(inbound.getReceivedExchanges()).isEmpty();
    }

    @Test
    void aNumberIsVerified() {
        MessageAccepted started = context.createFluentProducerTemplate().to("boomware:verify?method=sms")
                .withHeader("CamelMessagingTo", NUMBER).request(MessageAccepted.class);
        String code = sandbox.verificationCode(NUMBER);

        VerifyCheckResult wrong = check(started.requestId(), code.equals("0000") ? "0001" : "0000");
        assertThat(wrong.verified()).isFalse();
        VerifyCheckResult right = check(started.requestId(), code);
        assertThat(right.verified()).isTrue();
        VerifyInfo info
                = context.createProducerTemplate().requestBody("boomware:verifyInfo", started.requestId(), VerifyInfo.class);
        assertThat(info.status()).isEqualTo("verified");
        sandbox.assertCleanWire();
    }

    @Test
    void aChainGoesFromChannelToChannel() throws Exception {
        sandbox.deliveryScript(NUMBER, DeliveryScript.SMS_ONLY);
        context.createProducerTemplate().requestBodyAndHeader("boomware:failover",
                """
                        { "callbackUrl": "%s/receipts?token=s3cret", "flow": [
                          { "type": "push", "message": { "title": "Courier", "text": "At the door" }, "failover": { "wait": 10, "condition": "delivered" } },
                          { "type": "viber", "message": { "text": "At the door" }, "failover": { "wait": 10, "condition": "read" } },
                          { "type": "sms", "message": { "from": "Courier", "text": "At the door" } } ] }"""
                        .formatted(hooks),
                "CamelMessagingTo", NUMBER);

        await().untilAsserted(() -> assertThat(receipts.getReceivedExchanges())
                .anyMatch(receipt -> receipt.getMessage().getHeader("CamelMessagingStatus") == DeliveryStatus.DELIVERED));
        assertThat(sandbox.messagesTo(NUMBER)).extracting(SentMessage::channel).containsExactly("push", "viber", "sms");
        sandbox.assertCleanWire();
    }

    @Test
    void everyChannelAndLookupIsUnderstood() throws Exception {
        for (String channel : List.of("push", "viber", "rcs", "messaging?channel=viber")) {
            MessageAccepted accepted = template(channel, NUMBER, "Hello");
            assertThat(accepted.requestId()).isNotBlank();
        }
        context.createProducerTemplate().requestBodyAndHeader("boomware:textCall", "Good morning", "CamelMessagingTo", NUMBER);
        context.createProducerTemplate().requestBody("boomware:flashCall?to=+37255500123", Map.of());
        context.createProducerTemplate().requestBody("boomware:hlr", NUMBER);
        context.createProducerTemplate().requestBody("boomware:hlr?hlrMethod=GET", NUMBER);
        String id = sandbox.messages().get(0).id();
        context.createProducerTemplate().requestBody("boomware:requestGoal", Map.of("id", id, "goal", "LINK_OPENED"));
        RequestInfo info = context.createProducerTemplate().requestBody("boomware:requestInfo", id, RequestInfo.class);

        assertThat(info.goals()).containsExactly("LINK_OPENED");
        assertThat(sandbox.messages()).extracting(SentMessage::channel).containsExactly("push", "viber", "rcs", "viber",
                "voice", "call");
        sandbox.assertCleanWire();
    }

    /** The sandbox refuses the thirty-first call of any second, as the provider does. */
    @Test
    void aBurstIsPacedAndNoMessageIsLost() {
        List<CompletableFuture<Exchange>> sends = IntStream.range(0, 300)
                .mapToObj(i -> context.createProducerTemplate().asyncSend("direct:burst", exchange -> {
                    exchange.getMessage().setHeader("CamelMessagingTo", NUMBER);
                    exchange.getMessage().setBody("Message " + i);
                })).toList();

        await().atMost(Duration.ofMinutes(2)).until(() -> sends.stream().allMatch(CompletableFuture::isDone));
        assertThat(sends).allSatisfy(send -> assertThat(send.join().getException()).isNull());
        assertThat(sandbox.messages()).hasSize(300);
        assertThat(sandbox.messages().stream().map(SentMessage::text).distinct()).hasSize(300);
    }

    @Test
    void withoutPacingTheProviderRefusesAndSaysSo() {
        List<CompletableFuture<Exchange>> sends = IntStream.range(0, 60)
                .mapToObj(i -> context.createProducerTemplate().asyncSend("boomware:sms?maxRequestsPerPeriod=0", exchange -> {
                    exchange.getMessage().setHeader("CamelMessagingTo", NUMBER);
                    exchange.getMessage().setBody("Message " + i);
                })).toList();

        long refused = sends.stream().map(send -> send.join().getException())
                .filter(ProviderUnavailableException.class::isInstance).count();
        assertThat(refused).isPositive();
        assertThat(sandbox.messages()).hasSize(60 - (int) refused);
    }

    private MessageAccepted send(String operation, String number, String text) {
        return (MessageAccepted) context.createProducerTemplate().requestBodyAndHeaders("boomware:" + operation, text,
                Map.of("CamelMessagingTo", number, "CamelMessagingCallbackUrl", hooks + "/receipts"));
    }

    private MessageAccepted template(String uri, String number, String text) {
        return context.createProducerTemplate().requestBodyAndHeader("boomware:" + uri, text, "CamelMessagingTo", number,
                MessageAccepted.class);
    }

    private VerifyCheckResult check(String requestId, String code) {
        return context.createProducerTemplate().requestBody("boomware:verifyCheck",
                Map.of("requestId", requestId, "code", code),
                VerifyCheckResult.class);
    }
}
