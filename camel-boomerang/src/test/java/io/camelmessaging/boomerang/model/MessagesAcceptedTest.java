/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.camelmessaging.common.RecipientOutcome;
import org.junit.jupiter.api.Test;

import static io.camelmessaging.common.RecipientOutcome.State.ACCEPTED;
import static io.camelmessaging.common.RecipientOutcome.State.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Transactions are tied to recipients by number or address, in whatever order and however they are written.
 */
class MessagesAcceptedTest {

    @Test
    void inTheOrderOfTheRecipients() {
        assertThat(outcomes(List.of("+447700900101", "Anna@Example.org", "00447700900103"),
                "447700900101", "anna@example.org", "+447700900103"))
                .extracting(RecipientOutcome::recipient, RecipientOutcome::state, RecipientOutcome::messageId)
                .containsExactly(tuple("+447700900101", ACCEPTED, "0"), tuple("Anna@Example.org", ACCEPTED, "1"),
                        tuple("00447700900103", ACCEPTED, "2"));
    }

    @Test
    void inAnotherOrder() {
        assertThat(outcomes(List.of("+447700900101", "+447700900102", "+447700900101"),
                "447700900102", "447700900101", "447700900101"))
                .extracting(RecipientOutcome::recipient, RecipientOutcome::messageId)
                .containsExactly(tuple("+447700900101", "1"), tuple("+447700900102", "0"), tuple("+447700900101", "2"));
    }

    @Test
    void oneOfThemMissing() {
        assertThat(outcomes(List.of("+447700900101", "+447700900102"), "447700900102"))
                .extracting(RecipientOutcome::recipient, RecipientOutcome::state)
                .containsExactly(tuple("+447700900101", UNKNOWN), tuple("+447700900102", ACCEPTED));
    }

    @Test
    void oneThatNobodyAskedFor() {
        assertThat(outcomes(List.of("+447700900101", "+447700900102"), "447700900101", "447700900109"))
                .extracting(RecipientOutcome::recipient, RecipientOutcome::state)
                .containsExactly(tuple("+447700900101", ACCEPTED), tuple("+447700900102", UNKNOWN),
                        tuple("447700900109", ACCEPTED));
    }

    private static List<RecipientOutcome> outcomes(List<String> recipients, String... taken) {
        List<String> numbers = List.of(taken);
        List<Transaction> transactions = Stream.iterate(0, i -> i < numbers.size(), i -> i + 1).map(i -> {
            boolean address = numbers.get(i).indexOf('@') >= 0;
            return new Transaction(
                    String.valueOf(i), 1, address ? null : numbers.get(i), address ? numbers.get(i) : null, null, Map.of());
        }).toList();
        return new MessagesAccepted(200, "OK", transactions, null, Map.of()).sentTo(recipients).outcomes();
    }
}
