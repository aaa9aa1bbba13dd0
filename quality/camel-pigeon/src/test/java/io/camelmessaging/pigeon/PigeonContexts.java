/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import org.apache.camel.impl.DefaultCamelContext;

final class PigeonContexts {

    private PigeonContexts() {
    }

    static DefaultCamelContext of(String baseUrl) {
        DefaultCamelContext context = new DefaultCamelContext();
        PigeonConfiguration configuration = context.getComponent("pigeon", PigeonComponent.class).getConfiguration();
        configuration.setBaseUrl(baseUrl);
        configuration.setApiKey("k3y-pigeon");
        return context;
    }
}
