/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.camelmessaging.flows.store.FlowFigures;
import org.apache.camel.support.console.AbstractDevConsole;

/**
 * The developer console {@code messaging-flows}: how many messages of each flow are open, parked and overdue. It shows
 * no text and no number.
 */
public final class FlowsDevConsole extends AbstractDevConsole {

    private static final String UNREACHABLE = "The database of the flows cannot be asked.";

    public FlowsDevConsole() {
        super("camel", "messaging-flows", "Messaging Flows", "Open, parked and overdue messages of flows");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        FlowFigures figures = figures();
        if (figures == null) {
            return hasFlows() ? UNREACHABLE : "";
        }
        return new TreeMap<>(figures.flows()).entrySet().stream().map(flow -> flow.getKey() + ": " + open(flow.getValue())
                                                                              + " open "
                                                                              + new TreeMap<>(flow.getValue().byState())
                                                                              + ", " + flow.getValue().parked() + " parked, "
                                                                              + overdue(figures, flow.getValue())
                                                                              + " s overdue")
                .collect(Collectors.joining("\n"));
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        Map<String, Object> root = new LinkedHashMap<>();
        FlowFigures figures = figures();
        if (figures == null) {
            if (hasFlows()) {
                root.put("error", UNREACHABLE);
            }
            root.put("flows", List.of());
            return root;
        }
        root.put("askedAt", figures.askedAt().toString());
        root.put("flows", new TreeMap<>(figures.flows()).entrySet().stream().map(flow -> {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("name", flow.getKey());
            shown.put("open", open(flow.getValue()));
            shown.put("byState", new TreeMap<>(flow.getValue().byState()));
            shown.put("parked", flow.getValue().parked());
            shown.put("overdueSeconds", overdue(figures, flow.getValue()));
            return shown;
        }).toList());
        return root;
    }

    /** A console starts nothing. */
    private boolean hasFlows() {
        return getCamelContext().hasService(MessagingFlows.class) != null;
    }

    private FlowFigures figures() {
        return hasFlows() ? MessagingFlows.of(getCamelContext()).observation().figures() : null;
    }

    static long open(FlowFigures.OfFlow flow) {
        return flow.byState().values().stream().mapToLong(Long::longValue).sum();
    }

    static long overdue(FlowFigures figures, FlowFigures.OfFlow flow) {
        return flow.oldestDue() == null ? 0 : Duration.between(flow.oldestDue(), figures.askedAt()).toSeconds();
    }
}
