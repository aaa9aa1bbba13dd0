/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.util.List;

import io.camelmessaging.contract.WebhookContract;
import org.apache.camel.impl.DefaultCamelContext;

class SendmodeWebhookContractTest extends WebhookContract {

    SendmodeWebhookContractTest() {
        super("",
              new Hook(
                      "sendmode:deliveryReceipts", "application/x-www-form-urlencoded",
                      "EventID=1&Phonenumber=353870000101&Status=DELIVRD", "True",
                      List.of("", "Status=DELIVRD", "EventID=1", "Status=&EventID=1", "Phonenumber=353870000101&Status=DELIVRD",
                              "mobilenumber=1&command=x")),
              new Hook(
                      "sendmode:replies", "application/x-www-form-urlencoded", "mobilenumber=353870000101&command=YES", "True",
                      List.of("", "command=x", "mobilenumber=353870000101")));
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return SendmodeContexts.of(baseUrl);
    }
}
