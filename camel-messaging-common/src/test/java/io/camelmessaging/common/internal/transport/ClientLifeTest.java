/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.HttpMethod;
import io.camelmessaging.common.support.wire.RequestBody;
import io.camelmessaging.common.support.wire.TransportException;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client whose I/O threads die is replaced, and healthy calls go on.
 */
class ClientLifeTest {

    private static final Runnable NOTHING = () -> {
    };

    private final ExecutorService serverThreads = Executors.newCachedThreadPool();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger arrived = new AtomicInteger();
    private CamelContext context;
    private HttpTransport transport;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        context = new DefaultCamelContext();
        transport = new HttpTransportBuilder(context, "test").connectTimeout(Duration.ofSeconds(5)).maxResponseSize(1000)
                .build();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serverThreads);
        server.createContext("/", call -> {
            arrived.incrementAndGet();
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        server.createContext("/slow", call -> {
            awaitRelease(answer);
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        answer.countDown();
        transport.close();
        server.stop(0);
        serverThreads.shutdownNow();
        context.close();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 5 })
    void callsGoOnAfterIoThreadsDied(int deaths) {
        for (int i = 0; i < deaths; i++) {
            kill(new OutOfMemoryError("as a test"));
        }

        assertEveryCallIsAnswered();
    }

    @Test
    void callsGoOnAfterAFaultOfTheClient() {
        kill(new IllegalStateException("as a test"));

        assertEveryCallIsAnswered();
    }

    /** Over a connection that is open the request begins in the caller's thread, which is not to be hurt. */
    @ParameterizedTest
    @ValueSource(classes = { OutOfMemoryError.class, StackOverflowError.class, IllegalStateException.class })
    void aCallOverAnOpenConnectionThatThrowsIsAFailedCall(Class<? extends Throwable> type) throws Exception {
        assertThat(outcome(send("/", NOTHING))).isNull();

        kill(type.getDeclaredConstructor().newInstance());

        assertEveryCallIsAnswered();
    }

    /** What the dead thread was to serve and has not begun is for the new client, and for that alone. */
    @Test
    void callsThatMeetTheClientWhileItDiesAreMadeOnce() throws Exception {
        CountDownLatch dying = new CountDownLatch(1);
        CountDownLatch death = new CountDownLatch(1);
        CompletableFuture<ApiResponse> last = send("/", () -> {
            dying.countDown();
            awaitRelease(death);
            ClientLifeTest.<RuntimeException> sneak(new OutOfMemoryError("as a test"));
        });
        assertThat(dying.await(20, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<ApiResponse>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(send("/", NOTHING));
        }

        death.countDown();

        assertThat(outcome(last)).isInstanceOf(TransportException.class);
        assertThat(calls).allSatisfy(call -> assertThat(outcome(call)).isNull());
        assertThat(arrived).hasValue(calls.size());
    }

    @Test
    void aCallOfTheDeadThreadEndsAndOneOfALivingThreadIsAnsweredOrUnknown() {
        List<CompletableFuture<ApiResponse>> slow = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            slow.add(send("/slow", NOTHING));
        }

        kill(new OutOfMemoryError("as a test"));
        assertEveryCallIsAnswered();
        answer.countDown();

        for (CompletableFuture<ApiResponse> call : slow) {
            Throwable thrown = call.handle((response, e) -> e).orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(thrown).satisfiesAnyOf(
                    none -> assertThat(none).isNull(),
                    broken -> assertThat(broken).cause().isInstanceOf(TransportException.class));
        }
    }

    @Test
    void nothingIsOpenedAfterTheStop() {
        kill(new OutOfMemoryError("as a test"));
        transport.close();

        assertThat(outcome(send("/", NOTHING))).isInstanceOf(TransportException.class);
    }

    /** Ends the I/O thread that writes the request. */
    private void kill(Throwable why) {
        Throwable thrown = outcome(send("/", () -> ClientLifeTest.<RuntimeException> sneak(why)));
        assertThat(thrown).isInstanceOf(TransportException.class);
    }

    private void assertEveryCallIsAnswered() {
        for (int i = 0; i < 20; i++) {
            assertThat(outcome(send("/", NOTHING))).as("call %s", i).isNull();
        }
    }

    private CompletableFuture<ApiResponse> send(String path, Runnable leaving) {
        return transport.send(new ApiRequest(
                HttpMethod.POST, URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), Map.of(),
                RequestBody.of(new byte[] { '{', '}' }, "application/json"), Duration.ofMinutes(1),
                Duration.ofMinutes(1)),
                leaving).toCompletableFuture();
    }

    private static void awaitRelease(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Throwable outcome(CompletableFuture<ApiResponse> call) {
        return call.handle((response, thrown) -> thrown instanceof CompletionException ? thrown.getCause() : thrown)
                .orTimeout(20, TimeUnit.SECONDS).join();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
