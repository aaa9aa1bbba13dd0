package io.camelmessaging.common.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * At most one consumer has an event, and what a dead one had comes free again.
 */
class EventLeasesTest {

    private final TestClock clock = new TestClock();
    private final Map<String, Object> keys = new HashMap<>();
    private final IdempotentRepository repository = MemoryIdempotentRepository.memoryIdempotentRepository(keys);
    private final EventLeases one = new EventLeases(repository, clock);
    private final EventLeases other = new EventLeases(repository, clock);

    @Test
    void onlyOneHasAnEvent() {
        assertThat(one.take("e")).isTrue();
        assertThat(one.take("e")).isFalse();
        assertThat(one.holds("e")).isTrue();
        assertThat(other.take("e")).isFalse();
        assertThat(other.holds("e")).isFalse();

        one.release("e");

        assertThat(keys).isEmpty();
        assertThat(other.take("e")).isTrue();
    }

    @Test
    void whatADeadConsumerHadComesFree() {
        one.take("e");

        clock.pass(EventLeases.SLOT);
        assertThat(other.take("e")).isFalse();

        clock.pass(EventLeases.SLOT);
        assertThat(other.take("e")).isTrue();
    }

    @Test
    void aLivingConsumerKeepsWhatItHas() {
        one.take("e");
        for (int slot = 0; slot < 5; slot++) {
            clock.pass(EventLeases.SLOT);
            one.renew();
            assertThat(other.take("e")).isFalse();
        }

        one.release("e");

        assertThat(keys).isEmpty();
    }

    @Test
    void aClockThatIsSomewhatAheadTakesNothingAway() {
        TestClock ahead = new TestClock();
        ahead.pass(EventLeases.SLOT);
        EventLeases hasty = new EventLeases(repository, ahead);

        hasty.take("e");

        assertThat(one.take("e")).isFalse();
        hasty.release("e");
        assertThat(one.take("e")).isTrue();
        assertThat(hasty.take("e")).isFalse();
    }

    @Test
    void withoutARepositoryAClaimIsLocal() {
        EventLeases local = new EventLeases(null, clock);

        assertThat(local.take("e")).isTrue();
        assertThat(local.take("e")).isFalse();
        clock.pass(EventLeases.SLOT);
        local.renew();
        local.release("e");
        assertThat(local.take("e")).isTrue();
    }

    private static final class TestClock extends Clock {

        private Instant now = Instant.ofEpochSecond(1_700_000_000);

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
