/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.contract.NumbersContract;
import org.apache.camel.impl.DefaultCamelContext;

class PigeonNumbersTest extends NumbersContract {

    PigeonNumbersTest() {
        super("pigeon:sms?from=Acme", "{\"id\":\"p1\"}");
    }

    @Override
    protected Stream<JsonNode> recipients(JsonNode request) {
        return Stream.of(request.path("number"));
    }

    @Override
    protected boolean takesSeveral() {
        return false;
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return PigeonContexts.of(baseUrl);
    }
}
