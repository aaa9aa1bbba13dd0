/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.camelmessaging.common.DryRunResult;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.support.PlannedSend.PlannedMessage;
import io.camelmessaging.common.support.wire.TransportException;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands in the place of calls that the option {@code dryRun} forbids.
 */
final class DryRun {

    private static final Logger LOG = LoggerFactory.getLogger(DryRun.class);

    private static final String PROPERTY = "camel.messaging.dryRun";

    private DryRun() {
    }

    /**
     * Whether the application's properties ask for it.
     *
     * @throws IllegalArgumentException if the property is neither true nor false: a dry run that is misspelt must not
     *                                  send
     */
    static boolean isWanted(CamelContext context) {
        String value = context.resolvePropertyPlaceholders("{{" + PROPERTY + ":{{camel.messaging.dry-run:false}}}}").strip();
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(
                    "The property " + PROPERTY + " is true or false, and '" + value + "' is neither.");
        }
        return Boolean.parseBoolean(value);
    }

    /** The answer to a send that was not made. */
    static DryRunResult result(MessagingEndpoint endpoint, List<PlannedMessage> messages, SendControl.Admission admission) {
        List<RecipientOutcome> outcomes = new ArrayList<>(messages.size());
        for (PlannedMessage message : messages) {
            BigDecimal price = admission == null ? null : admission.price(outcomes.size());
            outcomes.add(new RecipientOutcome(
                    message.recipient(), RecipientOutcome.State.ACCEPTED,
                    DryRunResult.ID_PREFIX + UUID.randomUUID(), null,
                    endpoint.getOperation().isSms() ? message.segments() : null, price,
                    price == null ? null : admission.currency()));
        }
        if (!outcomes.isEmpty()) {
            int segments = messages.stream().mapToInt(PlannedMessage::segments).sum();
            LOG.info("Dry run of {}:{}: {} messages of {} segments, and nothing was sent.", endpoint.scheme(),
                    endpoint.getOperation().name(), outcomes.size(), segments);
        }
        return new DryRunResult(endpoint.scheme(), endpoint.getOperation().name(), outcomes);
    }

    /** Why a call was not made that somebody tried nevertheless. */
    static TransportException noCall() {
        return new TransportException(
                false, "nothing was called, as the option dryRun is true: set it to false to call the provider", null);
    }
}
