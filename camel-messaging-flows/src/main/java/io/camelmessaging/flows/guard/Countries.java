/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.camelmessaging.common.internal.Suggestions;
import io.camelmessaging.flows.engine.FlowParameters;

/** The countries that parameters name. */
final class Countries {

    /** What people write instead of the ISO code. */
    private static final Map<String, String> MISTAKEN = Map.of("UK", "GB", "EN", "GB", "EL", "GR", "USA", "US", "ENGLAND", "GB",
            "SCOTLAND", "GB", "AMERICA", "US", "HOLLAND", "NL");

    private Countries() {
    }

    /**
     * The countries of a parameter.
     *
     * @throws IllegalArgumentException if one is none; it names the nearest
     */
    static Set<String> of(FlowParameters parameters, String name) {
        Set<String> countries = new LinkedHashSet<>();
        parameters.list(name).forEach(one -> countries.add(of(parameters, name, one)));
        return countries;
    }

    static String of(FlowParameters parameters, String name, String given) {
        String code = given.toUpperCase(Locale.ROOT);
        if (PhoneNumberUtil.getInstance().getSupportedRegions().contains(code)) {
            return code;
        }
        throw parameters.wrong(name, given, "is no country that has phone numbers: give its two letters as in ISO 3166"
                                            + nearest(given).map(one -> ", did you mean " + one + "?").orElse(""));
    }

    private static Optional<String> nearest(String given) {
        String code = given.strip().toUpperCase(Locale.ROOT);
        Set<String> regions = new TreeSet<>(PhoneNumberUtil.getInstance().getSupportedRegions());
        if (MISTAKEN.containsKey(code)) {
            return Optional.of(MISTAKEN.get(code));
        }
        return regions.stream().filter(region -> names(region).stream().anyMatch(code::equalsIgnoreCase)).findFirst()
                .or(() -> nearestName(code, regions));
    }

    private static Optional<String> nearestName(String code, Set<String> regions) {
        List<String> names = regions.stream().map(region -> names(region).get(0).toUpperCase(Locale.ROOT)).toList();
        String hint = code.length() <= 3 ? "" : Suggestions.hint(code, names);
        return regions.stream().filter(region -> hint.contains("'" + names(region).get(0).toUpperCase(Locale.ROOT) + "'"))
                .findFirst();
    }

    /** In English, and by three letters. */
    private static List<String> names(String region) {
        Locale country = new Locale.Builder().setRegion(region).build();
        return List.of(country.getDisplayCountry(Locale.ENGLISH), iso3(country));
    }

    private static String iso3(Locale country) {
        try {
            return country.getISO3Country();
        } catch (MissingResourceException e) {
            return "";
        }
    }
}
