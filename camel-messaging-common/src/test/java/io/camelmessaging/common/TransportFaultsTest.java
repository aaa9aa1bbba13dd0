/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.net.ServerSocket;
import java.util.Map;

import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.RawProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each fault of the network becomes, and each answer that is not whole or too large.
 */
class TransportFaultsTest extends RawProviderSend {

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
}
