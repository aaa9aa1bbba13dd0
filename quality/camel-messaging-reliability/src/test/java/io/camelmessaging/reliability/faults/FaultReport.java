/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.faults;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The fault table as a page.
 */
final class FaultReport {

    private static final String INTRODUCTION
            = """
                    # Faults survived

                    What becomes of messages and events when a provider has a fault. Each line is one provider's send, poll or
                    webhook on one day of the [sandbox](../camel-messaging-sandbox/README.md), %d messages each, seed %d; a fault
                    strikes three calls in ten.
                    **Lost and doubled are 0 in every line**, or the build fails: a part of this table with fewer messages runs in
                    `mvn verify`.

                    ```
                    mvn -Pfaults          # all of it, 1,000 messages a line; writes faults.md and .png to quality/camel-messaging-reliability/target
                    mvn -Pfaults -Dfaults.messages=100
                    ```

                    %s.

                    ![what became of sends, and of receipts and replies](faults.png)

                    | column | of a send | of an event (receipt or inbound message) that is polled or pushed |
                    | --- | --- | --- |
                    | struck | how often the fault had struck when the sends had ended | by the end of the day, all calls together |
                    | sent | messages that the route sent | events that the provider had to tell |
                    | accepted | ended well | its route succeeded |
                    | refused, unavailable | ended as `RequestRejectedException`; as `ProviderUnavailableException` after the route's 20 repeats | |
                    | unknown | ended as `OutcomeUnknownException`: told to the route, repeated by nobody | its status is none that the documents know |
                    | repeated | further requests for the same message: by the route after an outcome that is provably not sent, at Boomerang also by the component, under the idempotency key | further deliveries: the provider told it twice, or its route had failed (one in seven does, the first time) |
                    | lost | told as accepted, and not at the provider; or never ended | no route got it, on the day or after it |
                    | doubled | arrived twice, or although the route was told that it did not leave | its route succeeded twice |
                    | calls, callbacks done | exchanges that the producer took, and how often it called back | exchanges on the route, and how many were completed |
                    | threads, connections left | after the context was closed | the same |

                    Boomware and Boomerang take 30 calls a second here: the one allows no more, and of the other's receipts more than 100 of
                    one second cannot be read whole without consuming them (a page holds 100, and its cursor counts seconds).
                    What stands behind a webhook is made idempotent on `CamelMessagingEventId`, what is polled has an
                    `idempotentRepository`, as the pages of the components advise. Sendmode's replies carry neither id nor time: one
                    that the provider calls twice is two for the route, counted as repeated.
                    """;

    private FaultReport() {
    }

    static String of(List<Line> lines, int messages, long seed, String machine) {
        StringBuilder page = new StringBuilder(INTRODUCTION.formatted(messages, seed, machine));
        for (TestedProvider provider : TestedProvider.values()) {
            for (String path : List.of("send", "poll", "webhook")) {
                List<Line> table = lines.stream()
                        .filter(line -> line.provider().equals(provider.scheme()) && line.path().equals(path)).toList();
                if (!table.isEmpty()) {
                    page.append("\n## ").append(provider.scheme()).append(": ").append(path).append("\n\n")
                            .append(table(table));
                }
            }
        }
        return page.toString();
    }

    private static String table(List<Line> lines) {
        return "| day | " + String.join(" | ", Line.TITLES) + " |\n| ---" + " | ---:".repeat(Line.TITLES.size()) + " |\n"
               + lines.stream().map(line -> line.markdown() + "\n").collect(Collectors.joining());
    }
}
