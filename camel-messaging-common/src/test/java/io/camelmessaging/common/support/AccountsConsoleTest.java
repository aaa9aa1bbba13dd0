/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.courier.Courier;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the console, JMX and the health check tell of accounts. */
class AccountsConsoleTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void prepare() {
        context = Courier.context(PROVIDER.baseUrl());
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void anAccountIsShownWithItsLimitAndWhatWasRefusedLast() {
        answers(aResponse().withStatus(401).withHeader("Content-Type", "application/json")
                .withBody("{\"error\":\"wrong key " + Courier.API_KEY + " for +37255500123\"}"));
        context.start();
        Courier.sms(context, "?maxRequestsPerPeriod=30&requestPeriod=1000").await();

        assertThat(text()).contains("courier " + Courier.account(context) + ": 0 of 512 calls in flight, 0 of 10000 queued")
                .contains("limit 30 in 1S").contains("last refusal: rejected (authentication), HTTP 401")
                .doesNotContain(Courier.API_KEY, "courier-user", Courier.NUMBER, Courier.TEXT);
        assertThat(json()).singleElement().satisfies(account -> assertThat(account)
                .containsEntry("provider", "courier").containsEntry("maxInFlight", 512).containsEntry("limit", "limit 30 in 1S")
                .containsKey("lastRefusal"));
        assertThat(Observers.of(context).getAccounts()).singleElement().asString()
                .contains("rejected (authentication), HTTP 401").doesNotContain(Courier.API_KEY, "courier-user");
    }

    @Test
    void aConsoleOfAContextWithoutAccountsIsEmpty() throws Exception {
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            AccountsDevConsole console = new AccountsDevConsole();
            console.setCamelContext(other);
            other.start();

            assertThat(console.call(DevConsole.MediaType.TEXT)).isEqualTo("");
        }
    }

    @Test
    void aQueueThatIsNearlyFullIsToldBeforeSendsFail() {
        answers(okJson("{\"id\":\"m1\"}").withFixedDelay(60_000));
        Courier.component(context).setMaxInFlight(1);
        Courier.component(context).setMaxQueued(10);
        context.start();
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);

        IntStream.range(0, 11).forEach(i -> Courier.sms(context, ""));
        await().untilAsserted(() -> assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN));
        assertThat(health().getMessage()).hasValueSatisfying(message -> assertThat(message)
                .contains("10 calls wait", "maxQueued", "Send more slowly"));
        assertThat(HealthCheckHelper.invokeReadiness(context))
                .allSatisfy(result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.UP));
    }

    @Test
    void everyAccountWhoseQueueIsNearlyFullIsNamed() {
        answers(okJson("{\"id\":\"m1\"}").withFixedDelay(60_000));
        Courier.component(context).setMaxInFlight(1);
        Courier.component(context).setMaxQueued(10);
        context.start();

        for (String options : List.of("", "?username=another-user")) {
            IntStream.range(0, 11).forEach(i -> Courier.sms(context, options));
        }

        await().untilAsserted(() -> assertThat(health().getMessage()).hasValueSatisfying(message -> assertThat(message)
                .matches(".*accounts is nearly full: courier\\.\\S+ \\(10 calls .*, courier\\.\\S+ \\(10 calls .*")
                .doesNotContain("another-user", "courier-user", Courier.API_KEY)));
    }

    private HealthCheck.Result health() {
        return HealthCheckRegistry.get(context).getCheck("messaging-accounts").orElseThrow().call();
    }

    private String text() {
        return (String) console().call(DevConsole.MediaType.TEXT);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> json() {
        return (List<Map<String, Object>>) ((Map<String, Object>) console().call(DevConsole.MediaType.JSON)).get("accounts");
    }

    /** As the registry of consoles finds it. */
    private DevConsole console() {
        DevConsole console
                = context.getCamelContextExtension().getFactoryFinder("META-INF/services/org/apache/camel/dev-console/")
                        .newInstance("messaging-accounts", DevConsole.class).orElseThrow();
        ((AccountsDevConsole) console).setCamelContext(context);
        return console;
    }

    private void answers(ResponseDefinitionBuilder answer) {
        PROVIDER.stubFor(any(anyUrl()).willReturn(answer));
    }
}
