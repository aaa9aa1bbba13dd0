/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.camelmessaging.common.internal.Suggestions;
import org.apache.camel.CamelContext;
import org.apache.camel.util.StringHelper;

/**
 * What an application sets once for all components and flows, by the properties {@code camel.messaging.defaultRegion}
 * and {@code camel.messaging.defaultTimeZone}. An option of a component or endpoint, or a parameter of a Kamelet, wins.
 *
 * @param region   the two-letter country of phone numbers that have no country code; null for none
 * @param timeZone the time zone, or several with commas, of times without offset and of recipients whose number tells
 *                 none; null for none
 */
public record MessagingDefaults(String region, String timeZone) {

    private static final String PREFIX = "camel.messaging.";
    private static final String REGION = "defaultRegion";
    private static final String TIME_ZONE = "defaultTimeZone";
    /** The properties that stand alone; others have a prefix of their own. */
    private static final List<String> NAMES = List.of(REGION, TIME_ZONE, "dryRun");

    /** The names of the properties that stand alone under {@code camel.messaging.}, in camel case. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Reads and checks them.
     *
     * @throws IllegalArgumentException if one is wrong; it says which, and the nearest right value
     */
    public static MessagingDefaults of(CamelContext context) {
        String region = value(context, REGION);
        Set<String> regions = PhoneNumberUtil.getInstance().getSupportedRegions();
        if (region != null && !regions.contains(region)) {
            throw new IllegalArgumentException(
                    "The property " + PREFIX + REGION + " takes a two-letter country code in upper case such as IE, and '"
                                               + region + "' is none" + Suggestions.hint(region, regions) + ".");
        }
        String zones = value(context, TIME_ZONE);
        if (zones != null) {
            for (String zone : zones.split(",")) {
                checkZone(zone.strip());
            }
        }
        return new MessagingDefaults(region, zones);
    }

    private static void checkZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The property " + PREFIX + TIME_ZONE + " takes a time zone such as Europe/Tallinn, and '" + zone
                                               + "' is none"
                                               + Suggestions.hint(zone, new TreeSet<>(ZoneId.getAvailableZoneIds())) + ".",
                    e);
        }
    }

    private static String value(CamelContext context, String name) {
        String value = context.resolvePropertyPlaceholders(
                "{{" + PREFIX + name + ":{{" + PREFIX + StringHelper.camelCaseToDash(name) + ":}}}}").strip();
        return value.isEmpty() ? null : value;
    }

    /**
     * Refuses a name that is misspelt, as it would change nothing without a word.
     *
     * @throws IllegalArgumentException if a property resembles one of these; it names the nearest
     */
    static void refuseMisspelt(CamelContext context) {
        refuseMisspelt(ComponentProperties.namesBelow(context, PREFIX));
    }

    /**
     * The same for names that a runtime knows, without {@code camel.messaging.}.
     *
     * @throws IllegalArgumentException if one resembles a property; it names the nearest
     */
    public static void refuseMisspelt(Collection<String> given) {
        for (String name : given) {
            String hint = name.indexOf('.') < 0 && !NAMES.contains(StringHelper.dashToCamelCase(name))
                    ? Suggestions.hint(StringHelper.dashToCamelCase(name), NAMES) : "";
            if (!hint.isEmpty()) {
                throw new IllegalArgumentException("There is no property " + PREFIX + name + hint);
            }
        }
    }
}
