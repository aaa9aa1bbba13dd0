/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.Instant;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollConsumerHealthCheck;

/**
 * Camel's own check of a polling consumer, when the feed was last read, how many events are parked, and what else the
 * consumer tells; these leave the state alone.
 * <p>
 * For readiness it is up always: an outage of a provider is no reason to take an application out of service, whose
 * webhooks and other providers work.
 */
final class PollHealthCheck extends ScheduledPollConsumerHealthCheck {

    static final String PARKED = "parked.events";
    static final String LAST_POLL = "poll.last.success";

    private final IntSupplier parked;
    private final Supplier<Instant> lastPoll;
    private final Supplier<Map<String, Object>> details;

    PollHealthCheck(ScheduledPollConsumer consumer, ScheduledPollConsumerHealthCheck camels, IntSupplier parked,
                    Supplier<Instant> lastPoll, Supplier<Map<String, Object>> details) {
        super(consumer, camels.getId());
        this.parked = parked;
        this.lastPoll = lastPoll;
        this.details = details;
        setEnabled(camels.isEnabled());
        setInitialState(camels.getInitialState());
    }

    @Override
    public Result call(Map<String, Object> options) {
        Result result = super.call(options);
        int count = parked.getAsInt();
        Map<String, Object> more = details.get();
        // Camel asks for readiness of the check that it puts around this one, whatever this one says of itself
        boolean ready = options.get(CHECK_KIND) == Kind.READINESS;
        Instant last = lastPoll.get();
        if (count == 0 && last == null && more.isEmpty() && !ready) {
            return result;
        }
        HealthCheckResultBuilder builder = HealthCheckResultBuilder.on(this).state(ready ? State.UP : result.getState())
                .details(result.getDetails());
        if (count > 0) {
            builder.detail(PARKED, count);
        }
        if (last != null) {
            builder.detail(LAST_POLL, last.toString());
        }
        more.forEach(builder::detail);
        result.getMessage().ifPresent(builder::message);
        result.getError().ifPresent(builder::error);
        return builder.build();
    }
}
