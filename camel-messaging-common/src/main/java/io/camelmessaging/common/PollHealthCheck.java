package io.camelmessaging.common;

import java.util.Map;
import java.util.function.IntSupplier;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollConsumerHealthCheck;

/**
 * Camel's own check of a polling consumer, and how many events are parked; these leave the state alone.
 */
final class PollHealthCheck extends ScheduledPollConsumerHealthCheck {

    static final String PARKED = "parked.events";

    private final IntSupplier parked;

    PollHealthCheck(ScheduledPollConsumer consumer, ScheduledPollConsumerHealthCheck camels, IntSupplier parked) {
        super(consumer, camels.getId());
        this.parked = parked;
        setEnabled(camels.isEnabled());
        setInitialState(camels.getInitialState());
    }

    @Override
    public Result call(Map<String, Object> options) {
        Result result = super.call(options);
        int count = parked.getAsInt();
        if (count == 0) {
            return result;
        }
        HealthCheckResultBuilder builder = HealthCheckResultBuilder.on(this).state(result.getState())
                .details(result.getDetails()).detail(PARKED, count);
        result.getMessage().ifPresent(builder::message);
        result.getError().ifPresent(builder::error);
        return builder.build();
    }
}
