package io.camelmessaging.common;

import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollConsumerHealthCheck;

/**
 * Camel's own check of a polling consumer, how many events are parked, and what else the consumer tells; these leave
 * the state alone.
 */
final class PollHealthCheck extends ScheduledPollConsumerHealthCheck {

    static final String PARKED = "parked.events";

    private final IntSupplier parked;
    private final Supplier<Map<String, Object>> details;

    PollHealthCheck(ScheduledPollConsumer consumer, ScheduledPollConsumerHealthCheck camels, IntSupplier parked,
                    Supplier<Map<String, Object>> details) {
        super(consumer, camels.getId());
        this.parked = parked;
        this.details = details;
        setEnabled(camels.isEnabled());
        setInitialState(camels.getInitialState());
    }

    @Override
    public Result call(Map<String, Object> options) {
        Result result = super.call(options);
        int count = parked.getAsInt();
        Map<String, Object> more = details.get();
        if (count == 0 && more.isEmpty()) {
            return result;
        }
        HealthCheckResultBuilder builder = HealthCheckResultBuilder.on(this).state(result.getState())
                .details(result.getDetails());
        if (count > 0) {
            builder.detail(PARKED, count);
        }
        more.forEach(builder::detail);
        result.getMessage().ifPresent(builder::message);
        result.getError().ifPresent(builder::error);
        return builder.build();
    }
}
