/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.Courier.Call;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The pool of connections after calls that were given up at every moment of their way.
 */
class ConnectionsTest {

    private static final int CONNECTIONS = 4;
    private static final int CALLS = 1_000;

    @Test
    void aCallThatWasGivenUpGivesItsConnectionBack() throws Exception {
        WireMockServer provider = new WireMockServer(wireMockConfig().dynamicPort().containerThreads(32));
        provider.start();
        provider.stubFor(post("/sms").willReturn(okJson("{\"id\":\"m1\"}").withFixedDelay(20)));
        HttpComponent http = new HttpComponent();
        http.setConnectionsPerRoute(CONNECTIONS);
        try (DefaultCamelContext context = Courier.context(provider.baseUrl())) {
            Courier.component(context).setHttpComponent(http);
            context.start();
            Random random = new Random(42);
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(Courier.sms(context, "?totalTimeout=" + (1 + random.nextInt(60))));
                if (i % 8 == 7) {
                    calls.get(i - 7).await();
                }
            }
            for (Call call : calls) {
                call.await();
            }
            assertThat(calls).extracting(call -> call.callbacks().get()).containsOnly(1);

            // as many as there are connections, all at once
            provider.stubFor(post("/sms").willReturn(okJson("{\"id\":\"m1\"}").withFixedDelay(500)));
            List<Call> last = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                last.add(Courier.sms(context, ""));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> last.stream().allMatch(call -> call.thread().isDone()));
            assertThat(last).extracting(call -> call.await().getException()).containsOnlyNulls();
        } finally {
            provider.stop();
        }
    }
}
