/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriberTest {

    @ParameterizedTest
    @CsvSource({
            "+54 9 11 2345 6789, 541123456789", "+52 1 55 1234 5678, 525512345678", "+55 11 91234 5678, 551191234567 8",
            "+55 11 8123 4567, 5511981234567", "+229 95 01 10 11, 2290195011011", "+44 7700 900123, 447700900123" })
    void twoFormsOfANumberAreOnePerson(String one, String other) {
        assertThat(Subscriber.key(one)).isEqualTo(Subscriber.key(other));
    }

    @ParameterizedTest
    @CsvSource({
            "+54 11 2345 6789, +54 11 2345 6788", "+55 11 3123 4567, +55 11 93123 4567", "+52 55 1234 5678, +52 1 55 1234 5679",
            "ann@example.org, bob@example.org" })
    void twoPeopleAreTwo(String one, String other) {
        assertThat(Subscriber.key(one)).isNotEqualTo(Subscriber.key(other));
    }

    @Test
    void aReplyComesFromWhoWasWrittenToInAnotherForm() {
        try (MessagingSandbox sandbox = MessagingSandbox.create().start()) {
            sandbox.deliveryScript("+541123456789", DeliveryScript.NEVER);
            sandbox.state().messages().accept("boomware", "r1", "sms", "5491123456789", null, null, "Hi", java.util.Map.of());

            assertThat(sandbox.messagesTo("+54 11 2345 6789")).singleElement().returns("5491123456789", SentMessage::to);
            assertThat(sandbox.state().deliveryScript("+5491123456789", "sms")).isEqualTo(DeliveryScript.NEVER);
        }
    }
}
