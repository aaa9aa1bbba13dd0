/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.util.SensitiveUtils;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;

/**
 * The options that Camel masks in the URIs it shows beyond those that it knows by itself: the secret ones of the
 * components in the form with dashes too, and the misspelt ones of URIs that were refused, whose values may be secrets.
 * <p>
 * Camel has one list for the whole process and forgets the last one with each that it gets, so the context keeps them,
 * with those that the application gave as {@code camel.main.additionalSensitiveKeywords}. Of several such options in
 * one URI it masks the first alone.
 */
final class MaskedOptions {

    private static final String OF_THE_APPLICATION = "camel.main.additionalSensitiveKeywords";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{2,40}");
    /** A route that makes URIs of messages must not make the list grow for ever. */
    private static final int MAX_NAMES = 100;

    private final CamelContext context;
    private final Set<String> names = new ConcurrentSkipListSet<>();

    private MaskedOptions(CamelContext context) {
        this.context = context;
    }

    static MaskedOptions of(CamelContext context) {
        MaskedOptions known = context.getCamelContextExtension().getContextPlugin(MaskedOptions.class);
        if (known != null) {
            return known;
        }
        MaskedOptions masked = new MaskedOptions(context);
        context.getCamelContextExtension().addContextPlugin(MaskedOptions.class, masked);
        return masked;
    }

    /** Has the value of an option masked; does nothing if Camel does so already, or if the name is none. */
    void add(String name) {
        if (isMasked(name) || !NAME.matcher(name).matches() || names.size() >= MAX_NAMES) {
            return;
        }
        // of a name that it takes for one of its own Camel takes no notice, though it masks the form without dashes alone
        names.add(SensitiveUtils.containsSensitive(name) ? name.substring(1) : name);
        String all = String.join(",", names);
        URISupport.addSanitizeKeywords(ofTheApplication().map(given -> given + "," + all).orElse(all));
    }

    private static boolean isMasked(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SensitiveUtils.getSensitiveKeys().stream().anyMatch(lower::contains);
    }

    private Optional<String> ofTheApplication() {
        PropertiesComponent properties = context.getPropertiesComponent();
        return properties.resolveProperty(OF_THE_APPLICATION)
                .or(() -> properties.resolveProperty(StringHelper.camelCaseToDash(OF_THE_APPLICATION)))
                .filter(given -> !given.isBlank());
    }
}
