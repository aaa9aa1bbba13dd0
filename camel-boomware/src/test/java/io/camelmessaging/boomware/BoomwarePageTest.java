/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.util.List;
import java.util.Map;
import java.util.Properties;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.support.ErrorTable;
import io.camelmessaging.contract.ComponentPageTest;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The component's page and its examples.
 */
class BoomwarePageTest extends ComponentPageTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    BoomwarePageTest() {
        super("boomware", BoomwareOperation.values());
    }

    @Override
    protected ErrorTable errors() {
        return BoomwareErrors.TABLE;
    }

    @Override
    protected RoutesBuilder operationExamples() {
        return new OperationExamples();
    }

    @Override
    protected CamelContext context() throws Exception {
        DefaultCamelContext context = BoomwareContexts.of(PROVIDER.baseUrl());
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.getComponent("webhook", WebhookComponent.class).getConfiguration().setWebhookComponentName("platform-http");
        Properties properties = new Properties();
        properties.setProperty("hooks.url", "https://hooks.example.org");
        properties.setProperty("hooks.token", "s3cret");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("inboundSeen", MemoryIdempotentRepository.memoryIdempotentRepository());
        return context;
    }

    @Test
    void theJavaExamplesSend() throws Exception {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"requestId\":\"rq1\",\"from\":\"37255599871\"}")));
        try (CamelContext context = context()) {
            context.addRoutes(new DocumentationExamples());
            context.start();

            request(context, "order-shipped", Map.of("phone", "+37255500123", "id", "7781"), Map.of());
            request(context, "menu", null, Map.of());
            request(context, "parcel-chain", null, Map.of());
            request(context, "lookup", "+37255500123", Map.of());
            request(context, "confirm", null, Map.of(MessagingConstants.MESSAGE_ID, "rq1"));
            Exchange flash = request(context, "flash", null, Map.of(MessagingConstants.TO, "+37255500123"));
            assertThat(flash.getProperty("callingNumber")).isEqualTo("37255599871");

            PROVIDER.verify(1, postRequestedFor(urlEqualTo("/v1/sms")).withRequestBody(equalToJson("""
                    {"number":"+37255500123","text":"Your order 7781 has left the depot.","from":"Depot",
                     "callbackUrl":"https://hooks.example.org/boomware/receipts"}""")));
            PROVIDER.verify(1, postRequestedFor(urlEqualTo("/v1/messaging/viber")).withRequestBody(equalToJson("""
                    {"number":"+37255500123","text":"Tonight's menu is out.","from":"Bistro","buttonCaption":"Open",
                     "buttonActionUrl":"https://bistro.example.org/menu"}""")));
            for (String path : List.of("/v1/messaging/failover", "/v1/insight/hlr", "/v1/calls/flash")) {
                PROVIDER.verify(1, postRequestedFor(urlEqualTo(path)));
            }
        }
    }

    private static Exchange request(CamelContext context, String route, Object body, Map<String, Object> headers) {
        Exchange exchange = context.createProducerTemplate().request("direct:" + route, e -> {
            e.getMessage().setBody(body);
            e.getMessage().getHeaders().putAll(headers);
        });
        assertThat(exchange.getException()).isNull();
        return exchange;
    }
}
