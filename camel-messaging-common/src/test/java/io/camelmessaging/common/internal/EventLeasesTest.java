/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Whoever takes its event over removes what it left, however long ago that was. */
    @ParameterizedTest
    @ValueSource(ints = { 2, 3, 5, 6, 10, 13, 20, 1_000_003 })
    void whatADeadConsumerLeftIsRemoved(int slotsLater) {
        one.take("e");

        clock.pass(EventLeases.SLOT.multipliedBy(slotsLater));
        other.doubt("e");
        assertThat(other.take("e")).isTrue();
        other.release("e");

        assertThat(keys).isEmpty();
    }

    /** A feed may be polled whenever the slot has the same name. */
    @Test
    void whatADeadConsumerLeftHoldsNobodyUpForEver() {
        one.take("e");
        assertThat(other.take("e")).isFalse();
        for (int slot = 0; slot < 8; slot++) {
            clock.pass(EventLeases.SLOT);
            other.renew();
        }
        assertThat(keys).isEmpty();
        assertThat(other.take("e")).isTrue();
    }

    /** What is only met is not remembered for ever, and what lives is not removed. */
    @Test
    void aLivingConsumersLeaseIsLeftAlone() {
        one.take("e");
        for (int slot = 0; slot < 40; slot++) {
            clock.pass(EventLeases.SLOT);
            other.renew();
            assertThat(keys).as("slot " + slot).isNotEmpty();
            one.renew();
            other.renew();
            assertThat(other.take("e")).isFalse();
        }
        one.release("e");

        assertThat(keys).isEmpty();
        assertThat(other.take("e")).isTrue();
    }

    @Test
    void withoutARepositoryAClaimIsLocal() {
        EventLeases local = new EventLeases(new ConcurrentHashMap<>());

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
