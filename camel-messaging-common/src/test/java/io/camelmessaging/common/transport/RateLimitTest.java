package io.camelmessaging.common.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No window of the period holds more calls than the limit, wherever it begins.
 */
class RateLimitTest {

    private final Clock clock = new Clock();

    @ParameterizedTest
    @CsvSource({ "1, 1000", "2, 1000", "30, 1000", "100, 60000", "7, 333", "1000, 1000", "240, 60000" })
    void noWindowHoldsMoreThanTheLimit(int limit, long millis) {
        long period = Duration.ofMillis(millis).toNanos();
        Bucket bucket = RateLimit.bucket(limit, Duration.ofMillis(millis), clock);
        List<Long> sent = new ArrayList<>();
        long step = Math.max(1, period / (limit * 37L));
        for (long at = 0; at < 6 * period; at += step) {
            clock.now = at;
            // busy, then a pause longer than the period, then busy again
            boolean busy = at < 2 * period || at > 3.5 * period;
            while (busy && bucket.tryConsume(1)) {
                sent.add(at);
            }
        }

        for (int i = 0; i + limit < sent.size(); i++) {
            assertThat(sent.get(i + limit) - sent.get(i)).as("call %s to call %s", i, i + limit).isGreaterThanOrEqualTo(period);
        }
        assertThat(sent.size()).as("the limit is used").isGreaterThanOrEqualTo(4 * limit * 9 / 10);
    }

    @Test
    void thoseThatWaitAreSpreadEvenly() {
        Bucket bucket = RateLimit.bucket(10, Duration.ofSeconds(1), clock);
        long[] waits = new long[30];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = bucket.consumeIgnoringRateLimits(1);
        }

        assertThat(waits[0]).isZero();
        for (int i = 1; i < waits.length; i++) {
            assertThat(waits[i] - waits[i - 1]).isBetween(100_000_000L, 103_000_000L);
        }
    }

    private static final class Clock implements TimeMeter {

        private long now;

        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
