/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.EventStore;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of providers whose receipts a flow waits for and nobody feeds to {@code flow-events}. */
public final class MissingReceipts {

    private static final Logger LOG = LoggerFactory.getLogger(MissingReceipts.class);

    private final CamelContext context;
    private final EventStore events;

    public MissingReceipts(CamelContext context, EventStore events) {
        this.context = context;
        this.events = events;
    }

    /** A warning only: that it cannot be given stops no context. */
    public void warn(String flow, SendingSteps steps) {
        try {
            ReceiptFeeds feeds = new ReceiptFeeds(context);
            Set<String> fed = feeds.fed();
            steps.uris().flatMap(uri -> feeds.providersOf(uri).stream()).distinct()
                    .filter(provider -> !fed.contains(provider) && !events.hasReceiptsOf(provider))
                    .forEach(provider -> LOG.warn(
                            "The flow {} waits for receipts, and no receipts of {} are fed to flow-events: add a route from {}:deliveryReceipts"
                                                  + " (or webhook:{}:deliveryReceipts) to kamelet:flow-events, else each message goes on to the"
                                                  + " next step although it arrived.",
                            flow, provider, provider, provider));
        } catch (RuntimeException e) {
            LOG.debug("Whether the receipts of the flow {} are fed to flow-events could not be told.", flow, e);
        }
    }

    /** What a reason of an expiry says of the providers of which no receipt has ever come, to be mended first. */
    public String told(List<Attempt> attempts) {
        String never = attempts.stream().map(Attempt::provider).filter(Objects::nonNull).distinct().sorted()
                .filter(provider -> !events.hasReceiptsOf(provider)).collect(Collectors.joining(", "));
        return never.isEmpty()
                ? "" : "; no receipt of " + never + " has ever come: see that its receipts are fed to flow-events";
    }
}
