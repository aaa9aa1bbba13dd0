/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.internal.Fingerprint;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Contexts whose {@code courier} component speaks with a stand-in, and calls whose callbacks are counted.
 */
public final class Courier {

    public static final String API_KEY = "k3y-7f1e9a";
    public static final String NUMBER = "+37255500123";
    public static final String TEXT = "The parcel is at the door";

    private Courier() {
    }

    /** A context that is not started. */
    public static DefaultCamelContext context(String baseUrl) {
        DefaultCamelContext context = new DefaultCamelContext();
        CourierConfiguration configuration = component(context).getConfiguration();
        configuration.setBaseUrl(baseUrl);
        configuration.setUsername("courier-user");
        configuration.setApiKey(API_KEY);
        return context;
    }

    public static CourierComponent component(CamelContext context) {
        return context.getComponent("courier", CourierComponent.class);
    }

    /** The account of the component in short, as the headers name it. */
    public static String account(CamelContext context) {
        return Fingerprint.shortOf(12, component(context).getConfiguration().account());
    }

    /** Sends {@link #TEXT} to {@link #NUMBER}. */
    public static Call sms(CamelContext context, String options) {
        return call(context, "courier:sms" + options, TEXT, Map.of(MessagingConstants.TO, NUMBER));
    }

    /** Starts an exchange on an endpoint's producer. */
    public static Call call(CamelContext context, String uri, Object body, Map<String, Object> headers) {
        return call(producer(context, uri), body, headers);
    }

    /** An endpoint's producer, started. */
    public static AsyncProducer producer(CamelContext context, String uri) {
        try {
            AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
            ServiceHelper.startService(producer);
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts an exchange on a producer. */
    public static Call call(AsyncProducer producer, Object body, Map<String, Object> headers) {
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(body);
        exchange.getMessage().getHeaders().putAll(headers);
        Call call = new Call(exchange, new AtomicInteger(), new CompletableFuture<>());
        producer.process(exchange, doneSync -> {
            call.callbacks.incrementAndGet();
            call.thread.complete(Thread.currentThread().getName());
        });
        return call;
    }

    /**
     * An exchange on its way.
     *
     * @param callbacks how often its callback was called
     * @param thread    completed with the name of the thread that called it
     */
    public record Call(Exchange exchange, AtomicInteger callbacks, CompletableFuture<String> thread) {

        /** Waits for the end. */
        public Exchange await() {
            thread.orTimeout(30, TimeUnit.SECONDS).join();
            return exchange;
        }

        /** Waits for the end, and for the failure that it has. */
        public <E extends Exception> E failure(Class<E> type) {
            await();
            if (!type.isInstance(exchange.getException())) {
                throw new AssertionError("expected " + type.getSimpleName() + " and got", exchange.getException());
            }
            return type.cast(exchange.getException());
        }
    }
}
