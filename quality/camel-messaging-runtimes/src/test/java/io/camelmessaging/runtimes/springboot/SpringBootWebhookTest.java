/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.springboot;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.courier.WebhookInput;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.test.SandboxExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Webhooks behind the servlets of Spring Boot, where somebody else reads a form first if nobody asks him not to.
 */
class SpringBootWebhookTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final SandboxExtension RUNNING = new SandboxExtension(SANDBOX);

    private static ConfigurableApplicationContext application;
    private static CamelContext context;
    private static String url;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        SpringApplication spring = new SpringApplication(MessagingApplication.class);
        spring.setDefaultProperties(
                Map.of("server.port", "0", "server.address", "127.0.0.1", "spring.main.banner-mode", "off"));
        application = spring.run();
        context = application.getBean(CamelContext.class);
        url = "http://127.0.0.1:" + ((ServletWebServerApplicationContext) application).getWebServer().getPort();
        context.addRoutes(new Providers(SANDBOX, url));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    private HttpResponse<String> post(String path, String contentType, String body) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", contentType)
                .header("Accept", "text/html").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void everyCallIsReadAlike() throws Exception {
        WebhookInput.playAll("spring-boot", URI.create(url + "/inbound?token=" + MessagingApplication.TOKEN), mock("events"));
    }

    @Test
    void aFailedRouteIsAnEmpty500() throws Exception {
        HttpResponse<String> answer = post("/failing?token=" + MessagingApplication.TOKEN, "application/json",
                "{\"id\":\"i1\",\"text\":\"my secret\"}");

        assertThat(List.of(answer.statusCode(), answer.body())).containsExactly(500, "");
    }

    @ParameterizedTest
    @CsvSource({ "application/json, {\"id\":\"i1\"}", FORM + ", {\"id\":\"i1\"}", FORM + ", id=i1&text=50%&token=s3cret" })
    void aCallWithoutItsTokenIsAnEmpty403(String contentType, String body) throws Exception {
        HttpResponse<String> answer = post("/inbound?token=wrong", contentType, body);

        assertThat(List.of(answer.statusCode(), answer.body())).containsExactly(403, "");
    }

    @ParameterizedTest
    @CsvSource({ "application/json, {\"id\":", "application/json, hello", FORM + ", {\"id\":", FORM + ", hello" })
    void whatNobodyCanReadIsAnEmpty400(String contentType, String body) throws Exception {
        HttpResponse<String> answer = post("/inbound?token=" + MessagingApplication.TOKEN, contentType, body);

        assertThat(List.of(answer.statusCode(), answer.body())).containsExactly(400, "");
    }

    @ParameterizedTest
    @CsvSource({
            "boomware:sms?from=Acme, +37255500123", "clicksend:sms?from=Acme, +61491570156",
            "sendmode:sms?from=Acme, +353870000101", "boomerang:smsTwoWay?openTicket=true, +447700900123" })
    void everyProvidersRepliesAndReceiptsComeIn(String uri, String recipient) throws Exception {
        String provider = uri.substring(0, uri.indexOf(':'));
        String text = "Yes 100% sure, caf\u00e9 + 1";

        context.createProducerTemplate().sendBodyAndHeader(uri, "Can you come?", MessagingConstants.TO, recipient);
        SANDBOX.awaitMessage(recipient);
        SANDBOX.reply(recipient, text);

        await().untilAsserted(() -> assertThat(mock(provider + "-replies").getExchanges())
                .extracting(reply -> reply.getMessage().getBody(InboundMessage.class).text()).contains(text));
        if (!provider.equals("boomerang")) {
            await().untilAsserted(() -> assertThat(mock(provider + "-receipts").getExchanges())
                    .extracting(receipt -> receipt.getMessage().getHeader(MessagingConstants.STATUS))
                    .contains(DeliveryStatus.DELIVERED));
        }
    }
}
