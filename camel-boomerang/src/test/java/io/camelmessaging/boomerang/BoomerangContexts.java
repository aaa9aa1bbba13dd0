/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import io.camelmessaging.common.internal.Fingerprint;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Contexts whose {@code boomerang} component speaks with a stand-in.
 */
final class BoomerangContexts {

    static final String NUMBER = "447700900123";

    private BoomerangContexts() {
    }

    static DefaultCamelContext of(String baseUrl) {
        DefaultCamelContext context = new DefaultCamelContext();
        BoomerangConfiguration configuration
                = context.getComponent("boomerang", BoomerangComponent.class).getConfiguration();
        configuration.setBaseUrl(baseUrl + "/v1");
        configuration.setUsername("demo-user");
        configuration.setPassword("demo-pass");
        configuration.setRetryDelay(1);
        return context;
    }

    /** The account of the component in short, as the headers name it. */
    static String account(CamelContext context) {
        return Fingerprint.shortOf(12,
                context.getComponent("boomerang", BoomerangComponent.class).getConfiguration().account());
    }
}
