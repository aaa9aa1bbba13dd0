package io.camelmessaging.flows;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.store.Attempt;
import org.apache.camel.CamelContext;

/**
 * Which steps of a flow are chains: their provider tries one channel after the other under one id, so that a receipt of
 * failure is not the last word.
 */
final class Chains {

    private final CamelContext context;
    private final Map<Integer, String> uris = new HashMap<>();
    private final Map<Integer, Boolean> known = new ConcurrentHashMap<>();

    Chains(CamelContext context) {
        this.context = context;
    }

    /** Adds a step: its parameter {@code <name>Chain} decides, else where its endpoint leads to. */
    void add(FlowParameters parameters, String name, int step) {
        String parameter = name + "Chain";
        if (parameters.has(parameter)) {
            known.put(step, parameters.flag(parameter, false));
        } else {
            uris.put(step, parameters.requiredUri(name));
        }
    }

    /** Whether a step is a chain; what the routes of the context tell is kept when all of them are there. */
    boolean contains(int step) {
        Boolean decided = known.get(step);
        if (decided == null) {
            decided = uris.containsKey(step) && new ReceiptFeeds(context).leadsToChain(uris.get(step));
            if (context.isStarted()) {
                known.put(step, decided);
            }
        }
        return decided;
    }

    /** An attempt after a receipt. */
    Attempt report(Attempt attempt, DeliveryStatus status) {
        return contains(attempt.step()) ? attempt.reportedInChain(status) : attempt.reported(status);
    }

    /** Whether nothing more can come of a step. */
    boolean isFailedBy(int step, DeliveryStatus status) {
        return status.isFinal() && !status.isSuccess() && !contains(step);
    }

    /** Whether a receipt says the opposite of an earlier one; the channels of a chain do by their nature. */
    boolean isContradiction(int step, DeliveryStatus before, DeliveryStatus status) {
        return before != null && before.contradicts(status) && !contains(step);
    }
}
