/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.karaf;

import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;

/**
 * The routes of a file, as every other runtime reads it.
 */
public final class StoryApplication extends MessagingBundle {

    @Override
    void addRoutes(CamelContext camel) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(PluginHelper.getResourceLoader(camel)
                .resolveResource(camel.resolvePropertyPlaceholders("{{camel.main.routes-include-pattern}}")));
    }
}
