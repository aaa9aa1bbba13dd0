/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.orders;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import io.camelmessaging.examples.Demos;
import io.camelmessaging.examples.orders.OrderBook.Order;
import io.camelmessaging.sandbox.SentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class OrderDemoTest {

    @Test
    void everyOrderReachesItsEnd(@TempDir Path inbox) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        OrderDemo demo = new OrderDemo(inbox, Demos.port(0), new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            demo.start();
            assertThat(demo.play()).as(printed.toString(StandardCharsets.UTF_8)).isTrue();

            Map<String, String> states = demo.orders().all().stream().collect(Collectors.toMap(Order::id, Order::state));
            assertThat(states).containsOnly(Map.entry("A-1001", "DELIVERED"), Map.entry("A-1002", "DELIVERED"),
                    Map.entry("A-1003", "DELIVERED"), Map.entry("A-1004", "DELIVERED"), Map.entry("A-1005", "DELIVERED"),
                    Map.entry("A-1006", "refused"), Map.entry("A-1007", "refused"), Map.entry("A-1008", "UNDELIVERED"),
                    Map.entry("A-1009", "refused"), Map.entry("A-1010", "REJECTED"), Map.entry("A-1011", "DELIVERED"),
                    Map.entry("A-1012", "DELIVERED"));
            assertThat(demo.sandbox().messagesTo("+37255598007")).extracting(SentMessage::channel).containsExactly("push",
                    "viber", "sms");
            assertThat(demo.sandbox().messagesTo("+37255500101")).extracting(SentMessage::text).containsExactly(
                    "Kadri, your order A-1001 has left the depot.", "Noted, your parcel goes to the neighbour.");
            demo.sandbox().assertCleanWire();
        } finally {
            demo.stop();
        }
        String timeline = printed.toString(StandardCharsets.UTF_8);
        assertThat(timeline).contains("customer answers: Please leave it with the neighbour.", "wrong code, asked again",
                "number verified",
                "Every order reached its end.");
        assertThat(timeline).doesNotContain("+37255500101", "+353871234567", "37255598007");
    }
}
