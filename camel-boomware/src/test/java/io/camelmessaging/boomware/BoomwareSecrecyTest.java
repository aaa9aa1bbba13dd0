/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.util.List;
import java.util.stream.Stream;

import io.camelmessaging.contract.SecrecyContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomwareSecrecyTest extends SecrecyContract {

    BoomwareSecrecyTest() {
        super(BoomwareContexts.TOKEN, "demo-pass", "ZGVtby11c2VyOmRlbW8tcGFzcw", "37255500123", "998877");
    }

    @Override
    protected List<Call> calls() {
        Stream<Call> texts
                = Stream.of("sms?from=Acme", "viber?from=Acme", "rcs?from=Acme", "messaging?from=Acme&channel=telegram",
                        "textCall?from=Acme").map(uri -> new Call("boomware:" + uri, TEXT, BoomwareContexts.NUMBER));
        Stream<Call> others = Stream.of(new Call("boomware:verify", null, BoomwareContexts.NUMBER),
                new Call("boomware:verifyCheck", "998877", BoomwareContexts.NUMBER),
                new Call("boomware:hlr", null, BoomwareContexts.NUMBER),
                new Call("boomware:flashCall", null, BoomwareContexts.NUMBER));
        return Stream.concat(texts, others).toList();
    }

    @Override
    protected String echo() {
        return "{\"requestId\":\"rq1\",\"number\":\"+37255500123\",\"text\":\"" + TEXT + "\",\"code\":\"998877\"}";
    }

    @Override
    protected String refusal() {
        return "{\"error\":3,\"message\":\"bad +37255500123, demo-user:demo-pass\"}";
    }

    @Override
    protected List<Push> pushes() {
        String sms = "{\"from\":\"37255500123\",\"to\":\"37255599000\",\"messageId\":\"in-1\",\"text\":\"" + TEXT + "\"}";
        return List.of(new Push("boomware:inboundSms", "application/json", sms, "{\"text\":\"" + TEXT + "\"}"),
                new Push(
                        "boomware:deliveryReceipts", "application/json",
                        "{\"requestId\":\"rq7\",\"number\":\"+37255500123\",\"status\":\"DELIVERED\"}", sms));
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomwareContexts.of(baseUrl);
    }
}
