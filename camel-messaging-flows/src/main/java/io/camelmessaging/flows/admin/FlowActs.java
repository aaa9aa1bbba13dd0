/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.flows.store.Act;
import io.camelmessaging.flows.store.ActStore;
import io.camelmessaging.flows.store.AnsweredAct;
import org.apache.camel.util.StopWatch;

/**
 * Asks for acts, and waits until whoever works on the flows has come to them. What nobody comes to in time is
 * withdrawn, so that an act that was told to be busy never happens later.
 */
final class FlowActs {

    /** So many are asked for in one transaction, which locks their rows. */
    private static final int GROUP = 100;
    /** How soon an answer of another node is seen. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final MessagingFlows flows;
    private final ActStore store;
    private final Duration patience;

    FlowActs(MessagingFlows flows, Duration patience) {
        this.flows = flows;
        this.store = flows.store().acts();
        this.patience = patience;
    }

    /** Acts on flows, and tells of each that is there what became of it. */
    List<ActResult> act(Collection<String> flowIds, Act.Kind kind, Actor actor) {
        List<ActStore.Asked> all = new ArrayList<>();
        List<String> ids = flowIds.stream().distinct().sorted().toList();
        for (int from = 0; from < ids.size(); from += GROUP) {
            all.addAll(store.ask(ids.subList(from, Math.min(ids.size(), from + GROUP)), kind, actor.who(), actor.why()));
        }
        flows.wakeUp();
        Map<String, AnsweredAct> answers = new HashMap<>();
        Map<String, ActStore.Asked> open = new LinkedHashMap<>();
        for (ActStore.Asked asked : all) {
            if (asked.answer() == null) {
                open.put(asked.act().id(), asked);
            } else {
                answers.put(asked.act().id(), asked.answer());
            }
        }
        await(open, answers);
        open.forEach((id, asked) -> answers.put(id, store.withdraw(asked, busy())));
        return all.stream().map(asked -> result(asked, answers.get(asked.act().id()))).toList();
    }

    /** Takes what is answered out of those that are open. */
    private void await(Map<String, ActStore.Asked> open, Map<String, AnsweredAct> answers) {
        StopWatch since = new StopWatch();
        try {
            while (!open.isEmpty() && since.taken() < patience.toMillis()) {
                store.await(LOOK);
                store.answers(open.keySet()).forEach(answer -> {
                    answers.put(answer.act().id(), answer);
                    open.remove(answer.act().id());
                });
            }
        } catch (InterruptedException e) {
            // what is not answered yet is withdrawn
            Thread.currentThread().interrupt();
        }
    }

    private String busy() {
        return "no node has come to it in " + patience.toSeconds()
               + " s: it is in the middle of a call, or no node that runs has"
               + " its route; look at it, and try again";
    }

    private static ActResult result(ActStore.Asked asked, AnsweredAct answer) {
        return new ActResult(
                asked.act().flowId(), asked.conversationId(), asked.flow(), ActResult.Status.valueOf(answer.result().name()),
                answer.note() == null
                        ? null
                        : "Nothing was done to the flow " + asked.flow() + " " + asked.act().flowId() + ": " + answer.note()
                          + ".");
    }
}
