package io.camelmessaging.reliability.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
            = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{\"id\":\"a\"}"
                    .getBytes(StandardCharsets.US_ASCII);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService serverThreads = Executors.newCachedThreadPool();
    private ServerSocket server;
    private ProducerTemplate template;
    private String uri;
    private volatile byte[] answer = HEALTHY;

    @BeforeAll
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        serverThreads.execute(this::serve);
        uri = "boomware:sms?maxRequestsPerPeriod=0&username=user&password=" + CannedAnswers.SECRET
              + "&responseTimeout=5s&totalTimeout=10s&baseUrl=http://127.0.0.1:" + server.getLocalPort();
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterAll
    void stop() throws Exception {
        context.close();
        server.close();
        serverThreads.shutdownNow();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                serverThreads.execute(() -> answer(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    /** Answers one request and hangs up. */
    private void answer(Socket socket) {
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
            socket.getOutputStream().write(answer);
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
        Exchange exchange = send();
        if (exchange.getException() != null) {
            assertThat(exchange.getException()).isInstanceOf(MessagingException.class);
            assertThat(exchange.getException().toString()).doesNotContain(CannedAnswers.SECRET);
        }
        answer = HEALTHY;
        assertThat(send().getException()).isNull();
    }

    private Exchange send() {
        return template.send(uri, ExchangeBuilder.anExchange(context).withBody("Hello")
                .withHeader(MessagingConstants.TO, "+37255500101").build());
    }
}
