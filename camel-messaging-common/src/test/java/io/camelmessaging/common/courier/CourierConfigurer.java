/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.BeanIntrospection;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;

/**
 * Does what the build generates for a real component: sets and reads options by name.
 */
final class CourierConfigurer implements PropertyConfigurer, PropertyConfigurerGetter {

    private final BeanIntrospection beans;

    CourierConfigurer(CamelContext context) {
        this.beans = PluginHelper.getBeanIntrospection(context);
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        if (value instanceof String text && text.startsWith("#")) {
            return configure(context, target, name, context.getRegistry().lookupByName(text.substring(1)), ignoreCase);
        }
        try {
            return beans.setProperty(context, ((CourierEndpoint) target).getConfiguration(), name, value)
                    || beans.setProperty(context, target, name, value);
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        try {
            return beans.getPropertyGetter(CourierConfiguration.class, name, ignoreCase).getReturnType();
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return beans.getOrElseProperty(((CourierEndpoint) target).getConfiguration(), name, null, ignoreCase);
    }
}
