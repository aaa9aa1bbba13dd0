/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomware;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.sandbox.SandboxState;
import io.camelmessaging.sandbox.SentMessage;

/**
 * Plays a failover chain: each step runs until its condition is met, its time is over or it has failed.
 *
 * <p>
 * All steps share the request's id. A failure is called back only from the last step, as it is no end before that; to
 * some numbers from each, as no document says which of the two the provider does.
 */
final class FailoverChain {

    private static final String TELLS_EACH_STEP = "98010";
    private static final Set<String> FAILED = Set.of("UNDELIVERED", "REJECTED");

    private final SandboxState state;
    private final BoomwareDelivery delivery;
    private final StoredRequest request;
    private final JsonNode flow;
    private final boolean tellsEachStep;

    FailoverChain(SandboxState state, BoomwareDelivery delivery, StoredRequest request, JsonNode flow) {
        this.state = state;
        this.delivery = delivery;
        this.request = request;
        this.flow = flow;
        this.tellsEachStep = request.number().endsWith(TELLS_EACH_STEP);
    }

    void start() {
        run(0);
    }

    private void run(int index) {
        JsonNode step = flow.get(index);
        boolean last = index == flow.size() - 1;
        JsonNode failover = last ? null : step.get("failover");
        SentMessage message = delivery.show(request, step.get("type").asText(), (ObjectNode) step.get("message"));
        AtomicBoolean ended = new AtomicBoolean();
        Runnable next = () -> {
            if (!last && ended.compareAndSet(false, true)) {
                state.messages().note(message.key(), "next channel", flow.get(index + 1).get("type").asText());
                run(index + 1);
            }
        };
        delivery.deliver(message, status -> {
            if (!last && FAILED.contains(status)) {
                if (tellsEachStep) {
                    delivery.callBack(request, message, status);
                }
                next.run();
                return;
            }
            if (failover != null && meets(status, failover.get("condition").asText())) {
                ended.set(true);
            }
            request.status(status);
            delivery.callBack(request, message, status);
        });
        if (failover != null) {
            state.clock().after(failover.get("wait").asDouble(), next);
        }
    }

    private static boolean meets(String status, String condition) {
        return status.equals("READ") || status.equals("DELIVERED") && condition.equals("delivered");
    }
}
