/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.policy.SendingPolicy.Resolution;
import io.camelmessaging.flows.store.Act;
import io.camelmessaging.flows.store.Attempt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The state diagrams of the page on internals are what the policies do, over all states and signals. */
class StateDiagramsTest {

    private static final Path DOCS = Path.of("../docs");
    private static final List<String> STATES = List.of("NEXT", "SENDING", "DOUBT", "WAIT", "END", "ENDED");

    private static final List<FallbackOn> FALLBACKS = Stream.of(true, false)
            .flatMap(rejected -> Stream.of(true, false).map(unknown -> new FallbackOn(rejected, unknown))).toList();

    private static List<FlowPolicy> policies(String flow) {
        List<FlowPolicy> policies = new ArrayList<>();
        for (Resolution resolution : Resolution.values()) {
            switch (flow) {
                case "failover-on-send" -> FALLBACKS.forEach(on -> policies.add(Flows.onSend(2, on, resolution)));
                case "failover-on-receipt" -> FALLBACKS.forEach(on -> policies.add(Flows.onReceipt(on, resolution)));
                case "conversation" -> {
                    policies.add(Flows.conversation(resolution, false));
                    policies.add(Flows.conversation(resolution, true));
                }
                case "send-later" -> {
                    policies.add(Flows.hold(Flows.NOW, false));
                    policies.add(Flows.hold(Flows.NOW, true));
                    policies.add(Flows.hold(Flows.FUTURE, false));
                }
                default -> {
                    policies.add(Flows.quietHours(Flows.NOW));
                    policies.add(Flows.quietHours(Flows.FUTURE));
                }
            }
        }
        return policies;
    }

    /** The signals that a flow in a state may get, by what the diagram calls them. */
    private static Map<String, Signal> signals(String state) {
        Map<String, Signal> signals = new LinkedHashMap<>();
        signals.put("due", new Signal.Due());
        if (state.equals("SENDING") || state.equals("DOUBT")) {
            signals.put("accepted", Flows.sent(Flows.ACCEPTED));
            signals.put("rejected", Flows.sent(Flows.REJECTED));
            signals.put("opted out", Flows.sent(Flows.OPTED_OUT));
            signals.put("unavailable", Flows.sent(Flows.UNAVAILABLE));
            signals.put("unknown", Flows.sent(Flows.UNKNOWN));
            signals.put("withheld", Flows.sent(Flows.WITHHELD));
        }
        if (state.equals("DOUBT")) {
            signals.put("found", new Signal.LookedUp(Flows.ACCEPTED));
            signals.put("not sent", new Signal.LookedUp(Flows.UNAVAILABLE));
        }
        if (state.equals("END")) {
            signals.put("told", new Signal.Told());
        }
        signals.put("delivered", Flows.receipt(1, DeliveryStatus.DELIVERED));
        signals.put("undelivered", Flows.receipt(1, DeliveryStatus.UNDELIVERED));
        signals.put("cancel", new Signal.Acted(new Act("a", "f", Act.Kind.CANCEL, "ann", "wrong")));
        signals.put("was sent", new Signal.Acted(new Act("a", "f", Act.Kind.WAS_SENT, "ann", "seen")));
        signals.put("was not sent", new Signal.Acted(new Act("a", "f", Act.Kind.WAS_NOT_SENT, "ann", "not seen")));
        signals.put("answer", Flows.reply(1, "yes"));
        signals.put("no answer", Flows.reply(1, "perhaps"));
        signals.put("stop", Flows.reply(1, "STOP"));
        return signals;
    }

    private static List<Situation> situations(String state) {
        Attempt first = Flows.attempt(1, 1, switch (state) {
            case "SENDING" -> Attempt.State.SENDING;
            case "DOUBT" -> Attempt.State.UNKNOWN;
            case "NEXT" -> Attempt.State.UNAVAILABLE;
            default -> Attempt.State.ACCEPTED;
        });
        return List.of(Flows.at(state, 1, first), Flows.at(state, 2, first, Flows.attempt(2, 2, first.state())),
                Flows.at(state, 1, first.repeated().repeated()),
                Flows.at(state, 1, first.reported(DeliveryStatus.DELIVERED)));
    }

    /**
     * By state, and by the state that follows, the signals that lead there; without what a flow of this kind never
     * comes to.
     */
    private static Map<String, Map<String, Set<String>>> transitions(String flow) {
        Map<String, Map<String, Set<String>>> all = new LinkedHashMap<>();
        for (String state : STATES) {
            Map<String, Set<String>> next = all.computeIfAbsent(state, one -> new LinkedHashMap<>());
            for (FlowPolicy policy : policies(flow)) {
                for (Situation at : situations(state)) {
                    signals(state).forEach((label, signal) -> decide(policy, at, signal).filter(then -> !then.equals(state))
                            .ifPresent(then -> next.computeIfAbsent(then, one -> new LinkedHashSet<>()).add(label)));
                }
            }
        }
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(STATES.get(0)));
        while (!open.isEmpty()) {
            String state = open.remove();
            if (reached.add(state)) {
                open.addAll(all.get(state).keySet());
            }
        }
        all.keySet().retainAll(reached);
        return all;
    }

    private static Optional<String> decide(FlowPolicy policy, Situation at, Signal signal) {
        try {
            return Optional.of(policy.decide(at, signal).flow().state());
        } catch (IllegalStateException e) {
            // a state that this kind of flow is never in
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "failover-on-send", "failover-on-receipt", "conversation", "quiet-hours", "send-later" })
    void areThoseOfThePage(String flow) throws IOException {
        String name = "images/flow-states-" + flow + ".svg";
        String diagram = new StateDiagram(flow, transitions(flow)).svg();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCS.resolve(name), diagram);
        }
        assertThat(DOCS.resolve(name)).as("-Ddocs.update=true draws it").content().isEqualTo(diagram);
        assertThat(DOCS.resolve("flows-internals.adoc")).content().contains("image::" + name + "[");
    }
}
