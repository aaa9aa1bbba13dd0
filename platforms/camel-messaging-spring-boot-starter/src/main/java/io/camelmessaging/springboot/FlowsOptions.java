/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.beans.PropertyDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import io.camelmessaging.flows.MessagingFlows;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.core.env.ConfigurableEnvironment;

/** Sets the options of the flows from {@code camel.messaging.flows.*}: whatever the class has a setter for. */
final class FlowsOptions implements KnownNames {

    private static final String PREFIX = "camel.messaging.flows";
    private static final String DATA_SOURCE = "dataSource";

    private final List<PropertyDescriptor> options = Arrays.stream(BeanUtils.getPropertyDescriptors(MessagingFlows.class))
            .filter(property -> property.getWriteMethod() != null && !property.getName().equals("camelContext"))
            .toList();

    static MessagingFlows bind(
            MessagingFlows flows, ConfigurableEnvironment environment, BeanFactory beans,
            ObjectProvider<DataSource> dataSources) {
        PrefixedProperties properties = new PrefixedProperties(environment, PREFIX);
        FlowsOptions known = new FlowsOptions();
        properties.check(known);
        known.options.stream().filter(option -> !option.getName().equals(DATA_SOURCE))
                .forEach(option -> set(flows, option, properties.get(option.getName(),
                        Bindable.of(option.getPropertyType()))));
        String name = properties.get(DATA_SOURCE, Bindable.of(String.class));
        flows.setDataSource(name == null ? dataSources.getIfUnique() : dataSource(beans, name));
        return flows;
    }

    /**
     * Checks the names, and that somebody reads them.
     *
     * @param ours whether the flows are those that the properties are bound to
     */
    static void check(ConfigurableEnvironment environment, boolean ours) {
        PrefixedProperties properties = new PrefixedProperties(environment, PREFIX);
        properties.check(new FlowsOptions());
        if (!ours && properties.any()) {
            throw new IllegalArgumentException(
                    "The properties " + PREFIX + ".* have no effect, since the application makes a bean of the class"
                                               + " MessagingFlows itself: set the options there, or leave the bean out.");
        }
    }

    private static DataSource dataSource(BeanFactory beans, String name) {
        try {
            return beans.getBean(name.startsWith("#") ? name.substring(1) : name, DataSource.class);
        } catch (NoSuchBeanDefinitionException e) {
            throw new IllegalArgumentException(
                    "The property " + PREFIX + ".data-source names the bean '" + name + "', and there is none.");
        }
    }

    private static void set(MessagingFlows flows, PropertyDescriptor option, Object value) {
        if (value != null) {
            try {
                option.getWriteMethod().invoke(flows, value);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof RuntimeException refused ? refused : new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public Collection<String> names() {
        return options.stream().map(PropertyDescriptor::getName).toList();
    }

    @Override
    public boolean isMap(String name) {
        return false;
    }
}
