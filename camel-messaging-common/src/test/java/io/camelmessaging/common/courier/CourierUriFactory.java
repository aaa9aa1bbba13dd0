/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import java.util.Map;
import java.util.Set;

import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.component.EndpointUriFactorySupport;

/**
 * Does what the build generates for a real component: knows the names of the options.
 */
public class CourierUriFactory extends EndpointUriFactorySupport implements EndpointUriFactory {

    @Override
    public boolean isEnabled(String scheme) {
        return "courier".equals(scheme);
    }

    @Override
    public String buildUri(String scheme, Map<String, Object> properties, boolean encode) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> propertyNames() {
        return Set.of("operation", "to", "from", "username", "apiKey", "language", "baseUrl", "maxSegments");
    }

    @Override
    public Set<String> secretPropertyNames() {
        return Set.of("apiKey");
    }

    @Override
    public Map<String, String> multiValuePrefixes() {
        return Map.of();
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
