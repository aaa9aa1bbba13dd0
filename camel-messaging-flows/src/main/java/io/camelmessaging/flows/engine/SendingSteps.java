/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.support.MessagingEndpoint;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;

/**
 * The steps of a flow, by their numbers from 1, with gaps where one is left out: messages on their way remember
 * numbers.
 */
public final class SendingSteps {

    private final List<SendingStep> steps = new ArrayList<>();

    public void add(SendingStep step) {
        steps.add(step);
    }

    /** Leaves a step out, whose number is not given to another. */
    public void leaveOut() {
        steps.add(null);
    }

    /** How many there are, with those left out. */
    public int size() {
        return steps.size();
    }

    /**
     * @param  flow                  the name of the flow
     * @throws IllegalStateException if it has no step of this number
     */
    public SendingStep get(int number, String flow) {
        if (number > steps.size() || steps.get(number - 1) == null) {
            throw new IllegalStateException(
                    "The flow " + flow + " has " + steps.size() + " steps, and a message is at step " + number
                                            + ": start it with the steps that it had when the message came.");
        }
        return steps.get(number - 1);
    }

    /** The URI of a step; empty if there is no such step, or if it is not known before there is a message. */
    public Optional<String> uri(int number) {
        return Optional.ofNullable(number < 1 || number > steps.size() ? null : steps.get(number - 1)).map(SendingStep::uri)
                .filter(uri -> !uri.contains("${"));
    }

    /** The URIs that are known before there is a message. */
    public Stream<String> uris() {
        return steps.stream().filter(Objects::nonNull).map(SendingStep::uri).filter(uri -> !uri.contains("${"));
    }

    /**
     * A message that was to be sent later must not go out at once by a step that cannot wait.
     *
     * @param  flow                     the name of the flow
     * @throws IllegalArgumentException if it has a schedule, and a step that has none
     */
    public void refuseSchedule(Exchange exchange, String flow) {
        if (ObjectHelper.isEmpty(exchange.getMessage().getHeader(MessagingConstants.SCHEDULE))) {
            return;
        }
        for (int number = 1; number <= steps.size(); number++) {
            SendingStep step = steps.get(number - 1);
            if (step != null && !step.uri().contains("${")
                    && exchange.getContext().getEndpoint(step.uri()) instanceof MessagingEndpoint endpoint
                    && !endpoint.getOperation().canSchedule()) {
                throw new IllegalArgumentException(
                        "The flow " + flow + " cannot send later: its step " + number + ", " + endpoint.scheme() + ":"
                                                   + endpoint.getOperation().name()
                                                   + ", has no schedule. Remove the header " + MessagingConstants.SCHEDULE
                                                   + ", or hold the message back by the Kamelet send-later before the flow.");
            }
        }
    }
}
