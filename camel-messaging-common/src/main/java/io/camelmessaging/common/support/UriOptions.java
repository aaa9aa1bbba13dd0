/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.camelmessaging.common.internal.DurationText;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.internal.Suggestions;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.GeneratedPropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;

/**
 * The options in the URIs of a component: refuses those that there are not and those whose value is of another kind,
 * each with the nearest right one, and never shows the value of one that may be a misspelt secret.
 */
final class UriOptions {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]*");

    private final String scheme;
    private final EndpointUriFactory uris;
    private final PropertyConfigurer configurer;
    private final MaskedOptions masked;

    /**
     * @param configurer the generated configurer of the component's endpoints
     */
    UriOptions(CamelContext context, String scheme, PropertyConfigurer configurer) {
        this.scheme = scheme;
        this.uris = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        this.configurer = configurer;
        this.masked = MaskedOptions.of(context);
        uris.secretPropertyNames().forEach(name -> {
            masked.add(name);
            masked.add(StringHelper.camelCaseToDash(name));
        });
    }

    /** Has Camel mask the values of the options of a URI that there are not, in its own sentences and logs. */
    void maskUnknown(String uri) {
        String query = StringHelper.after(uri, "?");
        if (query == null) {
            return;
        }
        try {
            unknown(URISupport.parseQuery(query, true).keySet()).forEach(masked::add);
        } catch (URISyntaxException e) {
            // Camel tells of it
        }
    }

    /**
     * Refuses options that there are not.
     *
     * @param  names                    names of options that were not taken yet
     * @throws IllegalArgumentException if there is one; it shows names, not values, which may be secret
     */
    void refuseUnknown(Set<String> names) {
        refuse(unknown(names));
    }

    /** Refuses what nobody took, as {@link #refuseUnknown}. */
    void refuse(Collection<String> names) {
        if (!names.isEmpty()) {
            String sentence = names.stream()
                    .map(name -> "option '" + shown(name) + "'" + hint(name, uris.propertyNames()))
                    .collect(Collectors.joining(" and no ", scheme + " has no ", ""));
            throw new IllegalArgumentException(sentence.endsWith("?") ? sentence : sentence + ".");
        }
    }

    private List<String> unknown(Set<String> names) {
        Set<String> known = uris.propertyNames().stream().map(UriOptions::plain).collect(Collectors.toSet());
        Collection<String> prefixes = uris.multiValuePrefixes().values();
        return names.stream()
                .filter(name -> !known.contains(plain(name)) && prefixes.stream().noneMatch(name::startsWith))
                .sorted().toList();
    }

    /** As Camel compares them: apiKey, apikey and api-key are one. */
    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /**
     * A word of a URI without what cannot belong to it: behind a wrong sign the rest may be a secret, as in
     * {@code sms&apiKey=...}.
     */
    static String shown(String word) {
        String name = name(word);
        return Redaction.name(name) + (name.length() < word.length() ? "..." : "");
    }

    /** A clause that names what is nearest to the word; empty if nothing is near. */
    static String hint(String word, Collection<String> candidates) {
        return Suggestions.hint(name(word), candidates);
    }

    private static String name(String word) {
        Matcher name = NAME.matcher(word);
        return name.lookingAt() ? name.group() : "";
    }

    /**
     * Refuses a value that Camel would read as another than was meant, or refuse without saying what there is.
     *
     * @throws IllegalArgumentException if it is none of the option's kind
     */
    void checkValue(String option, Object value) {
        if (option.isBlank()) {
            throw new IllegalArgumentException(
                    "A URI of " + scheme + " has an option without a name: a & behind the ?, or two of them in a row.");
        }
        if (!(value instanceof String text) || text.startsWith("#")
                || !(configurer instanceof GeneratedPropertyConfigurer)
                || !(configurer instanceof PropertyConfigurerGetter options)) {
            return;
        }
        Class<?> type = options.getOptionType(option, true);
        if (type == null) {
            return;
        }
        // a length of time is a long of milliseconds there; the few other longs are digits, which are a time too
        if (type == long.class && DurationText.read(text).isEmpty()) {
            throw wrong(option, "a time such as 500ms, 30s or 5m", text, "is none" + DurationText.hint(text));
        }
        if (type == int.class && !isWhole(text)) {
            throw wrong(option, "a whole number", text, "is none");
        }
        if (type == boolean.class && !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw wrong(option, "true or false", text, "is neither" + Suggestions.hint(text, List.of("true", "false")));
        }
        if (type.isEnum()) {
            List<String> words = Arrays.stream(type.getEnumConstants()).map(one -> ((Enum<?>) one).name()).toList();
            String given = text.replaceAll("[-_]", "");
            if (words.stream().noneMatch(word -> word.replace("_", "").equalsIgnoreCase(given))) {
                throw wrong(option, String.join(", ", words), text, "is none of them" + Suggestions.hint(text, words));
            }
        }
    }

    private static boolean isWhole(String text) {
        try {
            Integer.parseInt(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static IllegalArgumentException wrong(String option, String kind, String given, String judgement) {
        return new IllegalArgumentException(
                "The option " + option + " takes " + kind + ", and '" + Redaction.text(given) + "' " + judgement
                                            + (judgement.endsWith("?") ? "" : "."));
    }
}
