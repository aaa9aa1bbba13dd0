/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.camelmessaging.common.internal.DurationText;
import io.camelmessaging.common.internal.Suggestions;
import io.camelmessaging.common.support.MessagingDefaults;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.util.StringHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parameters of one flow, read and checked when its route starts.
 * <p>
 * Each failure is an {@link IllegalArgumentException} that names the template, the parameter and its value.
 */
public final class FlowParameters {

    private static final Logger LOG = LoggerFactory.getLogger(FlowParameters.class);
    private static final int SHORTEST_PART = 4;

    /** What Camel adds to the parameters of a template, and where its route begins. */
    private static final Set<String> CAMELS_OWN = Set.of("templateId", "routeId", "uuid", "parentRouteId", "parentProcessorId",
            "noErrorHandler", "bridgeErrorHandler", "location", "entry");

    private final CamelContext context;
    private final String template;
    private final Map<String, String> given = new TreeMap<>();
    private final Set<String> read = new LinkedHashSet<>();

    public FlowParameters(CamelContext context, String template, Map<String, Object> parameters) {
        this.context = context;
        this.template = template;
        parameters.forEach((name, value) -> {
            String camelCase = StringHelper.dashToCamelCase(name);
            if (value != null && !value.toString().isBlank() && !CAMELS_OWN.contains(camelCase)) {
                given.put(camelCase, value.toString().trim());
            }
        });
    }

    /** The value, or the default, which may be null. */
    public String text(String name, String defaultValue) {
        read.add(name);
        return given.getOrDefault(name, defaultValue);
    }

    /** The value, which must be there. */
    public String required(String name) {
        String value = text(name, null);
        if (value == null) {
            throw new IllegalArgumentException(
                    template + " needs the parameter " + name + ", and it is missing or empty"
                                               + given.keySet().stream().filter(one -> !read.contains(one))
                                                       .filter(one -> !Suggestions.hint(one, List.of(name)).isEmpty())
                                                       .findFirst()
                                                       .map(one -> " (is '" + one + "' it?)").orElse("")
                                               + ".");
        }
        return value;
    }

    /** The country of numbers without country code: that of the application, unless one is given; null for none. */
    public String defaultRegion() {
        return text("defaultRegion", MessagingDefaults.of(context).region());
    }

    /** The time zones where nothing tells one: those of the application, unless some are given; null for none. */
    public String defaultTimeZone() {
        return text("defaultTimeZone", MessagingDefaults.of(context).timeZone());
    }

    /** An endpoint URI whose endpoint exists, or null. */
    public String uri(String name) {
        String uri = text(name, null);
        if (uri != null) {
            if (uri.startsWith("kamelet:")) {
                // Camel would make its route in the middle of the first message, and several at once
                throw wrong(name, uri, "is a Kamelet: call it from a route of yours, and give that route's direct: URI here");
            }
            try {
                CamelContextHelper.getMandatoryEndpoint(context, uri);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        template + " has no use for its parameter " + name + ", as Camel makes no endpoint of it: "
                                                   + rootMessage(e),
                        e);
            }
        }
        return uri;
    }

    /** An endpoint URI that must be there. */
    public String requiredUri(String name) {
        required(name);
        return uri(name);
    }

    /** A time above zero such as {@code 30s} or {@code 5m}; the default, which may be null, if it is not given. */
    public Duration duration(String name, Duration defaultValue) {
        String value = text(name, null);
        if (value == null) {
            return defaultValue;
        }
        return DurationText.read(value).filter(duration -> duration.toMillis() > 0).orElseThrow(() -> wrong(name, value,
                "is not a time above zero such as 500ms, 30s, 5m or 2h" + DurationText.hint(value)));
    }

    /** A whole number of at least {@code least}. */
    public int number(String name, int defaultValue, int least) {
        String value = text(name, null);
        if (value == null) {
            return defaultValue;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, in the same words as a number that is too small
        }
        throw wrong(name, value, "is not a whole number of at least " + least);
    }

    /** Truth or not. */
    public boolean flag(String name, boolean defaultValue) {
        String value = text(name, null);
        if (value == null) {
            return defaultValue;
        }
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(value);
        }
        throw wrong(name, value, "is neither true nor false");
    }

    /** One of the given words, in any case. */
    public String oneOf(String name, String defaultValue, String... allowed) {
        String value = text(name, defaultValue);
        if (value == null || Arrays.asList(allowed).contains(value.toLowerCase(Locale.ROOT))) {
            return value == null ? null : value.toLowerCase(Locale.ROOT);
        }
        throw wrong(name, value, "is none of " + String.join(", ", allowed)
                                 + Suggestions.hint(value, Arrays.asList(allowed)));
    }

    /** Words separated by commas; empty if it is not given. */
    public List<String> list(String name) {
        String value = text(name, null);
        return value == null ? List.of() : Arrays.stream(value.split(",")).map(String::trim).filter(s -> !s.isEmpty()).toList();
    }

    /** Whether a parameter is given. */
    public boolean has(String name) {
        read.add(name);
        return given.containsKey(name);
    }

    /** What is wrong with the value of a parameter. */
    public IllegalArgumentException wrong(String name, String value, String why) {
        return new IllegalArgumentException(
                template + ": the value '" + value + "' of the parameter " + name + " " + why + ".");
    }

    /**
     * Refuses parameters that nobody asked for and that are misspelt, or that the {@code &} of a URI made of its
     * options. Others are told of: a newer Camel may add some of its own. To be called after all were read.
     */
    public void refuseUnread() {
        Set<String> unread = new TreeSet<>(given.keySet());
        unread.removeAll(read);
        for (String name : unread) {
            String has = " It has " + String.join(", ", read) + ".";
            String nearest = nearest(name);
            Optional<String> cutOff = endpointWithOption(name);
            if (cutOff.isPresent()) {
                throw new IllegalArgumentException(
                        template + " has no parameter '" + name + "', but the endpoint of " + cutOff.get()
                                                   + " has such an option: the & before it ended the value of " + cutOff.get()
                                                   + ". Write " + cutOff.get() + "=RAW("
                                                   + given.get(cutOff.get()).replaceFirst("[?].*", "?...&" + name + "=...")
                                                   + "), with all options inside of RAW(...).");
            }
            if (!nearest.isEmpty()) {
                throw new IllegalArgumentException(template + " has no parameter '" + name + "'" + nearest + has);
            }
            LOG.warn("{} has no parameter '{}', which changes nothing: leave it out, or write it as it is called.{}", template,
                    name, has);
        }
    }

    /** A clause that names what resembles a parameter: a few other letters, or a part of the name. */
    private String nearest(String name) {
        String hint = Suggestions.hint(name, read);
        return !hint.isEmpty()
                ? hint
                : read.stream().filter(one -> isPart(name, one) || isPart(one, name)).findFirst()
                        .map(one -> ", did you mean '" + one + "'?").orElse("");
    }

    private static boolean isPart(String name, String whole) {
        return name.length() >= SHORTEST_PART && whole.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    /** The parameter with an endpoint URI whose options were begun and whose component knows the option. */
    private Optional<String> endpointWithOption(String option) {
        return read.stream().filter(name -> {
            String uri = given.get(name);
            String scheme = uri == null || uri.indexOf('?') < 0 ? null : StringHelper.before(uri, ":");
            EndpointUriFactory options = scheme == null
                    ? null : context.getCamelContextExtension().getEndpointUriFactory(scheme);
            return options != null && options.propertyNames().contains(option);
        }).findFirst();
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
