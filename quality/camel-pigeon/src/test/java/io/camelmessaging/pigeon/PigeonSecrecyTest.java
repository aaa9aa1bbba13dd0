/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import java.util.List;

import io.camelmessaging.contract.SecrecyContract;
import org.apache.camel.impl.DefaultCamelContext;

class PigeonSecrecyTest extends SecrecyContract {

    PigeonSecrecyTest() {
        super("k3y-pigeon", "37255500123");
    }

    @Override
    protected List<Call> calls() {
        return List.of(new Call("pigeon:sms", TEXT, "+37255500123"));
    }

    @Override
    protected String echo() {
        return "{\"id\":\"p1\",\"text\":\"" + TEXT + "\"}";
    }

    @Override
    protected String refusal() {
        return "{\"error\":\"HAWK\",\"reason\":\"cannot reach 37255500123\"}";
    }

    @Override
    protected List<Push> pushes() {
        return List.of(new Push(
                "pigeon:receipts", "application/json",
                "{\"id\":\"p1\",\"number\":\"37255500123\",\"status\":\"HOME\"}", "{\"text\":\"" + TEXT + "\"}"));
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return PigeonContexts.of(baseUrl);
    }
}
