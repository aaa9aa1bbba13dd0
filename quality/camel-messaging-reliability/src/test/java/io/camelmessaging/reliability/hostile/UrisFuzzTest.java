/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is written as a URI makes an endpoint, or fails with a sentence that does not hold the secret.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UrisFuzzTest {

    private static final String SECRET = "s3cret-b7f1";
    private static final List<String> BEGINNINGS = List.of("boomerang:smsTwoWay?username=u&password=" + SECRET + "&",
            "boomware:sms?accessToken=u:" + SECRET + "&", "clicksend:sms?username=u&apiKey=" + SECRET + "&",
            "sendmode:sms?apiKey=" + SECRET + "&", "boomerang:", "boomware:", "clicksend:", "sendmode:");

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeAll
    void start() {
        context.start();
    }

    @AfterAll
    void stop() throws Exception {
        context.close();
    }

    @FuzzTest(maxDuration = "10m")
    void uris(byte[] data) {
        if (data.length == 0) {
            return;
        }
        String rest = new String(data, 1, data.length - 1, StandardCharsets.UTF_8);
        // references and placeholders are Camel's; the secret stands in an option whose name Camel masks, and there alone
        if (rest.contains("#") || rest.contains("{{") || rest.contains(SECRET)) {
            return;
        }
        String uri = BEGINNINGS.get(Math.floorMod(data[0], BEGINNINGS.size())) + rest;
        try {
            Endpoint endpoint = context.getEndpoint(uri);
            assertThat(endpoint.toString()).doesNotContain(SECRET);
            context.removeEndpoint(endpoint);
        } catch (ResolveEndpointFailedException e) {
            // of what is no URI Camel tells before a component sees it, and quotes it
            if (!(e.getCause() instanceof URISyntaxException)) {
                assertThat(e.getMessage()).doesNotContain(SECRET);
            }
        } catch (Exception e) {
            throw new AssertionError("not a sentence that says what is wrong with the URI: " + e.getClass(), e);
        }
    }
}
