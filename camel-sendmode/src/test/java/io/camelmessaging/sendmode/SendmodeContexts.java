package io.camelmessaging.sendmode;

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
}
