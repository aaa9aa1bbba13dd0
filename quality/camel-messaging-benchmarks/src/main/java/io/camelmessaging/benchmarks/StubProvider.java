/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;

/**
 * Answers as the providers do, as fast as it can or after a delay, in a {@linkplain ServerProcess process} of its own,
 * and calls webhooks.
 */
public final class StubProvider {

    private static final Pattern NUMBER = Pattern.compile("\"(?:number|to)\"\\s*:\\s*\"(\\+?\\d+)\"");
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final Map<Integer, Buffer> answers = new ConcurrentHashMap<>();
    private final Map<String, Queue<Long>> arrivals = new ConcurrentHashMap<>();
    private final AtomicLong lastReply = new AtomicLong();
    /** Sixteen hexadecimal digits. */
    private final AtomicLong lastId = new AtomicLong(0x1000_0000_0000_0000L);
    private volatile int delay;
    private volatile int feed;
    private volatile boolean recording;

    private StubProvider() {
    }

    public static void main(String[] arguments) throws Exception {
        StubProvider stub = new StubProvider();
        int port = stub.vertx.createHttpServer().requestHandler(stub::serve).listen(0, "127.0.0.1").toCompletionStage()
                .toCompletableFuture().get().actualPort();
        ServerProcess.serve(port);
        stub.vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private void serve(HttpServerRequest request) {
        if (request.path().startsWith("/control/")) {
            control(request);
            return;
        }
        if (recording) {
            arrivals.computeIfAbsent(request.path(), path -> new ConcurrentLinkedQueue<>()).add(nanos(Instant.now()));
        }
        request.body().onSuccess(body -> {
            Buffer answer = answer(request.path(), body);
            if (delay == 0) {
                answer(request, answer);
            } else {
                vertx.setTimer(delay, timer -> answer(request, answer));
            }
        });
    }

    /** Nanoseconds of the epoch. */
    static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private static void answer(HttpServerRequest request, Buffer answer) {
        request.response().putHeader("Content-Type", "application/json").end(answer);
    }

    private Buffer answer(String path, Buffer body) {
        if (path.endsWith("/get_responses")) {
            return replies();
        }
        if (path.startsWith("/boomware/")) {
            return Buffer.buffer("{\"requestId\":\"6c2a7f3de9b94c1f" + Long.toHexString(lastId.incrementAndGet()) + "\"}");
        }
        if (path.startsWith("/boomerang/")) {
            // each request has a key of its own beside the same numbers, and so as many bytes
            return answers.computeIfAbsent(body.length(), ignored -> transactions(body));
        }
        int key = 31 * path.hashCode() + Arrays.hashCode(body.getBytes());
        return answers.computeIfAbsent(key, ignored -> messages(body));
    }

    /** What Boomerang answers to a send. */
    private static Buffer transactions(Buffer body) {
        StringBuilder answer = new StringBuilder("{\"status\":200,\"message\":\"OK\",\"transactions\":[");
        Matcher numbers = NUMBER.matcher(body.toString());
        for (int i = 0; numbers.find(); i++) {
            answer.append(i == 0 ? "" : ",").append("{\"transaction_id\":\"").append(900_000_000 + i)
                    .append("\",\"parts_per_message\":1,\"telephone_number\":\"").append(numbers.group(1)).append("\"}");
        }
        return Buffer.buffer(answer.append("]}").toString());
    }

    /** What ClickSend answers to a send. */
    private static Buffer messages(Buffer body) {
        StringBuilder rows = new StringBuilder();
        Matcher numbers = NUMBER.matcher(body.toString());
        int count = 0;
        while (numbers.find()) {
            rows.append(count == 0 ? "" : ",").append("{\"direction\":\"out\",\"date\":1790000000,\"to\":\"")
                    .append(numbers.group(1))
                    .append("\",\"body\":\"Your order has left the depot.\",\"from\":\"+61422222222\",\"schedule\":1790000000,")
                    .append("\"message_id\":\"BF7AD270-0DE2-418B-B606-")
                    .append("%012d".formatted(count))
                    .append("\",\"message_parts\":1,\"message_price\":\"0.0792\",\"custom_string\":\"\",\"status\":\"SUCCESS\"}");
            count++;
        }
        return Buffer
                .buffer("{\"http_code\":200,\"response_code\":\"SUCCESS\",\"response_msg\":\"Messages queued for delivery.\","
                        + "\"data\":{\"total_price\":1,\"total_count\":" + count + ",\"queued_count\":" + count
                        + ",\"messages\":[" + rows + "]}}");
    }

    /** A page of replies that were never shown before. */
    private Buffer replies() {
        StringBuilder answer = new StringBuilder("{\"status\":200,\"message\":\"OK\",\"has_more\":false,\"replies\":[");
        for (int i = 0; i < feed; i++) {
            answer.append(i == 0 ? "" : ",").append("{\"transaction_id\":\"900100001\",\"custom_parameter\":\"order-7\",")
                    .append("\"response_id\":\"").append(lastReply.incrementAndGet())
                    .append("\",\"from\":\"447700900101\",\"response_content\":\"Yes please\",\"is_new\":true,")
                    .append("\"transaction_date\":\"2026-11-24 10:00:00\",\"response_date\":\"2026-11-24 10:05:00\",")
                    .append("\"campaign_name\":\"\",\"conversation_id\":\"\"}");
        }
        return Buffer.buffer(answer.append("]}").toString());
    }

    private void control(HttpServerRequest request) {
        switch (request.path()) {
            case "/control/delay" -> delay = Integer.parseInt(request.getParam("ms"));
            case "/control/feed" -> feed = Integer.parseInt(request.getParam("items"));
            case "/control/record" -> {
                arrivals.clear();
                recording = true;
            }
            case "/control/arrivals" -> {
                Buffer times = Buffer.buffer();
                arrivals.getOrDefault(request.getParam("path"), new ConcurrentLinkedQueue<>())
                        .forEach(time -> times.appendString(time + "\n"));
                request.response().end(times);
                return;
            }
            case "/control/call" -> {
                new Callers(request).start();
                return;
            }
            default -> {
                request.response().setStatusCode(404).end();
                return;
            }
        }
        request.response().end();
    }

    /** Posts receipts to a webhook for a time, from as many callers at once, and answers how many were taken. */
    private final class Callers {

        private final HttpServerRequest control;
        private final RequestOptions target;
        private final int callers;
        private final HttpClient client;
        private final AtomicLong number = new AtomicLong();
        private final long warm;
        private final long end;
        private long taken;
        private int open;
        private boolean failed;

        Callers(HttpServerRequest control) {
            this.control = control;
            this.target = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(control.getParam("url"))
                    .putHeader("Content-Type", "application/json");
            this.callers = Integer.parseInt(control.getParam("callers"));
            this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(callers));
            long millis = Long.parseLong(control.getParam("ms"));
            this.warm = System.nanoTime() + millis * 1_000_000 / 4;
            this.end = warm + millis * 1_000_000;
        }

        void start() {
            open = callers;
            for (int i = 0; i < callers; i++) {
                call();
            }
        }

        private void call() {
            String receipt
                    = "{\"requestId\":\"%032x\",\"number\":\"37255500101\",\"status\":\"DELIVERED\",\"timestamp\":1790000000000}"
                            .formatted(number.incrementAndGet());
            client.request(target).compose(request -> request.send(receipt))
                    .compose(response -> response.body().map(ignored -> response.statusCode()))
                    .onComplete(answer -> {
                        long now = System.nanoTime();
                        failed |= answer.failed() || answer.result() >= 300;
                        if (now > warm && now <= end) {
                            taken++;
                        }
                        if (now <= end && !failed) {
                            call();
                        } else if (--open == 0) {
                            client.close();
                            control.response().setStatusCode(failed ? 500 : 200).end(String.valueOf(taken));
                        }
                    });
        }
    }
}
