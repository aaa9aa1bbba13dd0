/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.List;
import java.util.Map;
import java.util.Properties;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.support.ErrorTable;
import io.camelmessaging.contract.ComponentPageTest;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The component's page and its examples.
 */
class BoomerangPageTest extends ComponentPageTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    BoomerangPageTest() {
        super("boomerang", BoomerangOperation.values());
    }

    @Override
    protected ErrorTable errors() {
        return null;
    }

    @Override
    protected RoutesBuilder operationExamples() {
        return new OperationExamples();
    }

    @Override
    protected CamelContext context() throws Exception {
        DefaultCamelContext context = BoomerangContexts.of(PROVIDER.baseUrl());
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.getComponent("webhook", WebhookComponent.class).getConfiguration().setWebhookComponentName("platform-http");
        context.getComponent("boomerang", BoomerangComponent.class).getConfiguration().setAutoIdempotencyKey(false);
        Properties properties = new Properties();
        properties.setProperty("hooks.url", "https://hooks.example.org");
        properties.setProperty("hooks.token", "s3cret");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("seen", MemoryIdempotentRepository.memoryIdempotentRepository());
        context.getRegistry().bind("cursors", new MemoryStateRepository());
        return context;
    }

    @Test
    void theJavaExamplesSendAndReceive() throws Exception {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"status\":200}")));
        PROVIDER.stubFor(get(urlPathEqualTo("/v1/get_responses")).willReturn(
                okJson("""
                        {"replies":[{"response_id":1,"response_content":" Yes please"},{"response_id":2,"response_content":"no"}]}""")));
        try (CamelContext context = context()) {
            context.addRoutes(new DocumentationExamples());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:confirmed").to("mock:confirmed");
                    from("direct:call-back").to("mock:call-back");
                    from("direct:answered").to("mock:answered");
                }
            });
            context.start();

            request(context, "ask", Map.of("phone", "353871234567", "visit", "118", "time", "10:00 on Friday"));
            request(context, "dispatched", Map.of("phones", List.of("447700900123"), "id", "7781"));
            request(context, "engineer-call", null);

            PROVIDER.verify(1, postRequestedFor(urlEqualTo("/v1/sms2")).withRequestBody(equalToJson("""
                    {"conversation_id":"visits","message_content":"Can you make 10:00 on Friday? Reply YES or NO.",
                     "recipient_address":[{"number":"353871234567"}],"validity_period":2,"open_ticket":true,
                     "custom_parameter":"118"}""")));
            PROVIDER.verify(1, postRequestedFor(urlEqualTo("/v1/sms1")).withRequestBody(equalToJson("""
                    {"from":"AcmeShop","message_content":"Parcel 7781 is out for delivery today.","campaign_name":"dispatch",
                     "recipient_address":[{"number":"447700900123"}],"unique_identifier":"order-7781-dispatch"}""")));
            PROVIDER.verify(1, postRequestedFor(urlEqualTo("/v1/voice")).withRequestBody(equalToJson("""
                    {"voice_intro":"This is a call from Acme. Press 1 to listen or 2 to ignore.",
                     "message_content":"Your engineer arrives between nine and eleven. Press 9 to speak to us.",
                     "voice_redirect_no":{"number":"442079460000"},"voice_retries":2,"voice_delay":5,
                     "recipient_address":[{"number":"447700900123"}]}""")));
            await().untilAsserted(() -> PROVIDER.verify(getRequestedFor(urlPathEqualTo("/v1/get_all_new_drs"))));
            await().untilAsserted(() -> {
                assertThat(context.getEndpoint("mock:confirmed", MockEndpoint.class).getExchanges()).hasSize(1);
                assertThat(context.getEndpoint("mock:call-back", MockEndpoint.class).getExchanges()).hasSize(1);
            });
        }
    }

    private static void request(CamelContext context, String route, Object body) {
        Exchange exchange = context.createProducerTemplate().request("direct:" + route, e -> e.getMessage().setBody(body));
        assertThat(exchange.getException()).isNull();
    }
}
