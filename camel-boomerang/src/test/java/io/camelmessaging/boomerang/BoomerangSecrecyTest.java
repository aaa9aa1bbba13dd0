/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.List;

import io.camelmessaging.contract.SecrecyContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomerangSecrecyTest extends SecrecyContract {

    BoomerangSecrecyTest() {
        super("demo-pass", "ZGVtby11c2VyOmRlbW8tcGFzcw", "447700900123", "pat@example.org");
    }

    @Override
    protected List<Call> calls() {
        return List.of(new Call("boomerang:smsOneWay?from=Acme", TEXT, BoomerangContexts.NUMBER),
                new Call("boomerang:smsTwoWay", TEXT, BoomerangContexts.NUMBER),
                new Call("boomerang:smsCustomNumber?from=447700900999", TEXT, BoomerangContexts.NUMBER),
                new Call("boomerang:voice", TEXT, BoomerangContexts.NUMBER),
                new Call("boomerang:email?subject=s", TEXT, "pat@example.org"));
    }

    @Override
    protected String echo() {
        return "{\"transactions\":[{\"transaction_id\":1,\"telephone_number\":\"447700900123\",\"message\":\"" + TEXT + "\"}]}";
    }

    @Override
    protected String refusal() {
        return "{\"message\":\"447700900123 and pat@example.org, demo-pass\"}";
    }

    @Override
    protected List<Push> pushes() {
        return List.of(new Push(
                "boomerang:replies", "application/json",
                "{\"response_id\":\"1\",\"from\":\"447700900123\",\"response_content\":\"" + TEXT + "\"}",
                "{\"to\":\"447700900123\",\"said\":\"" + TEXT + "\"}"));
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomerangContexts.of(baseUrl);
    }
}
