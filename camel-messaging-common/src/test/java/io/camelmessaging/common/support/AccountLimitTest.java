/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.Duration;

import io.github.bucket4j.Bucket;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Which limit holds where the endpoints of one account differ, whoever comes first.
 */
class AccountLimitTest {

    private static final AccountLimit NONE = new AccountLimit(0, 1_000, null);
    private static final AccountLimit TEN_A_SECOND = new AccountLimit(10, 1_000, null);
    private static final AccountLimit HUNDRED_A_MINUTE = new AccountLimit(100, 60_000, null);

    @Test
    void theStrictestHoldsInAnyOrder() {
        assertHolds(HUNDRED_A_MINUTE, TEN_A_SECOND, HUNDRED_A_MINUTE);
        assertHolds(TEN_A_SECOND, NONE, TEN_A_SECOND);
        assertHolds(NONE, NONE, NONE);
    }

    @Test
    void aBucketHoldsAndThereIsOne() {
        AccountLimit bucket = new AccountLimit(0, 1_000, bucket());
        assertHolds(bucket, TEN_A_SECOND, bucket);
        assertHolds(bucket, NONE, bucket);
        assertHolds(bucket, bucket, bucket);
        assertThatThrownBy(() -> bucket.and(new AccountLimit(0, 1_000, bucket())))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("rateLimitBucket");
    }

    private static void assertHolds(AccountLimit expected, AccountLimit one, AccountLimit other) {
        assertThat(one.and(other)).isEqualTo(expected);
        assertThat(other.and(one)).isEqualTo(expected);
    }

    private static Bucket bucket() {
        return Bucket.builder().addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofSeconds(1))).build();
    }
}
