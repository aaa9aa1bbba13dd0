/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import io.camelmessaging.common.internal.Fingerprint;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Contexts whose {@code boomware} component speaks with a stand-in.
 */
final class BoomwareContexts {

    static final String TOKEN = "demo-user:demo-pass";
    static final String NUMBER = "+37255500123";

    private BoomwareContexts() {
    }

    static DefaultCamelContext of(String baseUrl) {
        DefaultCamelContext context = new DefaultCamelContext();
        BoomwareConfiguration configuration = context.getComponent("boomware", BoomwareComponent.class).getConfiguration();
        configuration.setBaseUrl(baseUrl);
        configuration.setAccessToken(TOKEN);
        return context;
    }

    /** The account of the component in short, as the headers name it. */
    static String account(CamelContext context) {
        return Fingerprint.shortOf(12, context.getComponent("boomware", BoomwareComponent.class).getConfiguration().account());
    }
}
