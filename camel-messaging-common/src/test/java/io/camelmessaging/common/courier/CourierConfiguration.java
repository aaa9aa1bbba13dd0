/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import io.camelmessaging.common.support.BulkConfiguration;

/**
 * The options of the courier.
 */
public class CourierConfiguration extends BulkConfiguration {

    private String username;
    private String apiKey;
    private String language;
    private int batchSize = 2;

    @Override
    public CourierConfiguration clone() {
        return (CourierConfiguration) super.clone();
    }

    @Override
    public String account() {
        return username;
    }

    @Override
    public String credentialsProblem() {
        return username == null || apiKey == null ? "The component courier needs the options username and apiKey." : null;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }
}
