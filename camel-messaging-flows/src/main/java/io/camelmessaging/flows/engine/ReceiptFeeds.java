/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.camelmessaging.common.support.MessagingComponent;
import io.camelmessaging.common.support.MessagingEndpoint;
import org.apache.camel.CamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/**
 * Which providers a step leads to, and whose receipts reach {@code flow-events}, as far as the routes of a context
 * tell: what goes through a URI that is made at runtime is not seen.
 */
public final class ReceiptFeeds {

    private static final String RECEIPTS = "deliveryReceipts";
    private static final String FLOW_EVENTS = "kamelet:flow-events";
    private static final String WEBHOOK = "webhook:";

    private final CamelContext context;
    /** Where the routes that begin at a URI send to. */
    private final Map<String, Set<String>> sends = new HashMap<>();

    public ReceiptFeeds(CamelContext context) {
        this.context = context;
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteDefinition route : model.getRouteDefinitions()) {
            if (route.getInput() != null) {
                sends.computeIfAbsent(address(route.getInput().getEndpointUri()), from -> new HashSet<>())
                        .addAll(targets(route));
            }
        }
    }

    @SuppressWarnings("rawtypes")
    private Set<String> targets(RouteDefinition route) {
        Set<String> targets = new HashSet<>();
        Collection<ProcessorDefinition> steps
                = ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class);
        for (ProcessorDefinition step : steps) {
            if (step instanceof EndpointRequiredDefinition send && send.getEndpointUri() != null) {
                targets.add(address(send.getEndpointUri()));
            } else if (step instanceof ToDynamicDefinition send && send.getUri() != null) {
                targets.add(address(send.getUri()));
            }
        }
        return targets;
    }

    /** A URI without what does not tell one endpoint from another. */
    private String address(String uri) {
        String resolved = resolved(uri);
        int end = resolved.indexOf('?');
        return (end < 0 ? resolved : resolved.substring(0, end)).replaceFirst("^([\\w.+-]+):/{0,2}", "$1:");
    }

    private String resolved(String uri) {
        try {
            return context.resolvePropertyPlaceholders(uri);
        } catch (RuntimeException e) {
            // a parameter of a Kamelet, which only its own route knows
            return uri;
        }
    }

    /** The schemes of the messaging components that a URI leads to, by itself or through routes. */
    public Set<String> providersOf(String uri) {
        return reached(address(uri)).stream().map(ReceiptFeeds::scheme).filter(this::isProvider)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Whether a URI leads to an operation whose provider tries several channels, by itself or through routes.
     */
    public boolean leadsToChain(String uri) {
        Set<String> reached = reached(address(uri));
        return context.getEndpoints().stream()
                .filter(endpoint -> endpoint instanceof MessagingEndpoint messaging && messaging.getOperation().isChain())
                .anyMatch(endpoint -> reached.contains(address(endpoint.getEndpointUri())));
    }

    /** The schemes of the messaging components whose receipts some route brings to {@code flow-events}. */
    public Set<String> fed() {
        return sends.keySet().stream().filter(from -> reached(from).contains(FLOW_EVENTS))
                .map(from -> from.startsWith(WEBHOOK) ? address(from.substring(WEBHOOK.length())) : from)
                .filter(from -> from.endsWith(":" + RECEIPTS)).map(ReceiptFeeds::scheme)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> reached(String from) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(Set.of(from));
        while (!next.isEmpty()) {
            String one = next.pop();
            if (reached.add(one)) {
                next.addAll(sends.getOrDefault(one, Set.of()));
            }
        }
        return reached;
    }

    private static String scheme(String uri) {
        int end = uri.indexOf(':');
        return end < 0 ? uri : uri.substring(0, end);
    }

    private boolean isProvider(String scheme) {
        return context.hasComponent(scheme) instanceof MessagingComponent;
    }
}
