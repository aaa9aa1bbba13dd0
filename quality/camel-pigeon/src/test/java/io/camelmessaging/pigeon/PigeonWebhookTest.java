/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import java.util.List;

import io.camelmessaging.contract.WebhookContract;
import org.apache.camel.impl.DefaultCamelContext;

class PigeonWebhookTest extends WebhookContract {

    PigeonWebhookTest() {
        super("", new Hook(
                "pigeon:receipts", "application/json", "{\"id\":\"p1\",\"status\":\"HOME\"}", "",
                List.of("", "[]", "{\"id\":\"p1\"}")));
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return PigeonContexts.of(baseUrl);
    }
}
