/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import io.camelmessaging.flows.admin.ActResult;
import io.camelmessaging.flows.admin.Actor;
import io.camelmessaging.flows.admin.FlowAdministration;
import io.camelmessaging.flows.admin.Verdict;

/** The acts of people on flows, by their names in the API. */
final class DeskActs {

    private final Map<String, BiFunction<String, Actor, ActResult>> acts;

    DeskActs(FlowAdministration flows) {
        this.acts = Map.of("cancel", (id, by) -> flows.cancel(id, by), "retry", (id, by) -> flows.retryNow(id, by), "release",
                (id, by) -> flows.release(id, by), "sent",
                (id, by) -> flows.decide(id, Verdict.WAS_SENT, by), "not-sent",
                (id, by) -> flows.decide(id, Verdict.WAS_NOT_SENT, by));
    }

    /**
     * Acts, and waits for what becomes of it.
     *
     * @param  id of the flow
     * @return    whether it was done, and if not why
     */
    Map<String, Object> act(String act, String id, DeskUser user, String why) {
        BiFunction<String, Actor, ActResult> known = acts.get(act);
        if (known == null) {
            throw new DeskRefusal(
                    404, "There is no act '" + act + "': there are " + acts.keySet().stream().sorted().toList()
                         + ".");
        }
        ActResult result = known.apply(id, new Actor(user.name(), why));
        return Map.of("taken", result.isApplied(), "status", result.status().name(), "sentence",
                Objects.requireNonNullElse(result.why(), ""));
    }
}
