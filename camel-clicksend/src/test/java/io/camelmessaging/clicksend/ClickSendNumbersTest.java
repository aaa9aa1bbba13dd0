/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.contract.NumbersContract;
import org.apache.camel.impl.DefaultCamelContext;

class ClickSendNumbersTest extends NumbersContract {

    ClickSendNumbersTest() {
        super("clicksend:sms?from=Acme",
              "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":[]}}");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return ClickSendContexts.of(baseUrl);
    }

    @Override
    protected Stream<JsonNode> recipients(JsonNode request) {
        return StreamSupport.stream(request.path("messages").spliterator(), false).map(message -> message.path("to"));
    }

    @Override
    protected List<Number> ownNumbers() {
        return List.of(new Number("defaultRegion=AU", "0011 65 9234 5678", "+6592345678"),
                new Number("", "0412 345 678", "0412345678"));
    }
}
