/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.contract.NumbersContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomwareNumbersTest extends NumbersContract {

    BoomwareNumbersTest() {
        super("boomware:sms?from=Acme", "{\"requestId\":\"rq1\"}");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomwareContexts.of(baseUrl);
    }

    @Override
    protected Stream<JsonNode> recipients(JsonNode request) {
        return Stream.of(request.path("number"));
    }

    @Override
    protected List<Number> ownNumbers() {
        return List.of(new Number("defaultRegion=AU", "0011 65 9234 5678", "+6592345678"),
                new Number("", "447700900123", "+447700900123"));
    }

    @Override
    protected List<String> ownRefusals() {
        return List.of("12345", "2035550123", "07700900123");
    }

    @Override
    protected boolean takesSeveral() {
        return false;
    }
}
