/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.common.MessagingException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.ScheduledPollConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A provider that answers whatever it is told to, and a component that has to make sense of it.
 */
final class CannedAnswers implements AutoCloseable {

    static final String SECRET = "s3cret-b7f1";

    private static final int[] STATUSES = { 200, 201, 202, 204, 400, 401, 402, 404, 422, 429, 500, 503 };

    /**
     * A call of a component.
     *
     * @param uri     of the endpoint, without credentials
     * @param body    that is sent; null to poll
     * @param headers that are sent
     */
    record Call(String uri, Object body, Map<String, Object> headers) {

        static Call send(String uri, Object body, Map<String, Object> headers) {
            return new Call(uri, body, headers);
        }

        static Call poll(String uri) {
            return new Call(uri, null, Map.of());
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final List<ScheduledPollConsumer> consumers = new ArrayList<>();
    private final List<Throwable> handled = new ArrayList<>();
    private final List<Call> calls;
    private final List<String> uris;
    private volatile int status = 200;
    private volatile Buffer body = Buffer.buffer();

    /**
     * @param credentials options of the component, as in a URI
     */
    CannedAnswers(String credentials, List<Call> calls) throws Exception {
        this.calls = calls;
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(ignored -> request.response().setStatusCode(status)
                        .putHeader("Content-Type", "application/json").end(status == 204 ? Buffer.buffer() : body)))
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        String address = "baseUrl=http://127.0.0.1:" + server.actualPort() + "/v1&" + credentials;
        context.getRegistry().bind("handled", new Handler(handled));
        context.start();
        template = context.createProducerTemplate();
        uris = calls.stream().map(call -> call.uri() + (call.uri().contains("?") ? "&" : "?") + address).toList();
        for (int i = 0; i < calls.size(); i++) {
            consumers.add(calls.get(i).body() == null ? consumer(uris.get(i)) : null);
        }
    }

    private ScheduledPollConsumer consumer(String uri) throws Exception {
        ScheduledPollConsumer consumer
                = (ScheduledPollConsumer) context.getEndpoint(uri + "&startScheduler=false&exceptionHandler=#handled")
                        .createConsumer(exchange -> assertThat(exchange.getMessage().getBody()).isNotNull());
        consumer.start();
        return consumer;
    }

    /**
     * Makes the call that the first byte picks, answers it by the status that the second picks and the rest as body.
     */
    void play(byte[] data) {
        if (data.length < 2) {
            return;
        }
        int index = Math.floorMod(data[0], calls.size());
        status = STATUSES[Math.floorMod(data[1], STATUSES.length)];
        body = Buffer.buffer(Arrays.copyOfRange(data, 2, data.length));
        ScheduledPollConsumer consumer = consumers.get(index);
        if (consumer == null) {
            sent(calls.get(index), uris.get(index));
        } else {
            consumer.run();
            List<Throwable> thrown = List.copyOf(handled);
            handled.clear();
            thrown.forEach(this::check);
        }
    }

    private void sent(Call call, String uri) {
        ExchangeBuilder message = ExchangeBuilder.anExchange(context).withBody(call.body());
        call.headers().forEach(message::withHeader);
        Exchange exchange = template.send(uri, message.build());
        if (exchange.getException() == null) {
            assertThat(exchange.getMessage().getBody()).isNotNull();
            assertThat(exchange.getMessage().getBody().toString()).doesNotContain(SECRET);
        } else {
            check(exchange.getException());
        }
    }

    /** Whatever a provider answers, it ends as one of the outcomes that the contract knows. */
    private void check(Throwable thrown) {
        if (!(thrown instanceof MessagingException)) {
            throw new AssertionError("ended as " + thrown.getClass().getName(), thrown);
        }
        assertThat(thrown.toString()).doesNotContain(SECRET);
    }

    @Override
    public void close() throws Exception {
        for (ScheduledPollConsumer consumer : consumers) {
            if (consumer != null) {
                consumer.stop();
            }
        }
        context.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private record Handler(List<Throwable> handled) implements ExceptionHandler {

        @Override
        public void handleException(Throwable exception) {
            handled.add(exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            handled.add(exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            handled.add(exception);
        }
    }
}
