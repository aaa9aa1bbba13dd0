/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

import io.camelmessaging.common.internal.Suggestions;
import io.camelmessaging.flows.engine.FlowParameters;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.util.StringHelper;

/**
 * What the properties {@code camel.messaging.guard.*} set for all sends of an application.
 *
 * @param rules     null if none is set
 * @param digestKey the application's key of the digests; null for one that is made and kept in the database
 */
record GuardSettings(GuardRules rules, String digestKey) {

    static final String PREFIX = "camel.messaging.guard.";
    private static final String ENABLED = "enabled";
    private static final String SECRET_KEY = "secretKey";
    /** Asked for one by one as well, since some runtimes do not list what they have. */
    private static final List<String> NAMES = List.of(ENABLED, SECRET_KEY, "mode", "allowCountries", "denyCountries",
            "denyNumbers", "destinationsMode", "maxMessages", "maxMessagesPerAccount", "maxMessagesPerCampaign",
            "messagesMode", "maxCost", "maxCostPerAccount", "maxCostPerCampaign", "costMode", "prices", "budgetZone",
            "campaignPeriod", "maxPerRecipient", "recipientPeriod", "recipientMode", "sameTextWithin", "sameTextMode",
            "maxRecipientsPerCaller", "maxRecipientsPerRange", "maxNeighbours", "maxUncheckedPerRange", "rangeDigits",
            "codePeriod", "codesMode", "exemptRoutes");

    /** Whether the application has any of the properties. */
    static boolean areGiven(CamelContext context) {
        return !given(context).isEmpty();
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if one is wrong; it says which, and the nearest right one
     */
    static GuardSettings of(CamelContext context) {
        Map<String, Object> given = given(context);
        FlowParameters parameters = new FlowParameters(context, PREFIX.substring(0, PREFIX.length() - 1), given);
        boolean enabled = parameters.flag(ENABLED, !given.isEmpty());
        String key = parameters.text(SECRET_KEY, null);
        GuardRules rules = GuardRules.of(parameters);
        parameters.refuseUnread();
        boolean onlyKey = given.keySet().stream().allMatch(name -> StringHelper.dashToCamelCase(name).equals(SECRET_KEY));
        return new GuardSettings(enabled && !onlyKey ? rules : null, key);
    }

    /**
     * Urgent routes that no route is called by would find out in the worst moment.
     *
     * @throws IllegalArgumentException if no route of the context has an id that one of them names
     */
    static void requireRoutes(CamelContext context) {
        Map<String, Object> given = given(context);
        FlowParameters parameters = new FlowParameters(context, PREFIX.substring(0, PREFIX.length() - 1), given);
        List<String> ids = context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
                .map(RouteDefinition::getRouteId).filter(Objects::nonNull).toList();
        for (String exempt : parameters.list(GuardRules.EXEMPT)) {
            // an application without routes gets them later
            if (!ids.isEmpty() && ids.stream().noneMatch(id -> PatternHelper.matchPattern(id, exempt))) {
                throw parameters.wrong(GuardRules.EXEMPT, exempt, "is the id of no route" + Suggestions.hint(exempt, ids));
            }
        }
    }

    private static Map<String, Object> given(CamelContext context) {
        PropertiesComponent properties = context.getPropertiesComponent();
        Map<String, Object> given = new HashMap<>();
        add(context, properties.loadProperties(name -> name.startsWith(PREFIX)), given);
        if (properties instanceof org.apache.camel.component.properties.PropertiesComponent own) {
            add(context, own.getInitialProperties(), given);
            add(context, own.getOverrideProperties(), given);
        }
        for (String name : NAMES) {
            Optional<String> value = properties.resolveProperty(PREFIX + name)
                    .or(() -> properties.resolveProperty(PREFIX + StringHelper.camelCaseToDash(name)));
            value.ifPresent(one -> given.put(name, one));
        }
        return given;
    }

    private static void add(CamelContext context, Properties properties, Map<String, Object> given) {
        if (properties != null) {
            properties.stringPropertyNames().stream().filter(name -> name.startsWith(PREFIX))
                    .forEach(name -> given.put(StringHelper.dashToCamelCase(name.substring(PREFIX.length())),
                            context.resolvePropertyPlaceholders(properties.getProperty(name))));
        }
    }
}
