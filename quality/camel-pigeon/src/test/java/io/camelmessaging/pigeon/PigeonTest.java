/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import io.camelmessaging.contract.ProviderContract;
import org.apache.camel.impl.DefaultCamelContext;

class PigeonTest extends ProviderContract {

    PigeonTest() {
        super(new Facts(
                "pigeon", PigeonComponent.class, PigeonOperation.values(), "sms?from=Acme", "number",
                "{\"id\":\"p1\"}", "{\"error\":\"HAWK\",\"reason\":\"cannot reach 37255500123\"}",
                "receipts", "{\"id\":\"p1\",\"number\":\"37255500123\",\"status\":\"HOME\"}", "{\"id\":\"p1\"}",
                "k3y-pigeon"));
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        DefaultCamelContext context = new DefaultCamelContext();
        PigeonConfiguration configuration = context.getComponent("pigeon", PigeonComponent.class).getConfiguration();
        configuration.setBaseUrl(baseUrl);
        configuration.setApiKey("k3y-pigeon");
        return context;
    }
}
