/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import io.camelmessaging.common.FailureDetails;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a provider says is told without what is personal or secret, and with what helps.
 */
class RedactionTest {

    private static final String TEXT = "Dear Anna, your table for 2 is ready; PIN 4711, call 087 123 4567. Tere, Jüri!";
    private static final String NUMBER = "+37255500123";
    private static final String PASSWORD = "p@ss w0rd/1+2=";
    private static final String LOGIN = "shop-user:" + PASSWORD;

    private final Redaction exchange = new Redaction(
            Arrays.asList("shop-user", PASSWORD, base64(LOGIN), null), Arrays.asList(TEXT, NUMBER, null, " ", "x"));

    @ParameterizedTest
    @ValueSource(strings = {
            "at 2027-01-01T10:00", "at 2027-01-01T10:00:00.123Z", "at 2027-01-01T10:00:00+02:00", "on 2027-01-01 10:00:00",
            "on 31.01.2027", "on 31/01/2027", "on 2027/01/31", "on 20270131",
            "id 123e4567-e89b-12d3-a456-426614174000", "message 99887766554 is not known", "message id: 99887766554",
            "order #99887766554", "msg_20260131095959", "BF7AD270-0DE2-418B-B606-71D527D9C1AE", "price 7654321.89",
            "balance 0.0045 is too low", "9,876,543.21 EUR", "code 16, HTTP 400, at 12:30", "from 192.168.100.200",
            "INVALID_RECIPIENT", "field to is required", "SM3f2504e04f8911d39a0c0305e82c3301" })
    void datesIdsAndAmountsAreLeft(String text) {
        assertThat(Redaction.text(text)).isEqualTo(text);
        assertThat(Redaction.code(text)).isEqualTo(text);
        assertThat(exchange.apply(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "+37255500124", "37255500124", "0037255500124", "087 123 4568", "(087) 123-4568", "+1 (555) 010-0124",
            "087.123.4568",
            "0871234568", "to:37255500124", "<+37255500124>", "tel37255500124", "number 37255500124", "+372-5550-0124",
            "+\u0663\u0667\u0662\u0665\u0665\u0665\u0660\u0660\u0661\u0662\u0664", "+372\u200b5550\u200b0124",
            "+372\n5550\n0124" })
    void anybodysNumberIsMasked(String number) {
        for (String masked : List.of(Redaction.text("no route to " + number + "!"), Redaction.code(number),
                Redaction.name(number), exchange.apply(number))) {
            assertThat(masked).contains("***").doesNotContain("55001", "5550", "1234568", "123-4568", "010-0124",
                    "\u0665\u0665");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'line\r\nbreak'   | 'line  break'
            '\u001b[31mred'   | ' [31mred'
            'a\u2028b\u0085c' | 'a b c'
            'a\u202eb\u200bc' | abc
            """)
    void controlCharactersAreGone(String text, String clean) {
        assertThat(Redaction.text(text)).isEqualTo(clean);
        assertThat(Redaction.code(text)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            TEXT, "Dear Anna, your table", "DEAR ANNA, YOUR TABLE", "your table for 2 is ready", "PIN 4711", "087 123 4567",
            "Tere, Jüri!", NUMBER, "37255500123", "55500123", "372 5550 0123", PASSWORD, "p@ss w0rd", LOGIN,
            "dear anna\\n your table" })
    void whatIsKnownOfTheExchangeIsMaskedInEveryForm(String echo) {
        for (String form : List.of(echo, encoded(echo), encoded(echo).replace("+", "%20"), "\"" + echo + "\"",
                "<b>" + echo + "</b>",
                "x".repeat(5000) + " " + echo)) {
            assertNothingIsTold(exchange.apply("refused: " + form + " is wrong"));
        }
        assertNothingIsTold(exchange.apply("header Basic " + base64(LOGIN) + " / " + base64(TEXT) + " / " + base64(NUMBER)));
        assertNothingIsTold(exchange.apply("body " + base64("{\"to\":\"" + NUMBER + "\",\"text\":\"" + TEXT + "\"}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            p%2540ss%2520w0rd%252F1%252B2%253D                        | percent-encoded twice
            Dear%2520Anna%252C%2520your%2520table                      | a text so
            T%25C3%25B6re%2C+J%25C3%25BCri! J%25C3%25BCri Tere, J%25C3%25BCri | of two bytes a letter
            \\u0070@ss w0rd\\/1+2=                                 | as PHP writes JSON
            {\\"pw\\":\\"p@ss w0rd\\\\/1+2=\\"}            | JSON in JSON
            p&#64;ss w0rd&#x2f;1+2=                                    | HTML
            Dear&nbsp;Anna,&nbsp;your&nbsp;table                       | blanks of HTML
            Tere, Ju\u0308ri! TERE, JURI                              | accents apart, or none
            \uff24\uff45\uff41\uff52 \uff21\uff4e\uff4e\uff41, your table | wide
            p@ss w0rd/                                                 | cut
            it was p@ss                                                | cut to a word
            shop-us                                                    | a name that was cut
            """)
    void whatIsEscapedOrCutIsAnEchoToo(String echo, String how) {
        assertNothingIsTold(exchange.apply("refused " + echo));
        assertNothingIsTold(exchange.apply(echo.toUpperCase(Locale.ROOT)));
        assertNothingIsTold(exchange.apply(base64(echo)));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 2, 3 })
    void hexadecimalDigitsAreReadFromWhereTheyWereCut(int from) {
        String digits = HexFormat.of().formatHex(LOGIN.getBytes(StandardCharsets.UTF_8)).substring(from);

        assertThat(exchange.apply("got " + digits)).isEqualTo("got ***");
    }

    @Test
    void nothingStaysNothing() {
        assertThat(exchange.apply(null)).isNull();
        assertThat(Redaction.text(null)).isNull();
        assertThat(Redaction.code(null)).isNull();
        assertThat(Redaction.name(null)).isNull();
    }

    @Test
    void aShortNumberIsOneBehindItsPlus() {
        assertThat(Redaction.text("call +654321 now, or wait 654321 ms")).isEqualTo("call +*** now, or wait 654321 ms");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        String limit = "x".repeat(200);

        assertThat(Redaction.text(limit)).isEqualTo(limit);
        assertThat(Redaction.text(limit + "x")).isEqualTo(limit + "...");
        assertThat(Redaction.text("x".repeat(199) + "\uD83D\uDE00")).isEqualTo("x".repeat(199) + "...");
        assertThat(Redaction.text("x".repeat(198) + "\uD83D\uDE00x")).isEqualTo("x".repeat(198) + "\uD83D\uDE00...");
    }

    @Test
    void anEncodingInShortLinesIsOne() {
        String broken = base64(LOGIN).replaceAll("(.{5})", "$1\r\n");

        assertThat(exchange.apply("got <pre>" + broken + "</pre>")).contains("***").doesNotContain(broken.substring(7, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a!b@c#d$e", "!!??::%%", "\u00df\u00df\u00df-\u00df\u00df\u00df", "12345678-ABCD-1234" })
    void aCredentialOfFewLettersOrOfDigitsIsMaskedToo(String credential) {
        Redaction redaction = new Redaction(List.of(credential), List.of());

        for (String echo : List.of(credential, encoded(credential), encoded(encoded(credential)), base64(credential),
                credential.toUpperCase(Locale.ROOT), "x" + credential + "x")) {
            assertThat(redaction.apply("key " + echo + " refused")).doesNotContainIgnoringCase(credential.substring(2))
                    .doesNotContain(credential.substring(0, 4)).contains("***").endsWith("refused");
        }
    }

    @Test
    void aNumberInsideACredentialIsNoReasonToShowTheRest() {
        MessagingException failure = new OutcomeUnknownException(
                new FailureDetails("courier", "sms", 500, null, "key 12345678-ABCD-1234 refused", "look", null));

        assertThat(failure.redacted(new Redaction(List.of("12345678-ABCD-1234"), List.of())::apply).getMessage())
                .contains("key *** refused");
    }

    private static void assertNothingIsTold(String told) {
        String letters = told.toLowerCase().replaceAll("[^\\p{L}\\p{Nd}]", "");
        assertThat(told).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThanOrEqualTo(203);
        assertThat(letters).as(told).doesNotContain(
                "dearan", "yourtab", "tableis", "4711", "1234567", "tereju", "372555", "500123", "passw0", "w0rd12", "shopus",
                "p@ss", "w0rd");
        assertThat(told).doesNotContain(base64(LOGIN).substring(0, 12), base64(NUMBER).substring(0, 12));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
