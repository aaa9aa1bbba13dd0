/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;

import io.camelmessaging.contract.WebhookContract;
import org.apache.camel.impl.DefaultCamelContext;

class ClickSendWebhookContractTest extends WebhookContract {

    ClickSendWebhookContractTest() {
        super("&webhookAutoRegister=false",
              new Hook(
                      "clicksend:inboundSms", "application/json",
                      "{\"body\":\"YES\",\"from\":\"+61411111111\",\"message_id\":\"IN-1\"}", "",
                      List.of("", "x", "{", "[]", "{}", "{\"message_id\":\"1\"}", "{\"from\":\"1\"}")),
              new Hook(
                      "clicksend:deliveryReceipts", "application/x-www-form-urlencoded",
                      "message_id=M-1&status_code=201", "",
                      List.of("", "x", "{", "[]", "{}", "status_code=201", "from=1&body=x")));
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return ClickSendContexts.of(baseUrl);
    }
}
