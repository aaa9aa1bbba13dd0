package io.camelmessaging.boomware;

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
}
