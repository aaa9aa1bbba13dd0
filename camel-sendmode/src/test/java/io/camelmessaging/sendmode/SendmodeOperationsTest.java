/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.camelmessaging.contract.OperationsTest;
import org.apache.camel.CamelContext;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;

/**
 * What {@code operations.json} lists, in the documented encoding; {@link SendmodeEncodingTest} has the others.
 */
class SendmodeOperationsTest extends OperationsTest {

    SendmodeOperationsTest() {
        super("sendmode", SendmodeContexts.KEY);
    }

    @Override
    protected CamelContext context(String baseUrl) {
        return SendmodeContexts.of(baseUrl);
    }

    @Override
    protected RequestPatternBuilder withBody(RequestPatternBuilder request, JsonNode row) {
        String group = row.has("group") ? "&group=" + encode(row.path("group").asText()) : "";
        return request.withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                .withRequestBody(equalTo(row.path("field").asText() + "=" + encode(row.path("request").toString()) + group));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
