/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Instant;
import java.util.Map;

import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.Rescheduled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.camelmessaging.flows.policy.Flows.FUTURE;
import static io.camelmessaging.flows.policy.Flows.NOW;
import static io.camelmessaging.flows.policy.Flows.PAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What may be changed of a message that is held, in each state. */
class HeldChangesTest {

    private static final Map<String, String> HELD
            = Map.of(Remembered.SCHEDULE, FUTURE.toString(), Remembered.UNTIL, PAST.toString());

    @ParameterizedTest
    @CsvSource({ "NEXT, true", "SENDING, false", "DOUBT, false", "END, false", "ENDED, false" })
    void onlyWhatHasNotBegunToBeSentIsChanged(String state, boolean changed) {
        Flow flow = Flows.flow(state, 1, HELD);

        assertThat(HeldChanges.cancelled(flow, NOW)).as("cancelled").matches(one -> one.isPresent() == changed);
        assertThat(HeldChanges.moved(flow, NOW, NOW)).as("moved").matches(one -> one.isPresent() == changed);
    }

    @Test
    void aMessageOfAnotherFlowIsNoHeldOne() {
        assertThat(HeldChanges.cancelled(Flows.flow("NEXT", 0, Map.of()), NOW)).isEmpty();
        assertThat(HeldChanges.moved(Flows.flow("NEXT", 0, Map.of()), FUTURE, NOW)).isEmpty();
    }

    @Test
    void whatIsCancelledIsToldAtOnceAndIsLeftAloneThen() {
        Rescheduled cancelled = HeldChanges.cancelled(Flows.flow("NEXT", 0, HELD), NOW).orElseThrow();

        assertThat(cancelled.due()).isEqualTo(NOW);
        assertThat(cancelled.flow().state() + " " + cancelled.flow().outcome()).isEqualTo("END cancelled");
        assertThat(HeldChanges.isCancelled(cancelled.flow())).isTrue();
        assertThat(HeldChanges.isCancelled(Flows.flow("END", 1, HELD))).as("one that went out").isFalse();
        assertThat(HeldChanges.cancelled(cancelled.flow(), FUTURE)).isEmpty();
        assertThat(HeldChanges.moved(cancelled.flow(), FUTURE, NOW)).isEmpty();
    }

    @Test
    void whatIsMovedIsDueAtItsNewTimeAndExpiresAsLongAfterIt() {
        Instant later = FUTURE.plusSeconds(100);
        Flow flow = Flows.flow("NEXT", 0, HELD).expiringAt(FUTURE.plusSeconds(10));

        Rescheduled moved = HeldChanges.moved(flow, later, NOW).orElseThrow();

        assertThat(moved.due()).isEqualTo(later);
        assertThat(moved.flow().data()).isEqualTo(Map.of(Remembered.SCHEDULE, later.toString()));
        assertThat(moved.flow().expiresAt()).isEqualTo(later.plusSeconds(10));
        assertThatIllegalArgumentException().isThrownBy(() -> HeldChanges.moved(flow, NOW.minusSeconds(10), NOW))
                .withMessageContaining("further back than its parameter maxLate allows");
    }
}
