/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.Courier.Call;
import io.camelmessaging.common.courier.RawProvider;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What each fault of the network or the provider becomes; that nothing leaves twice, and that the route goes on exactly
 * once.
 */
class TransportFaultsTest {

    private static final String ACCEPTED = "{\"id\":\"m1\"}";

    private RawProvider provider;
    private DefaultCamelContext context;
    private Call call;

    @AfterEach
    void endsOnceAndNamesNobody() throws Exception {
        context.close();
        assertThat(call.callbacks()).hasValue(1);
        if (call.exchange().getException() != null) {
            for (Throwable t = call.exchange().getException(); t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain(Courier.NUMBER, Courier.TEXT, Courier.API_KEY);
            }
        }
        if (provider != null) {
            provider.close();
        }
    }

    @Test
    void aRefusedConnectionIsUnavailable() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        send("http://localhost:" + unused, "");

        assertThat(call.failure(ProviderUnavailableException.class)).hasMessage(
                "courier:sms was not accepted: no connection to localhost was made; check baseUrl, proxy and network, then"
                                                                                + " repeat.");
        assertOutcome(RecipientOutcome.State.NOT_SENT);
    }

    @Test
    void anUnknownHostIsUnavailable() throws Exception {
        send("https://provider.invalid", "");

        assertThat(call.failure(ProviderUnavailableException.class)).hasMessageContaining(
                "no connection to provider.invalid was made");
    }

    @Test
    void aHandshakeThatStallsIsUnavailable() throws Exception {
        provider = new RawProvider(connection -> connection.stall());
        context = Courier.context(provider.baseUrl().replace("http:", "https:"));
        Courier.component(context).setConnectTimeout(300);
        context.start();
        call = Courier.sms(context, "");

        call.failure(ProviderUnavailableException.class);
        assertThat(provider.connections()).isEqualTo(1);
    }

    @Test
    void aServerWithoutTlsIsUnavailable() throws Exception {
        provider = new RawProvider(connection -> connection.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
        send(provider.baseUrl().replace("http:", "https:"), "");

        assertThat(call.failure(ProviderUnavailableException.class)).hasMessageContaining(
                "no TLS connection to localhost was made; check sslContextParameters and the certificates");
        assertThat(provider.connections()).isEqualTo(1);
    }

    @Test
    void aResetBeforeTheAnswerLeavesTheOutcomeOpen() throws Exception {
        answer(connection -> {
            connection.request();
            connection.reset();
        });

        assertUnknown("the connection broke or stalled before the answer; look the request up before you repeat it");
    }

    @Test
    void anEndBeforeTheAnswerLeavesTheOutcomeOpen() throws Exception {
        answer(RawProvider.Connection::request);

        assertUnknown("the connection broke");
    }

    @Test
    void aResetBeforeTheRequestWasReadLeavesTheOutcomeOpen() throws Exception {
        answer(connection -> {
            connection.socket().getInputStream().read();
            connection.reset();
        });

        call.failure(OutcomeUnknownException.class);
        assertThat(provider.connections()).isEqualTo(1);
    }

    @Test
    void aResetInsideTheHeadLeavesTheOutcomeOpen() throws Exception {
        answer(connection -> {
            connection.request();
            connection.write("HTTP/1.1 200 OK\r\nContent-Le");
            connection.reset();
        });

        assertUnknown("the connection broke");
    }

    @Test
    void aResetInsideTheBodyLeavesTheOutcomeOpen() throws Exception {
        answer(connection -> {
            connection.request();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":");
            connection.reset();
        });

        assertUnknown("the connection broke");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"m1\"}",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nB\r\n{\"id\":\"m1\"}\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot-a-chunk\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: much\r\n\r\n{\"id\":\"m1\"}",
            "HTTP/1.1 two-hundred OK\r\n\r\n", "SSH-2.0-OpenSSH_9.6\r\n\r\n", "\0\1\2\3\r\n\r\n" })
    void aTruncatedOrBrokenAnswerLeavesTheOutcomeOpen(String answer) throws Exception {
        answer(connection -> {
            connection.request();
            connection.write(answer);
        });

        assertUnknown("the connection broke");
    }

    @Test
    void anEchoLeavesTheOutcomeOpen() throws Exception {
        answer(connection -> connection.write(connection.request()));

        assertUnknown("the connection broke");
    }

    @Test
    void aHeadThatNeverComesLeavesTheOutcomeOpen() throws Exception {
        answer("?responseTimeout=300", connection -> {
            connection.request();
            connection.stall();
        });

        assertUnknown("stalled before the answer");
    }

    @Test
    void aHeadThatStallsLeavesTheOutcomeOpen() throws Exception {
        answer("?responseTimeout=300", connection -> {
            connection.request();
            connection.write("HTTP/1.1 200 OK\r\nContent-Le");
            connection.stall();
        });

        assertUnknown("stalled before the answer");
    }

    @Test
    void aHeadThatDripsIsBoundedByTheTotal() throws Exception {
        answer("?totalTimeout=1000", connection -> {
            connection.request();
            connection.write("HTTP/1.1 200 OK\r\n");
            connection.drip("X-Drop: 1\r\n");
        });

        assertUnknown("the answer was not complete within totalTimeout");
    }

    @Test
    void aBodyThatStallsIsBoundedByTheTotal() throws Exception {
        answer("?totalTimeout=1000", connection -> {
            connection.request();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":");
            connection.stall();
        });

        assertUnknown("the answer was not complete within totalTimeout");
    }

    @Test
    void aBodyThatDripsIsBoundedByTheTotal() throws Exception {
        answer("?totalTimeout=1000&responseTimeout=300", connection -> {
            connection.request();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            connection.drip(" ");
        });

        assertUnknown("the answer was not complete within totalTimeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 400 Bad\r\nContent-Length: 2000\r\n\r\n" })
    void anAnswerThatIsTooLargeLeavesTheOutcomeOpen(String head) throws Exception {
        provider = new RawProvider(connection -> {
            connection.request();
            connection.write(head + " ".repeat(2000));
            connection.stall();
        });
        context = Courier.context(provider.baseUrl());
        Courier.component(context).setMaxResponseSize(1000);
        context.start();
        call = Courier.sms(context, "");

        assertUnknown("the answer is larger than maxResponseSize (1000 bytes)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a header line         | HTTP/1.1 200 OK~X: | zzzzzzzz
            headers               | HTTP/1.1 200 OK~   | X: 1~
            a folded header       | HTTP/1.1 200 OK~X: 1~ | ' folded~'
            a status line         | HTTP/1.1 200       | OKOKOKOK
            a line without a name | zzzz               | zzzzzzzz
            interim answers       | HTTP/1.1 103 Hints~~ | HTTP/1.1 103 Hints~~
            interim answers 100   | HTTP/1.1 100 Continue~~ | HTTP/1.1 100 Continue~~
            interim headers       | HTTP/1.1 103 Hints~ | X: 1~
            trailers              | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~ | X: 1~
            a trailer             | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~X: | zzzzzzzz
            a chunk's size        | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~ | 00000000
            a chunk's extension   | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1;a= | zzzzzzzz
            """)
    void whatHasNoEndInTheHeadOfAnAnswerLeavesTheOutcomeOpenAtOnce(String what, String start, String more) throws Exception {
        String many = more.replace("~", "\r\n").repeat(1000);
        answer("?totalTimeout=600000&responseTimeout=600000", connection -> {
            connection.request();
            connection.write(start.replace("~", "\r\n"));
            while (!Thread.currentThread().isInterrupted()) {
                connection.write(many);
            }
        });

        assertUnknown("the head of the answer has too long a line, too many headers or too many interim answers");
    }

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
    void aLongHeadIsRead() throws Exception {
        answer(connection -> {
            connection.request();
            connection.answer(200, "X: 1\r\n".repeat(150) + "Content-Security-Policy: " + "z".repeat(8_000) + "\r\n", ACCEPTED);
        });

        assertAccepted();
    }

    @Test
    void anAnswerOfTheLargestSizeIsRead() throws Exception {
        provider = new RawProvider(connection -> {
            connection.request();
            connection.answer(200, "", ACCEPTED + " ".repeat(1000 - ACCEPTED.length()));
        });
        context = Courier.context(provider.baseUrl());
        Courier.component(context).setMaxResponseSize(1000);
        context.start();
        call = Courier.sms(context, "");

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

    @Test
    void aReadThatFailsMayBeRepeated() throws Exception {
        provider = new RawProvider(connection -> {
            connection.request();
            connection.reset();
        });
        context = Courier.context(provider.baseUrl());
        context.start();
        call = Courier.call(context, "courier:status", "m1", Map.of());

        call.failure(ProviderUnavailableException.class);
        assertThat(provider.requests()).hasSize(1);
    }

    private void answer(RawProvider.Script script) throws Exception {
        answer("", script);
    }

    private void answer(String options, RawProvider.Script script) throws Exception {
        provider = new RawProvider(script);
        send(provider.baseUrl(), options);
    }

    private void send(String baseUrl, String options) {
        context = Courier.context(baseUrl);
        context.start();
        call = Courier.sms(context, options);
    }

    private OutcomeUnknownException assertUnknown(String sentence) {
        OutcomeUnknownException unknown = call.failure(OutcomeUnknownException.class);
        assertThat(unknown).hasMessageStartingWith("courier:sms has an unknown outcome").hasMessageContaining(sentence);
        assertOutcome(RecipientOutcome.State.UNKNOWN);
        assertThat(provider.requests()).hasSize(1);
        assertThat(provider.connections()).isEqualTo(1);
        return unknown;
    }

    private void assertAccepted() {
        assertThat(call.await().getException()).isNull();
        assertThat(call.exchange().getMessage().getHeader(MessagingConstants.MESSAGE_ID)).isEqualTo("m1");
        assertThat(provider.requests()).hasSize(1);
    }

    private void assertOutcome(RecipientOutcome.State state) {
        assertThat(((MessagingException) call.exchange().getException()).outcomes())
                .extracting(RecipientOutcome::recipient, RecipientOutcome::state)
                .containsExactly(tuple(Courier.NUMBER, state));
    }
}
