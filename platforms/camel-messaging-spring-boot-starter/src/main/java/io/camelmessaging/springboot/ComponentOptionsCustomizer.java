/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.util.Map;

import io.camelmessaging.common.support.MessagingComponent;
import org.apache.camel.Component;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.PropertyBindingSupport;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Sets a component's options from {@code camel.component.<name>.*}, before customizers of the application, so that
 * theirs prevail.
 */
final class ComponentOptionsCustomizer implements ComponentCustomizer {

    private final ConfigurableEnvironment environment;

    ComponentOptionsCustomizer(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public int getOrder() {
        return HIGHEST;
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return target instanceof MessagingComponent;
    }

    @Override
    public void configure(String name, Component target) {
        MessagingComponent component = (MessagingComponent) target;
        ComponentOptions options = ComponentOptions.of(name, component.getClass(), component.getDefaultName());
        PrefixedProperties properties = new PrefixedProperties(environment, options.prefix());
        properties.check(options);
        if (Boolean.FALSE.equals(properties.get("enabled", Bindable.of(Boolean.class)))) {
            return;
        }
        // the whole configuration first, since the others change it
        set(component, options, "configuration", properties);
        options.names().stream().filter(option -> !option.equals("configuration"))
                .forEach(option -> set(component, options, option, properties));
    }

    private static void set(
            MessagingComponent component, ComponentOptions options, String option, PrefixedProperties properties) {
        Object value = value(options, option, properties);
        if (value == null) {
            return;
        }
        PropertyConfigurer configurer = component.getComponentPropertyConfigurer();
        try {
            if (value instanceof Map) {
                configurer.configure(component.getCamelContext(), component, option, value, true);
            } else {
                PropertyBindingSupport.build().withCamelContext(component.getCamelContext()).withTarget(component)
                        .withConfigurer(configurer).withMandatory(true).withProperty(option, value).bind();
            }
        } catch (PropertyBindingException e) {
            // its own message shows the value, which may be secret
            throw new IllegalArgumentException(
                    "The property " + options.prefix() + "." + PrefixedProperties.dashed(option)
                                               + " takes a value of the type " + options.types().get(option)
                                               + ", or #name of a bean, and what it is set to is neither.");
        }
    }

    private static Object value(ComponentOptions options, String option, PrefixedProperties properties) {
        Bindable<?> type = options.isMap(option)
                ? Bindable.mapOf(String.class, Object.class) : Bindable.of(String.class);
        Object value = properties.get(option, type);
        return value == null ? properties.get("configuration." + option, type) : value;
    }
}
