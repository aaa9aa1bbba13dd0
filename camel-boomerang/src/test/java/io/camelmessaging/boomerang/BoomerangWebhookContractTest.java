/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.List;

import io.camelmessaging.contract.WebhookContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomerangWebhookContractTest extends WebhookContract {

    BoomerangWebhookContractTest() {
        super("", new Hook(
                "boomerang:replies", "application/json",
                "{\"response_id\":\"1\",\"from\":\"353871234567\",\"response_content\":\"YES\"}", "",
                List.of("x", "{", "[1]", "{\"replies\":[1]}", "[[]]", "<reply/>")));
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomerangContexts.of(baseUrl);
    }
}
