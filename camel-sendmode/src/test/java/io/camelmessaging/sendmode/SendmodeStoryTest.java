/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.sendmode.SendmodeProvider;
import io.camelmessaging.sendmode.model.Credits;
import io.camelmessaging.sendmode.model.ImportResult;
import io.camelmessaging.sendmode.model.SmsAccepted;
import io.camelmessaging.sendmode.model.VerifyCheckResult;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a user does over a day, with the routes of the component's page, against a provider that remembers.
 */
class SendmodeStoryTest {

    private static final String NUMBER = "+353870000101";

    private MessagingSandbox sandbox;
    private DefaultCamelContext context;
    private ProducerTemplate template;
    private MockEndpoint receipts;

    @BeforeEach
    void start() throws Exception {
        sandbox = MessagingSandbox.create().start();
        context = SendmodePageTest.context(sandbox.baseUrl("sendmode"));
        context.getComponent("sendmode", SendmodeComponent.class).getConfiguration().setApiKey(SendmodeProvider.ACCESS_KEY);
        context.addRoutes(new DocumentationExamples());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:sendmode:deliveryReceipts?webhookPath=/receipts&webhookVerifyToken=s3cret").to("mock:receipts");
            }
        });
        context.start();
        template = context.createProducerTemplate();
        receipts = context.getEndpoint("mock:receipts", MockEndpoint.class);
        String hooks = "http://127.0.0.1:" + context.hasService(VertxPlatformHttpServer.class).getPort();
        sandbox.receiptUrl("sendmode", hooks + "/receipts?token=s3cret");
        sandbox.inboundUrl("sendmode", hooks + "/sendmode/replies?token=s3cret");
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        sandbox.close();
    }

    @Test
    void aReceiptCarriesTheReference() {
        template.requestBody("direct:order-ready", Map.of("phone", NUMBER, "id", "7781"));

        await().untilAsserted(() -> assertThat(receipts.getReceivedExchanges()).anyMatch(
                receipt -> receipt.getMessage().getHeader(MessagingConstants.STATUS) == DeliveryStatus.DELIVERED));
        assertThat(receipts.getReceivedExchanges()).allMatch(
                receipt -> "order-7781".equals(receipt.getMessage().getHeader(MessagingConstants.REFERENCE)));
        assertThat(sandbox.messagesTo(NUMBER)).extracting(SentMessage::text).containsExactly("Your order 7781 is ready.");
        sandbox.assertCleanWire();
    }

    /** What the page says of a proof: the answer proves nothing, the credits do. */
    @Test
    void creditsTellWhetherAnAccountSends() {
        String newer = "?allowNewPlatformKey=true&apiKey=" + SendmodeProvider.NEWER_PLATFORM_KEY;

        assertThat(spent(newer)).isZero();
        assertThat(sandbox.messages()).isEmpty();
        assertThat(spent("?apiKey=" + SendmodeProvider.ACCESS_KEY)).isPositive();
        assertThat(sandbox.messagesTo(NUMBER)).hasSize(1);
    }

    private BigDecimal spent(String account) {
        BigDecimal before = template.requestBody("sendmode:credits" + account, null, Credits.class).balance();
        SmsAccepted accepted = template.requestBodyAndHeader("sendmode:sms" + account, "Hi", MessagingConstants.TO, NUMBER,
                SmsAccepted.class);
        assertThat(accepted.statusCode()).isZero();
        return before.subtract(template.requestBody("sendmode:credits" + account, null, Credits.class).balance());
    }

    @Test
    void aReferencePerRecipientTiesEachReceipt() {
        sandbox.deliveryScript("+353870000102", DeliveryScript.UNDELIVERED);
        template.requestBody("direct:campaign", List.of(
                Map.of("phone", NUMBER, "campaign", "spring", "customer", "1", "text", "Hi 1"),
                Map.of("phone", "+353870000102", "campaign", "spring", "customer", "2", "text", "Hi 2")));

        await().untilAsserted(() -> {
            assertThat(statusOf("spring-1")).contains(DeliveryStatus.DELIVERED);
            assertThat(statusOf("spring-2")).contains(DeliveryStatus.UNDELIVERED);
        });
    }

    private List<Object> statusOf(String reference) {
        return receipts.getReceivedExchanges().stream().map(Exchange::getMessage)
                .filter(receipt -> reference.equals(receipt.getHeader(MessagingConstants.REFERENCE)))
                .map(receipt -> receipt.getHeader(MessagingConstants.STATUS)).toList();
    }

    @Test
    void aStopOptsTheNumberOut() throws Exception {
        template.requestBody("direct:order-ready", Map.of("phone", NUMBER, "id", "1"));
        sandbox.reply(NUMBER, " Stop ");
        await().untilAsserted(() -> assertThat(sandbox.wire()).extracting("target").contains("/optout"));
        template.requestBody("direct:order-ready", Map.of("phone", NUMBER, "id", "2"));

        sandbox.awaitMessages(message -> message.status().equals("OPTED OUT - BLOCKED"), 1);
        await().untilAsserted(() -> assertThat(statusOf("order-2")).containsExactly(DeliveryStatus.REJECTED));
        sandbox.assertCleanWire();
    }

    @Test
    void creditsAndCustomers() {
        sandbox.balance("sendmode", new BigDecimal("12.5"));

        assertThat(template.requestBody("direct:credits", "", Credits.class).balance()).isEqualByComparingTo("12.5");
        ImportResult result = template.requestBody("direct:newsletter",
                Map.of("mobilenumber", NUMBER, "firstname", "Pat", "dateofbirth", "1980-12-31"), ImportResult.class);
        assertThat(result.group()).isEqualTo("Newsletter");
        assertThat(result.customer().dateOfBirth()).isEqualTo("31/12/1980");
        sandbox.assertCleanWire();
    }

    @Test
    void aCodeIsSentAndChecked() {
        template.requestBodyAndHeader("sendmode:verify?codeLength=6", "Your code is", MessagingConstants.TO, NUMBER);

        assertThat(check("000")).isFalse();
        assertThat(check(sandbox.verificationCode(NUMBER))).isTrue();
        assertThat(check(sandbox.verificationCode(NUMBER))).as("a code is used up").isFalse();
        sandbox.assertCleanWire();
    }

    private boolean check(String code) {
        return template
                .requestBodyAndHeader("sendmode:verifyCheck", code, MessagingConstants.TO, NUMBER, VerifyCheckResult.class)
                .verified();
    }

    @ParameterizedTest
    @EnumSource(BodyFormat.class)
    void theProviderReadsEachEncoding(BodyFormat format) {
        template.requestBody("sendmode:sms?to=+353870000101&bodyFormat=" + format, "50% & 1+1 \n 😀");
        template.requestBody("sendmode:importCustomer?to=+353870000101&group=News&bodyFormat=" + format,
                Map.of("town", "A & B"));
        template.requestBody("sendmode:optOut?to=+353870000101&bodyFormat=" + format, "STOP");

        assertThat(sandbox.messagesTo(NUMBER)).extracting(SentMessage::text).containsExactly("50% & 1+1 \n 😀");
        sandbox.assertCleanWire();
    }
}
