/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.ProviderUnavailableException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the pages that all components share: those of the README and of the neutral contract.
 */
class SharedPagesTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private static final Pattern README_JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CONTRACT_YAML = Pattern.compile("\\[source,yaml]\\n----\\n(.*?)\\n----", Pattern.DOTALL);

    @Test
    void theRouteOfTheReadmeSends() throws Exception {
        PROVIDER.stubFor(post("/v1/sms").willReturn(okJson("{\"requestId\":\"rq1\"}")));
        try (DefaultCamelContext context = BoomwareContexts.of(PROVIDER.baseUrl())) {
            context.addRoutes(new ReadmeExample());
            context.start();
            context.createProducerTemplate().sendBodyAndHeaders("direct:order-shipped", null,
                    Map.of("phone", BoomwareContexts.NUMBER, "order", "7781"));
        }

        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/v1/sms")).withRequestBody(equalToJson("""
                {"number":"+37255500123","text":"Your order 7781 has left the depot.","from":"Depot"}""")));
    }

    @Test
    void theRouteOfTheReadmeIsTheTestedOne() throws IOException {
        String source = squeeze(Files.readString(
                Path.of("src/test/java/io/camelmessaging/boomware/ReadmeExample.java")));

        assertThat(blocks(README_JAVA, "README.md")).isNotEmpty().allSatisfy(
                block -> assertThat(source).contains(squeeze(block)));
    }

    @Test
    void theRouteOfTheContractTellsTheThreeOutcomesApart() throws Exception {
        try (DefaultCamelContext context = BoomwareContexts.of(PROVIDER.baseUrl())) {
            for (String block : blocks(CONTRACT_YAML, "docs/messaging-contract.adoc").toList()) {
                PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("contract.yaml", block));
            }
            context.start();
            assertThat(context.getRouteController().getRouteStatus("three-outcomes").isStarted()).isTrue();

            assertThat(notify(context, 400).getException()).as("refused: handled").isNull();
            assertThat(notify(context, 500).getException()).as("unknown: handled").isNull();
            PROVIDER.verify(2, postRequestedFor(urlEqualTo("/v1/sms")));
            assertThat(notify(context, 429).getException()).as("unavailable: repeated, then thrown")
                    .isInstanceOf(ProviderUnavailableException.class);
            PROVIDER.verify(2 + 4, postRequestedFor(urlEqualTo("/v1/sms")));
        }
    }

    @Test
    void theRouteOfTheContractChecksACode() throws Exception {
        try (DefaultCamelContext context = BoomwareContexts.of(PROVIDER.baseUrl())) {
            for (String block : blocks(CONTRACT_YAML, "docs/messaging-contract.adoc").toList()) {
                PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("contract.yaml", block));
            }
            context.start();

            assertThat(check(context, okJson("{\"number\":\"+37255500123\",\"verifiedAt\":1717171717000}")))
                    .isEqualTo("welcome");
            assertThat(check(context, aResponse().withStatus(400).withBody("{\"errorCode\":22}"))).isEqualTo("EXPIRED");
        }
    }

    private static String check(DefaultCamelContext context, ResponseDefinitionBuilder answer) {
        PROVIDER.stubFor(post("/v1/verify/check").willReturn(answer));
        return context.createProducerTemplate().requestBodyAndHeader(
                "direct:code-entered", "0042", MessagingConstants.VERIFICATION_ID, "rq8", String.class);
    }

    private static Exchange notify(DefaultCamelContext context, int status) {
        PROVIDER.stubFor(post("/v1/sms").willReturn(aResponse().withStatus(status).withHeader("Retry-After", "0")));
        return context.createProducerTemplate().request("direct:notify", exchange -> {
            exchange.getMessage().setHeader(MessagingConstants.TO, BoomwareContexts.NUMBER);
            exchange.getMessage().setBody("Hello");
        });
    }

    private static Stream<String> blocks(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of("..").resolve(file))).results().map(SharedPagesTest::text);
    }

    private static String text(MatchResult block) {
        return block.group(1);
    }

    private static String squeeze(String text) {
        return text.replaceAll("\\s+", "");
    }
}
