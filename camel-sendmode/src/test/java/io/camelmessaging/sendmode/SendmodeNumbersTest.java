/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.contract.NumbersContract;
import org.apache.camel.impl.DefaultCamelContext;

class SendmodeNumbersTest extends NumbersContract {

    SendmodeNumbersTest() {
        super("sendmode:sms?bodyFormat=json", "{\"status\":\"OK\",\"statusCode\":0}");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return SendmodeContexts.of(baseUrl);
    }

    @Override
    protected Stream<JsonNode> recipients(JsonNode request) {
        return StreamSupport.stream(request.path("recipients").spliterator(), false);
    }

    @Override
    protected String onWire(String e164) {
        return e164.substring(1);
    }

    @Override
    protected List<Number> ownNumbers() {
        return List.of(new Number("defaultRegion=AU", "0011 65 9234 5678", "6592345678"),
                new Number("", "087 123 4567", "0871234567"),
                new Number("numberFormat=e164", "447700900123", "+447700900123"),
                new Number("numberFormat=asIs", "+44 7700 900123", "+44 7700 900123"),
                new Number("numberFormat=asIs", "\u202a+44 7700 900123", "+447700900123"));
    }
}
