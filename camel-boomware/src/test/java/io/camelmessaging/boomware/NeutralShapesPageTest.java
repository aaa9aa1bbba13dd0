/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataType;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The routes of the page about neutral JSON make the JSON that it shows.
 */
class NeutralShapesPageTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("../docs/neutral-shapes.adoc");
    private static final String RECEIPT = """
            {"requestId": "rq7", "number": "37255500123", "status": "DELIVERED", "timestamp": 1717171717000}""";
    private static final String REPLY
            = """
                    {"from": "37255500123", "to": "37255599000", "messageId": "in-1", "text": "Yes, please", "timestamp": 1717171717}""";

    @ParameterizedTest
    @ValueSource(strings = { "yaml", "xml" })
    void itsRoutesMakeItsJson(String language) throws Exception {
        PROVIDER.stubFor(post("/v1/sms").willReturn(okJson("{\"requestId\":\"rq7\"}")));
        try (DefaultCamelContext context = context(language)) {
            assertThat(call(context, "receipts", RECEIPT)).isEqualTo(200);
            assertThat(taken(context, "seda:events")).isEqualTo(shown(0));
            assertThat(call(context, "replies", REPLY)).isEqualTo(200);
            assertThat(taken(context, "seda:events")).isEqualTo(shown(1));
            for (String route : List.of("direct:notify-java", "direct:notify-yaml")) {
                send(context, route);
                assertThat(taken(context, "seda:results")).isEqualTo(shown(2));
            }
            assertThat(call(context, "cloudevents", REPLY)).isEqualTo(200);
            assertThat(taken(context, "seda:cloudevents").path("data")).isEqualTo(shown(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "yaml", "xml" })
    void itsRoutesTellAFailure(String language) throws Exception {
        PROVIDER.stubFor(post("/v1/sms").willReturn(aResponse().withStatus(429).withHeader("Retry-After", "7")));
        try (DefaultCamelContext context = context(language)) {
            for (String route : List.of("direct:notify-java", "direct:notify-yaml")) {
                send(context, route);
                assertThat(taken(context, "seda:results")).isEqualTo(shown(3));
            }
        }
    }

    @Test
    void whatIsStoredGoesOnAsAnEvent() throws Exception {
        try (DefaultCamelContext context = context("yaml")) {
            context.createProducerTemplate().sendBody("seda:stored", shown(0).toString());
            Exchange receipt = context.createConsumerTemplate().receive("seda:receipts-again", 20_000);
            context.createProducerTemplate().sendBody("seda:stored", shown(1).toString());
            Exchange reply = context.createConsumerTemplate().receive("seda:replies-again", 20_000);

            assertThat(receipt.getMessage().getBody(DeliveryReceipt.class).deliveryStatus())
                    .isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(reply.getMessage().getBody(String.class)).isEqualTo("Yes, please");
            assertThat(context.createProducerTemplate().request("direct:back-to-java",
                    exchange -> exchange.getMessage().setBody(shown(0).toString())).getMessage()
                    .getHeader(MessagingConstants.EVENT_ID)).isEqualTo("rq7:DELIVERED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "secret", "[]", "{}", "{\"type\": \"secret\"}", "{\"type\": 1}",
            "{\"type\": \"receipt\", \"provider\": \"boomware\"}",
            "{\"type\":\"receipt\",\"provider\":\"p\",\"eventId\":\"1\",\"rawStatus\":\"r\",\"status\":\"secret\"}",
            "{\"type\":\"result\",\"provider\":\"p\",\"outcomes\":\"secret\"}" })
    void whatIsNoNeutralJsonIsRefusedAndNotQuoted(String json) throws Exception {
        try (DefaultCamelContext context = context("yaml")) {
            Exception refusal = context.createProducerTemplate().request("direct:back-to-java",
                    exchange -> exchange.getMessage().setBody(json)).getException();

            assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
            assertThat(refusal.toString()).doesNotContain("secret");
        }
    }

    @Test
    void whatIsNoEventAndNoSendIsRefusedAndNotQuoted() throws Exception {
        try (DefaultCamelContext context = context("yaml")) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:any").transformDataType(new DataType("messaging:event"));
                }
            });

            assertThat(context.createProducerTemplate().request("direct:any",
                    exchange -> exchange.getMessage().setBody("secret")).getException())
                    .hasMessage("messaging:event takes the body that a consumer of a messaging component gives and got"
                                + " a String: transform before the body is replaced.");
        }
    }

    @Test
    void theRoutesInJavaAreTheTestedOnes() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/camelmessaging/boomware/NeutralShapesExamples.java"))
                .replaceAll("\\s+", "");

        assertThat(blocks("java")).isNotEmpty().allSatisfy(
                block -> assertThat(source).contains(block.replaceAll("\\s+", "")));
    }

    private static DefaultCamelContext context(String language) throws Exception {
        DefaultCamelContext context = BoomwareContexts.of(PROVIDER.baseUrl());
        context.getPropertiesComponent().addInitialProperty("hooks.token", "s3cret");
        context.getComponent("webhook", WebhookComponent.class).getConfiguration()
                .setWebhookComponentName("platform-http");
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.addRoutes(new NeutralShapesExamples());
        for (String block : blocks(language)) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("shapes." + language, block));
        }
        context.start();
        return context;
    }

    private static void send(DefaultCamelContext context, String route) {
        context.createProducerTemplate().requestBodyAndHeaders(route, "Hi",
                Map.of(MessagingConstants.TO, BoomwareContexts.NUMBER));
    }

    private static int call(DefaultCamelContext context, String hook, String body) throws Exception {
        int port = context.hasService(VertxPlatformHttpServer.class).getPort();
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/shapes/" + hook + "?token=s3cret"))
                        .POST(HttpRequest.BodyPublishers.ofString(body)).header("Content-Type", "application/json").build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** The account on the page is an invented one. */
    private static JsonNode taken(DefaultCamelContext context, String queue) throws IOException {
        String json = context.createConsumerTemplate().receiveBody(queue, 20_000, String.class);
        return JSON.readTree(json.replace(BoomwareContexts.account(context), "0123456789ab"));
    }

    private static JsonNode shown(int index) throws IOException {
        return JSON.readTree(blocks("json").get(index));
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("\\[source," + language + "]\\n----\\n(.*?)\\n----", Pattern.DOTALL)
                .matcher(Files.readString(PAGE)).results().map(block -> block.group(1)).toList();
    }
}
