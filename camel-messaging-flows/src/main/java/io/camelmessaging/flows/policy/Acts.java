/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.util.HashMap;
import java.util.Map;

import io.camelmessaging.flows.store.Act;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;

/**
 * What the acts of people do to a flow as it stands. What makes no sense is refused, and the flow goes on as if nobody
 * had asked.
 */
final class Acts {

    static final String ENDED_IN_CALL = "the process ended in the middle of the call";

    private Acts() {
    }

    static Decision decide(SendingPolicy policy, Situation at, Act act) {
        Flow flow = at.flow();
        if (flow.isEnded()) {
            return refused(flow, "it has ended as " + flow.outcome());
        }
        if (act.kind() == Act.Kind.RETRY_NOW) {
            return retryNow(policy, at);
        }
        if (!FlowState.isOpen(flow)) {
            return refused(flow, "its outcome is decided: " + flow.outcome());
        }
        return switch (act.kind()) {
            case CANCEL -> cancel(at, act.why());
            case WAS_SENT, WAS_NOT_SENT -> resolve(policy, at, act);
            default -> refused(flow, "it is not parked");
        };
    }

    private static Decision refused(Flow flow, String why) {
        return Decisions.resume(flow).refusing(why);
    }

    private static Decision cancel(Situation at, String why) {
        Flow flow = at.flow();
        if (!FlowState.isInDoubt(flow)) {
            return Decisions.finish(flow, Outcome.CANCELLED, "cancelled: " + why);
        }
        // what a deadline says of it, too
        return Decisions.finish(flow, Outcome.UNKNOWN,
                "cancelled, and nobody knows whether the last attempt was sent: " + why,
                at.lastAttempt().filter(attempt -> attempt.state() == Attempt.State.SENDING)
                        .map(attempt -> attempt.ended(Attempt.State.UNKNOWN, ENDED_IN_CALL, at.now()))
                        .stream().toArray(Attempt[]::new));
    }

    /** Only what the flow would do by itself, sooner: nothing is sent twice because somebody cannot wait. */
    private static Decision retryNow(SendingPolicy policy, Situation at) {
        Flow flow = at.flow();
        Map<String, String> data = new HashMap<>(flow.data());
        data.remove(Remembered.UNTIL);
        Flow now = flow.withData(data);
        switch (flow.state()) {
            case FlowState.WAIT -> {
                return refused(flow, "its message was sent, and what comes of it is awaited");
            }
            case FlowState.SENDING, FlowState.IN_DOUBT -> {
                if (policy.resolution().apply(flow.step()) == SendingPolicy.Resolution.NONE
                        || at.lastAttempt().filter(attempt -> SendingPolicy.isLeftToPeople(flow, attempt)).isPresent()) {
                    return refused(flow, "nobody knows whether its message was sent: find that out at the provider, and decide"
                                         + " that it was sent or was not");
                }
            }
            case FlowState.NEXT -> {
                Decision next = policy.rules().next(new Situation(now, at.attempts(), at.now()));
                if (next.next() instanceof Next.Wait wait) {
                    return refused(flow, "nothing may be sent before " + wait.until());
                }
            }
            default -> {
                // its end is told once more
            }
        }
        return Decisions.resume(now);
    }

    private static Decision resolve(SendingPolicy policy, Situation at, Act act) {
        Flow flow = at.flow();
        Attempt attempt = at.lastAttempt().orElse(null);
        if (!FlowState.isInDoubt(flow) || attempt == null) {
            return refused(flow, "it is not in doubt");
        }
        return act.kind() == Act.Kind.WAS_SENT
                ? policy.rules().accepted(at, flow,
                        attempt.accepted(attempt.provider(), attempt.account(), attempt.messageId(), at.now()))
                : policy.rules().unavailable(at, flow,
                        attempt.ended(Attempt.State.UNAVAILABLE, "not sent, as was decided: " + act.why(), at.now()));
    }
}
