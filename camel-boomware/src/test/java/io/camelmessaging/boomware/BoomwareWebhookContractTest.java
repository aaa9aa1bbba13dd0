/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.util.List;

import io.camelmessaging.contract.WebhookContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomwareWebhookContractTest extends WebhookContract {

    BoomwareWebhookContractTest() {
        super("",
              new Hook(
                      "boomware:deliveryReceipts", "application/json",
                      "{\"requestId\":\"rq7\",\"number\":\"+37255500123\",\"status\":\"DELIVERED\"}", "",
                      List.of("", "x", "{", "[]", "{}", "a=b", "{\"requestId\":\"rq7\"}", "{\"status\":\"SENT\"}",
                              "{\"messageId\":\"in-1\",\"text\":\"inbound at the wrong URL\"}")),
              new Hook(
                      "boomware:inboundSms", "application/json",
                      "{\"from\":\"37255500123\",\"to\":\"37255599000\",\"messageId\":\"in-1\",\"text\":\"STOP\"}", "",
                      List.of("", "x", "{", "[]", "{}", "a=b", "{\"requestId\":\"rq7\",\"status\":\"SENT\"}")));
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomwareContexts.of(baseUrl);
    }
}
