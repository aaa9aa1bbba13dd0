/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.store.FlowMessage;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a flow keeps comes back as it was given: value and type. */
class FlowValuesTest {

    static Stream<Object> values() {
        return Stream.of("", "text \u0000 \ud83d\ude00", true, false, 0, -7, Integer.MAX_VALUE, 0L, 5L, Long.MIN_VALUE,
                (short) 3, (byte) -1, 1.5, -0.0, 1e300, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, 1.1f, Float.NaN,
                new BigDecimal("12.340"), new BigDecimal("1E+20"), new BigDecimal("0.1000000000000000000000001"),
                BigInteger.TEN, BigInteger.TWO.pow(200), 'x', Instant.parse("2026-01-02T03:04:05.000000006Z"),
                LocalDate.parse("2026-01-02"), LocalTime.parse("03:04"), LocalDateTime.parse("2026-01-02T03:04:05"),
                OffsetDateTime.parse("2026-01-02T03:04:05+05:30"),
                ZonedDateTime.parse("2026-01-02T03:04:05+01:00[Europe/Paris]"),
                Duration.ofMillis(1234), new Date(1234567890123L), UUID.fromString("00000000-0000-0001-0000-000000000002"),
                List.of(1, 2L, new BigDecimal("3.0"), List.of(Map.of("a", 4L))), Map.of("n", 1L, "m", Map.of("@Long", "5")),
                Map.of("@Map", Map.of("x", 1)), Map.of("@Long", "no number"), List.of(), Map.of());
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackAsItWas(Object value) {
        FlowMessage message = kept(value);

        FlowMessage read = FlowMessage.ofJson(message.toJson());

        assertThat(read.headers().get("CamelMessagingX")).isEqualTo(value)
                .hasSameClassAs(message.headers().get("CamelMessagingX"));
        assertThat(read).isEqualTo(message);
    }

    @Test
    void bytesAndNothingComeBackToo() {
        byte[] bytes = { 0, -1, 127 };
        assertThat((byte[]) FlowMessage.ofJson(kept(bytes).toJson()).headers().get("CamelMessagingX")).isEqualTo(bytes);
        List<Object> withNull = new ArrayList<>(Arrays.asList("a", null));
        assertThat(FlowMessage.ofJson(kept(withNull).toJson()).headers()).containsEntry("CamelMessagingX", withNull);
    }

    @Test
    void aConstantIsKeptByItsName() {
        assertThat(kept(DeliveryStatus.DELIVERED).headers()).containsEntry("CamelMessagingX", "DELIVERED");
    }

    @Test
    void whatAnEarlierVersionWroteIsRead() {
        FlowMessage read
                = FlowMessage.ofJson("{\"body\":\"hi\",\"headers\":{\"n\":3,\"d\":1.5,\"l\":[1,\"a\"],\"m\":{\"k\":true}}}");
        assertThat(read).isEqualTo(
                new FlowMessage("hi", Map.of("n", 3, "d", 1.5, "l", List.of(1, "a"), "m", Map.of("k", true))));
    }

    @Test
    void whatCannotBeKeptIsRefusedAtIntakeByName() {
        Map<String, Object> cyclic = new HashMap<>();
        cyclic.put("again", cyclic);
        for (Object value : List.of(new AtomicLong(5), new Object(), new Thread(), new Object[] { 1 }, cyclic)) {
            assertThatThrownBy(() -> kept(value)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("CamelMessagingX").message().hasSizeLessThan(400);
        }
    }

    private static FlowMessage kept(Object value) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody("body");
        exchange.getMessage().setHeader("CamelMessagingX", value);
        return FlowMessage.of(exchange, List.of());
    }
}
