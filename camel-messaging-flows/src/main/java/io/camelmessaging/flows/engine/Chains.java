/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;

/**
 * Which steps of a flow are chains: their provider tries one channel after the other under one id, so that a receipt of
 * failure is not the last word.
 */
public final class Chains {

    private final CamelContext context;
    private final Map<Integer, String> uris = new HashMap<>();
    private final Map<Integer, Boolean> known = new ConcurrentHashMap<>();

    public Chains(CamelContext context) {
        this.context = context;
    }

    /** Adds a step: its parameter {@code <name>Chain} decides, else where its endpoint leads to. */
    public void add(FlowParameters parameters, String name, int step) {
        String parameter = name + "Chain";
        if (parameters.has(parameter)) {
            known.put(step, parameters.flag(parameter, false));
        } else {
            uris.put(step, parameters.requiredUri(name));
        }
    }

    /** Whether a step is a chain; what the routes of the context tell is kept when all of them are there. */
    public boolean contains(int step) {
        Boolean decided = known.get(step);
        if (decided == null) {
            decided = uris.containsKey(step) && new ReceiptFeeds(context).leadsToChain(uris.get(step));
            if (context.isStarted()) {
                known.put(step, decided);
            }
        }
        return decided;
    }
}
