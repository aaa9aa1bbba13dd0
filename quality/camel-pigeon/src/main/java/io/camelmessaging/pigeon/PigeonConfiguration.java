/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import io.camelmessaging.common.support.MessagingConfiguration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of the pigeon. */
@UriParams
public class PigeonConfiguration extends MessagingConfiguration {

    @UriParam(label = "security", secret = true, description = "The key of the account.")
    private String apiKey;

    public PigeonConfiguration() {
        setBaseUrl("https://api.pigeon.example");
    }

    @Override
    public PigeonConfiguration clone() {
        return (PigeonConfiguration) super.clone();
    }

    @Override
    public String account() {
        return "pigeon@" + getBaseUrl();
    }

    @Override
    public String credentialsProblem() {
        return apiKey == null ? "The component pigeon needs credentials: set the option apiKey." : null;
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }
}
