/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever bytes come in place of an answer, its head among them, end the call as one of the outcomes, and the next
 * call finds a client that works.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadsFuzzTest {

    private static final byte[] HEALTHY
            = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"id\":\"a\"}"
                    .getBytes(StandardCharsets.US_ASCII);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService serverThreads = Executors.newCachedThreadPool();
    private ProducerTemplate template;
    private ServerSocket hostile;
    private ServerSocket healthy;
    private volatile byte[] answer = HEALTHY;

    @BeforeAll
    void start() throws IOException {
        hostile = serve(() -> answer);
        healthy = serve(() -> HEALTHY);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterAll
    void stop() throws Exception {
        context.close();
        hostile.close();
        healthy.close();
        serverThreads.shutdownNow();
    }

    private ServerSocket serve(Supplier<byte[]> answers) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        serverThreads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    serverThreads.execute(() -> answer(socket, answers.get()));
                } catch (IOException e) {
                    // closed
                }
            }
        });
        return server;
    }

    /** Answers one request and hangs up. */
    private void answer(Socket socket, byte[] bytes) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream request = socket.getInputStream();
            StringBuilder read = new StringBuilder();
            while (!isComplete(read)) {
                int next = request.read();
                if (next < 0) {
                    return;
                }
                read.append((char) next);
            }
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // the client had enough
        }
    }

    private static boolean isComplete(StringBuilder request) {
        int end = request.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        int length = request.indexOf("Content-Length: ");
        int expected = length < 0
                ? 0 : Integer.parseInt(request.substring(length + 16, request.indexOf("\r\n", length)).strip());
        return request.length() >= end + 4 + expected;
    }

    @FuzzTest(maxDuration = "10m")
    void heads(byte[] bytes) {
        answer = bytes;
        Exchange exchange = send(hostile);
        if (exchange.getException() != null) {
            assertThat(exchange.getException()).isInstanceOf(MessagingException.class);
            assertThat(exchange.getException().toString()).doesNotContain(CannedAnswers.SECRET);
        }
        // by the same client over a connection of its own, as the other may be closed without a word
        assertThat(send(healthy).getException()).isNull();
    }

    private Exchange send(ServerSocket to) {
        return template.send(
                "boomware:sms?maxRequestsPerPeriod=0&username=user&password=" + CannedAnswers.SECRET
                             + "&responseTimeout=30s&totalTimeout=60s&baseUrl=http://127.0.0.1:" + to.getLocalPort(),
                ExchangeBuilder.anExchange(context).withBody("Hello").withHeader(MessagingConstants.TO, "+37255500101")
                        .build());
    }
}
