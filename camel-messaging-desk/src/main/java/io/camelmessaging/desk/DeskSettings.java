/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import io.camelmessaging.flows.engine.FlowParameters;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.util.StringHelper;

/**
 * What the properties {@code camel.messaging.desk.*} set.
 *
 * @param enabled        null if it is not said
 * @param path           null if it is not set
 * @param access         whoever has a token; nobody if none is set
 * @param sessionTimeout null if it is not set
 */
record DeskSettings(Boolean enabled, String path, TokenAccess access, Duration sessionTimeout) {

    static final String PREFIX = "camel.messaging.desk.";
    private static final String ENABLED = "enabled";
    private static final String PATH = "path";
    private static final String ACCESS_TOKEN = "accessToken";
    private static final String ROLES = "roles";
    private static final String USERS = "users";
    private static final String SESSION_TIMEOUT = "sessionTimeout";
    private static final String USER = "user.";
    /** Asked for one by one, since some runtimes do not list what they have. */
    private static final List<String> NAMES = List.of(ENABLED, PATH, ACCESS_TOKEN, ROLES, USERS, SESSION_TIMEOUT);
    private static final String DEFAULT_ROLES = "view,act";
    /** Who acts by the one token that all share. */
    private static final String SHARED = "desk";

    /** Whether the application says that it wants a desk. */
    static boolean isEnabled(CamelContext context) {
        return Boolean.TRUE.equals(of(context).enabled());
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if one is wrong; it says which, and what to do
     */
    static DeskSettings of(CamelContext context) {
        FlowParameters parameters = new FlowParameters(context, PREFIX.substring(0, PREFIX.length() - 1), given(context));
        Boolean enabled = parameters.has(ENABLED) ? parameters.flag(ENABLED, false) : null;
        String path = parameters.text(PATH, null);
        Duration timeout = parameters.duration(SESSION_TIMEOUT, null);
        TokenAccess access = TokenAccess.create();
        String shared = parameters.text(ACCESS_TOKEN, null);
        String roles = parameters.text(ROLES, DEFAULT_ROLES);
        if (shared != null) {
            access = access.with(SHARED, shared, roles(parameters, ROLES, roles));
        }
        for (String user : parameters.list(USERS)) {
            access = access.with(user, property(context, USER + user + "." + ACCESS_TOKEN), roles(parameters,
                    USER + user + "." + ROLES, orElse(property(context, USER + user + "." + ROLES), DEFAULT_ROLES)));
        }
        parameters.refuseUnread();
        return new DeskSettings(enabled, path, access, timeout);
    }

    private static String orElse(String value, String other) {
        return value == null ? other : value;
    }

    private static Set<DeskRole> roles(FlowParameters parameters, String name, String value) {
        Set<DeskRole> roles = EnumSet.noneOf(DeskRole.class);
        for (String word : value.split(",")) {
            try {
                roles.add(DeskRole.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw parameters.wrong(name, word.strip(), "is none of view, see, act");
            }
        }
        return roles;
    }

    private static String property(CamelContext context, String name) {
        PropertiesComponent properties = context.getPropertiesComponent();
        return properties.resolveProperty(PREFIX + name)
                .or(() -> properties.resolveProperty(PREFIX + StringHelper.camelCaseToDash(name)))
                .map(context::resolvePropertyPlaceholders).orElse(null);
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
            String value = property(context, name);
            if (value != null) {
                given.put(name, value);
            }
        }
        return given;
    }

    private static void add(CamelContext context, Properties properties, Map<String, Object> given) {
        if (properties != null) {
            properties.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(PREFIX) && !name.startsWith(PREFIX + USER))
                    .forEach(name -> given.put(StringHelper.dashToCamelCase(name.substring(PREFIX.length())),
                            context.resolvePropertyPlaceholders(properties.getProperty(name))));
        }
    }
}
