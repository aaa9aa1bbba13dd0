/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.contract.NumbersContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomerangNumbersTest extends NumbersContract {

    BoomerangNumbersTest() {
        super("boomerang:smsOneWay?from=Acme", "{\"status\":200}");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomerangContexts.of(baseUrl);
    }

    @Override
    protected Stream<JsonNode> recipients(JsonNode request) {
        return StreamSupport.stream(request.path("recipient_address").spliterator(), false).map(one -> one.path("number"));
    }

    @Override
    protected List<Number> ownNumbers() {
        return List.of(new Number("", "447700900123", "447700900123"));
    }

    @Override
    protected List<String> ownRefusals() {
        return List.of("12345", "2035550123", "07700900123");
    }
}
