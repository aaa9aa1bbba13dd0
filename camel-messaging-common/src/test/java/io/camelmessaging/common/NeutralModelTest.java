/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.internal.Suggestions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.camelmessaging.common.DeliveryStatus.DELIVERED;
import static io.camelmessaging.common.DeliveryStatus.READ;
import static io.camelmessaging.common.DeliveryStatus.SENT;
import static io.camelmessaging.common.DeliveryStatus.UNKNOWN;
import static io.camelmessaging.common.SmsSegments.Encoding.GSM7;
import static io.camelmessaging.common.SmsSegments.Encoding.UCS2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Phone numbers, SMS segments, masking, delivery status and names.
 */
class NeutralModelTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            +37255500123       | -  | +37255500123
            +372 5550 0123     | -  | +37255500123
            +372-(5550)-01.23  | -  | +37255500123
            0037255500123      | -  | +37255500123
            37255500123        | -  | 37255500123
            0871234567         | -  | 0871234567
            50300              | -  | 50300
            087 123 4567       | IE | +353871234567
            087/1234567        | IE | +353871234567
            +37255500123       | IE | +37255500123
            00372 5550 0123    | IE | +37255500123
            """)
    void aPossibleNumberIsNormalized(String number, String region, String expected) {
        assertThat(new PhoneNumbers(NumberCheck.possible, region).normalize(number, "option to")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            +372555001231234 | -  | is too short or too long for its country
            +3725            | -  | is not a phone number
            +99955500123     | -  | is not a phone number
            +                | -  | holds no digits
            12               | -  | is not a run of 3 to 16 digits
            12345678901234567| -  | is not a run of 3 to 16 digits
            Bistro           | -  | holds letters
            Bistro           | EE | holds letters
            5550123          | US | is too short or too long for its country
            """)
    void anImpossibleNumberIsRefused(String number, String region, String why) {
        assertThatThrownBy(() -> new PhoneNumbers(NumberCheck.possible, region).normalize(number, "option to"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("(option to) " + why)
                .hasMessageStartingWith("The phone number " + Redaction.recipient(number));
    }

    @Test
    void aNumberIsCheckedAsStrictlyAsAsked() {
        String unassigned = "+37212345678";

        assertThat(new PhoneNumbers(NumberCheck.possible, null).normalize(unassigned, "x")).isEqualTo(unassigned);
        assertThatThrownBy(() -> new PhoneNumbers(NumberCheck.valid, null).normalize(unassigned, "x"))
                .hasMessageContaining("is not a number that its country has assigned");
        assertThat(new PhoneNumbers(NumberCheck.valid, null).normalize("+372 5123 4567", "x")).isEqualTo("+37251234567");
        assertThat(new PhoneNumbers(NumberCheck.off, "EE").normalize("1 (2)", "x")).isEqualTo("12");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Estonia", "ee", "", "XX" })
    void anUnknownRegionIsRefused(String region) {
        assertThatThrownBy(() -> new PhoneNumbers(NumberCheck.possible, region))
                .hasMessageContaining("The option defaultRegion takes a two-letter country code in upper case such as IE");
    }

    static List<Object[]> texts() {
        String smile = "\uD83D\uDE00";
        return List.of(
                new Object[] { "", GSM7, 0, 0 },
                new Object[] { "x", GSM7, 1, 1 },
                new Object[] { "x".repeat(160), GSM7, 160, 1 },
                new Object[] { "x".repeat(161), GSM7, 161, 2 },
                new Object[] { "x".repeat(306), GSM7, 306, 2 },
                new Object[] { "x".repeat(307), GSM7, 307, 3 },
                new Object[] { "€".repeat(80), GSM7, 160, 1 },
                new Object[] { "€".repeat(81), GSM7, 162, 2 },
                // 153 is odd: an escape sequence is not split, so each segment holds 76 of them
                new Object[] { "€".repeat(152), GSM7, 304, 2 },
                new Object[] { "€".repeat(153), GSM7, 306, 3 },
                new Object[] { "x".repeat(152) + "€" + "x".repeat(151), GSM7, 305, 2 },
                new Object[] { "x".repeat(152) + "€" + "x".repeat(152), GSM7, 306, 3 },
                new Object[] { "\f^{}\\[~]|€", GSM7, 20, 1 },
                new Object[] { "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà", GSM7, 64, 1 },
                new Object[] { "ç", UCS2, 1, 1 },
                // the code point behind the euro's
                new Object[] { "\u20AD", UCS2, 1, 1 },
                new Object[] { "õ".repeat(70), UCS2, 70, 1 },
                new Object[] { "õ".repeat(71), UCS2, 71, 2 },
                new Object[] { "õ".repeat(134), UCS2, 134, 2 },
                new Object[] { "õ".repeat(135), UCS2, 135, 3 },
                new Object[] { smile.repeat(35), UCS2, 70, 1 },
                new Object[] { smile.repeat(36), UCS2, 72, 2 },
                // 67 is odd: a pair is not split, so each segment holds 33 of them
                new Object[] { smile.repeat(66), UCS2, 132, 2 },
                new Object[] { smile.repeat(67), UCS2, 134, 3 },
                new Object[] { "x".repeat(66) + smile + "x".repeat(65), UCS2, 133, 2 },
                new Object[] { "x".repeat(66) + smile + "x".repeat(66), UCS2, 134, 3 },
                new Object[] { "€".repeat(69) + "õ", UCS2, 70, 1 });
    }

    @ParameterizedTest
    @MethodSource("texts")
    void segmentsAreCounted(String text, SmsSegments.Encoding encoding, int units, int count) {
        assertThat(SmsSegments.of(text)).isEqualTo(new SmsSegments(encoding, units, count));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +37255500123       | +372***23
            ' +37255500123 '   | +372***23
            0871234567         | 0871***67
            50300              | 5***
            5                  | 5***
            p@example.org      | p***@***.org
            someone@localhost  | s***@***
            1234567            | 1***
            12345678           | 1234***78
            @example.org       | @exa***rg
            """)
    void recipientsAreMasked(String recipient, String masked) {
        assertThat(Redaction.recipient(recipient)).isEqualTo(masked);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = { " ", "\u200b" })
    void noRecipientIsSaidSo(String none) {
        assertThat(Redaction.recipient(none)).isEqualTo("(none)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            No route to +37255500123.             | No route to +372***23.
            37255500123 and (087) 123-4567 failed | 3725***23 and (087)***67 failed
            mail to <jane.doe@example.org> bounced| mail to <j***@***.org> bounced
            code 16, HTTP 400, at 12:30           | code 16, HTTP 400, at 12:30
            """)
    void numbersAndAddressesInATextAreMasked(String text, String masked) {
        assertThat(Redaction.text(text)).isEqualTo(masked);
    }

    @Test
    void aLongTextIsCut() {
        assertThat(Redaction.text(null)).isNull();
        assertThat(Redaction.text("x ".repeat(1000))).hasSize(203).endsWith("...");
        assertThat(Redaction.text("x ".repeat(98) + "+37255500123")).doesNotContain("+37255");
    }

    @Test
    void whatHoldsANumberOrTextDoesNotTellIt() {
        RecipientOutcome outcome = new RecipientOutcome(
                "+37255500123", RecipientOutcome.State.REJECTED, "m1", "16", 1, null);
        SmsMessage message = SmsMessage.of("The parcel is here", "+37255500123", "+37255500124");

        assertThat(outcome).hasToString("RecipientOutcome[+372***23 REJECTED 16]");
        assertThat(message).hasToString("SmsMessage[to=[+372***23, +372***24]]");
    }

    @ParameterizedTest
    @EnumSource(DeliveryStatus.class)
    void statusesGiveTheSameResultInAnyOrder(DeliveryStatus next) {
        for (DeliveryStatus status : DeliveryStatus.values()) {
            assertThat(status.advance(next)).isEqualTo(next.advance(status));
            assertThat(status.advanceInChain(next)).isEqualTo(next.advanceInChain(status));
            if (status.isFinal()) {
                assertThat(status.advance(next).isFinal()).isTrue();
                assertThat(status.isSuccess() && !status.contradicts(next)).isEqualTo(
                        status.isSuccess() && (next.isSuccess() || !next.isFinal()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = DeliveryStatus.class, names = { "UNDELIVERED", "EXPIRED", "REJECTED" })
    void aPartThatIsNotDeliveredCountsAndAChannelThatDeliversDoes(DeliveryStatus failure) {
        assertThat(DELIVERED.advance(failure)).isEqualTo(failure);
        assertThat(READ.advance(failure)).isEqualTo(READ);
        assertThat(DELIVERED.advanceInChain(failure)).isEqualTo(DELIVERED);
        assertThat(DELIVERED.contradicts(failure)).isTrue();
        assertThat(SENT.contradicts(failure)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(DeliveryStatus.class)
    void anOpenStatusFollowsWhatIsKnown(DeliveryStatus next) {
        assertThat(UNKNOWN.advance(next)).isEqualTo(next);
        assertThat(SENT.advance(next)).isEqualTo(next == UNKNOWN ? SENT : next);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            form   | , did you mean 'from'?
            TO     | , did you mean 'to'?
            tex    | , did you mean 'text'?
            txet   | , did you mean 'text'?
            subjct | , did you mean 'subject'?
            xy     | ''
            q      | ''
            colour | ''
            ''     | ''
            """)
    void theNearestNameIsFound(String wrong, String hint) {
        assertThat(Suggestions.hint(wrong, List.of("to", "from", "text", "subject"))).isEqualTo(hint);
    }

    @Test
    void unknownFieldsAreKeptInOrderWithTheirNulls() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("a", null);

        assertThat(ExtraFields.copy(fields)).containsEntry("a", null);
        assertThat(ExtraFields.copy(null)).isEmpty();
        assertThatThrownBy(() -> ExtraFields.copy(fields).put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
    }
}
