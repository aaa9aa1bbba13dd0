/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import io.camelmessaging.common.internal.Fingerprint;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Contexts whose {@code clicksend} component speaks with a stand-in.
 */
final class ClickSendContexts {

    static final String USERNAME = "demo+user@example.org";
    static final String KEY = "DEMO-KEY-4711";
    static final String NUMBER = "+61400000101";

    private ClickSendContexts() {
    }

    static DefaultCamelContext of(String baseUrl) {
        DefaultCamelContext context = new DefaultCamelContext();
        ClickSendConfiguration configuration = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        configuration.setBaseUrl(baseUrl);
        configuration.setUsername(USERNAME);
        configuration.setApiKey(KEY);
        return context;
    }

    /** The account of the component in short, as the headers name it. */
    static String account(CamelContext context) {
        return Fingerprint.shortOf(12,
                context.getComponent("clicksend", ClickSendComponent.class).getConfiguration().account());
    }
}
