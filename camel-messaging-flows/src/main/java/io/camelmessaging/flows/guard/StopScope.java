/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.List;
import java.util.Locale;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.camelmessaging.common.internal.Suggestions;

/**
 * What a stop stops.
 *
 * @param kind whether all sends or some
 * @param name of the flow or route, the provider's scheme or the country; empty for all
 */
public record StopScope(Kind kind, String name) {

    /** Everything. */
    public static final StopScope ALL = new StopScope(Kind.ALL, "");

    /** Which sends are meant. */
    public enum Kind {
        /** All of them. */
        ALL,
        /** Those of a flow, by its parameter name, or of a route, by its id. */
        FLOW,
        /** Those through a provider, by the component's scheme. */
        PROVIDER,
        /** Those to a country, by its two letters. */
        COUNTRY
    }

    /** Those of a flow, by its parameter {@code name}, or of a route, by its id. */
    public static StopScope flow(String name) {
        return new StopScope(Kind.FLOW, name);
    }

    /** Those through a provider, by the component's scheme. */
    public static StopScope provider(String scheme) {
        return new StopScope(Kind.PROVIDER, scheme);
    }

    /**
     * Those to a country.
     *
     * @throws IllegalArgumentException if no country with phone numbers has these two letters
     */
    public static StopScope country(String country) {
        String code = country.toUpperCase(Locale.ROOT);
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(code)) {
            throw new IllegalArgumentException(
                    "A stop of a country takes its two letters as in ISO 3166, and '" + country + "' are none.");
        }
        return new StopScope(Kind.COUNTRY, code);
    }

    /**
     * Reads {@code all}, {@code flow:name}, {@code provider:scheme} or {@code country:IE}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static StopScope of(String text) {
        int colon = text.indexOf(':');
        String kind = (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
        String name = colon < 0 ? "" : text.substring(colon + 1).strip();
        if (kind.equals("all") && name.isEmpty()) {
            return ALL;
        }
        if (!name.isEmpty()) {
            switch (kind) {
                case "flow" -> {
                    return flow(name);
                }
                case "provider" -> {
                    return provider(name);
                }
                case "country" -> {
                    return country(name);
                }
                default -> {
                    // none of them
                }
            }
        }
        String hint = Suggestions.hint(kind, List.of("all", "flow", "provider", "country"));
        throw new IllegalArgumentException(
                "A stop takes all, flow:name, provider:scheme or country:IE, and '" + text + "' is none of them"
                                           + (hint.isEmpty() ? "." : hint));
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return kind == Kind.ALL ? word : word + ":" + name;
    }
}
