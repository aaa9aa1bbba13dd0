package io.camelmessaging.clicksend;

import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollConsumerHealthCheck;

/**
 * The health of a feed whose receipts may be impossible to mark: that is no failure, and told as the detail
 * {@code marks}.
 */
final class ReceiptsHealthCheck extends ScheduledPollConsumerHealthCheck {

    private final Supplier<String> unmarked;

    /**
     * @param unmarked why receipts cannot be marked; gives null if they can
     */
    ReceiptsHealthCheck(ScheduledPollConsumer consumer, String id, Supplier<String> unmarked) {
        super(consumer, id);
        this.unmarked = unmarked;
    }

    @Override
    public Result call(Map<String, Object> options) {
        Result result = super.call(options);
        String why = unmarked.get();
        if (why == null) {
            return result;
        }
        HealthCheckResultBuilder told = HealthCheckResultBuilder.on(this).state(result.getState()).details(result.getDetails())
                .detail("marks", why).message(result.getMessage().orElse(why));
        result.getError().ifPresent(told::error);
        return told.build();
    }
}
