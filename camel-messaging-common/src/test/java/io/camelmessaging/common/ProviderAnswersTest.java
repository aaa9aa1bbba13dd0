/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import io.camelmessaging.common.courier.Courier;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of an answer that is whole, by its status and its head.
 */
class ProviderAnswersTest extends RawProviderSend {

    @Test
    void aFewInterimAnswersAreRead() throws Exception {
        answer(connection -> {
            connection.request();
            connection.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(3));
            connection.answer(200, "", ACCEPTED);
        });

        assertAccepted();
    }

    @Test
    void anAnswerInAnUnknownCharsetIsRead() throws Exception {
        answer(connection -> {
            connection.request();
            connection.answer(200, "Content-Type: application/json; charset=no-such\r\n", ACCEPTED);
        });

        assertAccepted();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "null", "[]", "<html>Please log in</html>", "{\"id\":", "\"m1\"" })
    void aSuccessThatCannotBeReadLeavesTheOutcomeOpen(String body) throws Exception {
        answer(connection -> {
            connection.request();
            connection.answer(200, "", body);
        });

        OutcomeUnknownException unknown = assertUnknown("the answer could not be read");
        assertThat(unknown.getHttpResponseCode()).isEqualTo(200);
        assertThat(unknown.getMessage()).doesNotContain("log in");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            7                    | 7
            0                    | 0
            86400                | 86400
            -5                   | -
            soon                 | -
            ''                   | -
            1.5                  | -
            99999999999999999999 | -
            Fri, 31 Dec 1999 23:59:59 GMT | -
            """)
    void tooManyRequestsSaysHowLongToWait(String header, Long seconds) throws Exception {
        answer(connection -> {
            connection.request();
            connection.answer(429, "Retry-After: " + header + "\r\n", "slow down");
        });

        ProviderUnavailableException unavailable = call.failure(ProviderUnavailableException.class);
        assertThat(unavailable.retryAfter().map(Duration::toSeconds).orElse(null)).isEqualTo(seconds);
        assertThat(unavailable.getHttpResponseCode()).isEqualTo(429);
        assertThat(call.exchange().getMessage().getHeader(Exchange.REDELIVERY_DELAY))
                .isEqualTo(seconds == null ? null : seconds * 1000);
        assertOutcome(RecipientOutcome.State.NOT_SENT);
        assertThat(provider.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "9223372036854775807", "9999999999999999" })
    void aWaitWithoutEndIsNoneAndTheRouteGoesOn(String header) throws Exception {
        answer(connection -> {
            connection.request();
            connection.answer(429, "Retry-After: " + header + "\r\n", "");
        });

        assertThat(call.failure(ProviderUnavailableException.class).retryAfter()).isEmpty();
        assertThat(call.exchange().getMessage().getHeaders()).doesNotContainKey(Exchange.REDELIVERY_DELAY);
    }

    @Test
    void aDateSaysHowLongToWait() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(2));
        answer(connection -> {
            connection.request();
            connection.answer(429, "Retry-After: " + date + "\r\n", "");
        });

        assertThat(call.failure(ProviderUnavailableException.class).retryAfter()).hasValueSatisfying(
                wait -> assertThat(wait).isBetween(Duration.ofHours(1), Duration.ofHours(2)));
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 502, 503, 504, 599 })
    void aServerErrorLeavesTheOutcomeOpen(int status) throws Exception {
        answer(connection -> {
            connection.request();
            connection.answer(status, "Retry-After: 1\r\n", "<html>Oops</html>");
        });

        assertThat(assertUnknown("the provider failed").getHttpResponseCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
            "400, CONTENT", "401, AUTHENTICATION", "402, FUNDS", "403, ACCOUNT", "404, NOT_FOUND", "405, OTHER",
            "409, CONFLICT", "410, NOT_FOUND", "413, CONTENT", "415, CONTENT", "418, OTHER", "422, CONTENT" })
    void aRefusalIsOne(int status, RejectionReason reason) throws Exception {
        answer(connection -> {
            connection.request();
            connection.answer(status, "", "no, not to " + Courier.NUMBER);
        });

        RequestRejectedException refused = call.failure(RequestRejectedException.class);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.getHttpResponseCode()).isEqualTo(status);
        assertThat(refused.providerText()).isEqualTo("no, not to +372***23");
        assertOutcome(RecipientOutcome.State.REJECTED);
        assertThat(provider.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 303, 307, 308 })
    void aRedirectIsNotFollowed(int status) throws Exception {
        answer(connection -> {
            connection.request();
            connection.answer(status, "Location: " + provider.baseUrl() + "/elsewhere\r\n", "");
        });

        assertThat(call.failure(RequestRejectedException.class)).hasMessageContaining("check baseUrl");
        assertThat(provider.requests()).hasSize(1);
        assertThat(provider.connections()).isEqualTo(1);
    }

    @Test
    void aChallengeIsNotAnswered() throws Exception {
        answer(connection -> {
            connection.request();
            connection.answer(401, "WWW-Authenticate: Basic realm=\"provider\"\r\n", "");
        });

        assertThat(call.failure(RequestRejectedException.class).reason()).isEqualTo(RejectionReason.AUTHENTICATION);
        assertThat(provider.requests()).hasSize(1);
    }

    @Test
    void cookiesAreNotKept() throws Exception {
        answer(connection -> {
            while (true) {
                connection.request();
                connection.answer(200, "Set-Cookie: session=abc; Path=/\r\n", ACCEPTED);
            }
        });
        assertAccepted();
        call = Courier.sms(context, "");

        assertThat(call.await().getException()).isNull();
        assertThat(provider.requests()).hasSize(2).noneMatch(request -> request.contains("Cookie"));
        assertThat(provider.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionThatTheProviderEndedIsNotUsedAgain() throws Exception {
        answer(connection -> {
            connection.request();
            connection.answer(200, "Connection: close\r\n", ACCEPTED);
        });
        assertAccepted();
        call = Courier.sms(context, "");

        assertThat(call.await().getException()).isNull();
        assertThat(provider.requests()).hasSize(2);
        assertThat(provider.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" })
    void anInterimAnswerIsNotTheAnswer(String interim) throws Exception {
        answer(connection -> {
            connection.request();
            connection.write(interim);
            connection.answer(200, "", ACCEPTED);
        });

        assertAccepted();
    }
}
