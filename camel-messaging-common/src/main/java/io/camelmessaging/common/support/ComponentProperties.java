/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.internal.Suggestions;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.spi.BeanIntrospection;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.StringHelper;

/**
 * The properties of an application under a prefix, by their names alone.
 */
final class ComponentProperties {

    private static final String CONFIGURATION = "configuration";

    private ComponentProperties() {
    }

    /**
     * Refuses an option that the component does not have. It is asked before Camel binds the properties, whose own
     * sentence shows the value: a misspelt name is often that of a secret.
     *
     * @throws IllegalArgumentException if there is one; it names the nearest, and no value
     */
    static void refuseUnknown(MessagingComponent component) {
        CamelContext context = component.getCamelContext();
        if (component.getComponentPropertyConfigurer() instanceof PropertyConfigurerGetter options) {
            context.getComponentNames().stream().filter(name -> context.hasComponent(name) == component)
                    .map(name -> "camel.component." + name + ".")
                    .forEach(prefix -> namesBelow(context, prefix).forEach(name -> {
                        String option = option(name);
                        if (!option.equals("enabled") && options.getOptionType(option, true) == null) {
                            throw new IllegalArgumentException(
                                    "There is no property " + prefix + name + hint(component, option));
                        }
                    }));
        }
    }

    /** The option that a name begins with; what follows it is a field of its value, or the key of a map. */
    private static String option(String name) {
        String[] parts = name.split("[.\\[]");
        String last = parts[0].equalsIgnoreCase(CONFIGURATION) && parts.length > 1 ? parts[1] : parts[0];
        return StringHelper.dashToCamelCase(last);
    }

    private static String hint(MessagingComponent component, String option) {
        try {
            String metadata = ((CatalogCamelContext) component.getCamelContext())
                    .getComponentParameterJsonSchema(component.getDefaultName());
            List<String> names = metadata == null
                    ? List.of() : Stream.of(new ObjectMapper().readTree(metadata)
                            .path("componentProperties")).flatMap(known -> known.properties().stream())
                            .map(entry -> entry.getKey())
                            .toList();
            String hint = Suggestions.hint(option, names);
            return hint.isEmpty() ? "." : hint;
        } catch (IOException e) {
            return ".";
        }
    }

    /** What follows the prefix in the names of the application's properties. */
    static Set<String> namesBelow(CamelContext context, String prefix) {
        PropertiesComponent properties = context.getPropertiesComponent();
        Set<String> given = new TreeSet<>(names(properties.loadProperties(name -> name.startsWith(prefix)), prefix));
        given.addAll(names(System.getProperties(), prefix));
        // which it keeps apart from those that it loads
        BeanIntrospection beans = PluginHelper.getBeanIntrospection(context);
        for (String own : List.of("initialProperties", "overrideProperties")) {
            given.addAll(names(beans.getOrElseProperty(properties, own, null, false), prefix));
        }
        return given;
    }

    private static Collection<String> names(Object properties, String prefix) {
        return properties instanceof Properties known
                ? known.stringPropertyNames().stream().filter(name -> name.startsWith(prefix))
                        .map(name -> name.substring(prefix.length())).toList()
                : Set.of();
    }
}
