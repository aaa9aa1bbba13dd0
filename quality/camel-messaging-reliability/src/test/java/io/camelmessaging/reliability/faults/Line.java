/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.faults;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of the fault table.
 *
 * @param provider    the scheme
 * @param path        send, poll or webhook
 * @param day         the day's name
 * @param struck      how often the fault of the day had struck by the end
 * @param sent        messages that the route sent, or events that the provider had to tell
 * @param accepted    of these, sends that ended well, or events whose route succeeded
 * @param refused     sends that ended as refused; null for events
 * @param unavailable sends that ended as provably not sent, after the route's repeats; null for events
 * @param unknown     sends that ended as unknown, or events with a status that is not known
 * @param repeated    further requests for the same message, or further deliveries of the same event
 * @param lost        sends that were told as accepted and are not at the provider, or events that no route got
 * @param doubled     messages that arrived twice, or although the route was told that they were not sent; events whose
 *                    route succeeded twice
 * @param calls       exchanges that the component took or made
 * @param done        of these, how often a callback was called
 * @param threads     threads of the context that are left after it was closed
 * @param connections connections to the provider that are left then
 */
record Line(String provider, String path, String day, int struck, int sent, int accepted, Integer refused, Integer unavailable,
        Integer unknown, int repeated, int lost, int doubled, int calls, int done, int threads, int connections) {

    static final List<String> TITLES
            = List.of("struck", "sent", "accepted", "refused", "unavailable", "unknown", "repeated", "lost",
                    "doubled", "calls", "callbacks done", "threads left", "connections left");

    Line left(int threadsLeft, int connectionsLeft) {
        return new Line(
                provider, path, day, struck, sent, accepted, refused, unavailable, unknown, repeated, lost, doubled, calls,
                done,
                threadsLeft, connectionsLeft);
    }

    String markdown() {
        return Stream
                .of(day, struck, sent, accepted, text(refused), text(unavailable), text(unknown), repeated, lost, doubled,
                        calls, done,
                        threads, connections)
                .map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String text(Integer number) {
        return number == null ? "" : number.toString();
    }
}
