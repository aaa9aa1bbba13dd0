/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.camelmessaging.common.internal.Suggestions;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The application's properties under one prefix, from all its sources.
 *
 * @param prefix with dots and without one at its end
 */
record PrefixedProperties(ConfigurableEnvironment environment, String prefix) {

    /** What Kubernetes puts into the environment for a service whose name is the prefix. */
    private static final Pattern SERVICE_LINK = Pattern.compile("service\\.(host|port).*|port(\\[\\d+\\].*)?");

    /**
     * Refuses what none of the names is, as Spring Boot itself would pass over it without a word.
     * <p>
     * Dashes, case and the underscores of environment variables count for nothing.
     *
     * @throws IllegalArgumentException if a property is unknown; it names the nearest, and no value
     */
    void check(KnownNames known) {
        List<String> options = known.names().stream().map(PrefixedProperties::plain).toList();
        List<String> maps = known.names().stream().filter(known::isMap).map(PrefixedProperties::plain).toList();
        present().forEach(name -> {
            String given = plain(known.withoutAlias(name));
            if (!options.contains(given) && !given.equals("enabled") && maps.stream().noneMatch(given::startsWith)) {
                throw new IllegalArgumentException(
                        "There is no property " + prefix + "." + name
                                                   + Suggestions.hint(known.withoutAlias(name), known.names().stream()
                                                           .map(PrefixedProperties::dashed).toList()));
            }
        });
    }

    /** What follows the prefix in the name of each property that is none of some, in any of Spring Boot's spellings. */
    List<String> other(Collection<String> names) {
        Set<String> known = names.stream().map(PrefixedProperties::plain).collect(Collectors.toSet());
        return present().filter(name -> !known.contains(plain(name))).toList();
    }

    /** Whether any property begins with the prefix. */
    boolean any() {
        return present().findAny().isPresent();
    }

    /** What follows the prefix in each name. */
    private Stream<String> present() {
        ConfigurationPropertyName root = ConfigurationPropertyName.of(prefix);
        return StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast)
                .flatMap(IterableConfigurationPropertySource::stream)
                .filter(root::isAncestorOf)
                .map(name -> name.subName(root.getNumberOfElements()).toString())
                .filter(name -> !SERVICE_LINK.matcher(name).matches())
                .distinct();
    }

    /**
     * The value of a property by its relaxed name, with its {@code ${...}} resolved.
     *
     * @param  name in camel case, with dots between its parts
     * @return      null if it is not set
     */
    <T> T get(String name, Bindable<T> type) {
        return Binder.get(environment).bind(prefix + "." + dashed(name), type).orElse(null);
    }

    static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String plain(String name) {
        return name.replaceAll("[-._]", "").toLowerCase(Locale.ROOT);
    }
}
