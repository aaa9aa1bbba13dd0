/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import io.camelmessaging.common.internal.Fingerprint;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Contexts whose {@code sendmode} component speaks with a stand-in.
 */
final class SendmodeContexts {

    static final String KEY = "demo-key-4711";
    static final String NUMBER = "+353870000101";

    private SendmodeContexts() {
    }

    static DefaultCamelContext of(String baseUrl) {
        DefaultCamelContext context = new DefaultCamelContext();
        SendmodeConfiguration configuration = context.getComponent("sendmode", SendmodeComponent.class).getConfiguration();
        configuration.setBaseUrl(baseUrl);
        configuration.setApiKey(KEY);
        return context;
    }

    /** The account of the component in short, as the headers name it. */
    static String account(CamelContext context) {
        return Fingerprint.shortOf(12, context.getComponent("sendmode", SendmodeComponent.class).getConfiguration().account());
    }
}
