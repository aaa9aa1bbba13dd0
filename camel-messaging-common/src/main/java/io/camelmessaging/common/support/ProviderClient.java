/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.HttpMethod;

/**
 * The one way from an endpoint to its provider: a request becomes a call, goes through the account's dispatcher, and
 * comes back as the answer's bean or as a {@link MessagingException}. Producers, consumers, webhook rules, lookups and
 * uploads all use it.
 *
 * @param <A> how the provider is spoken
 */
public final class ProviderClient<A extends ProviderApi> {

    private final MessagingEndpoint endpoint;
    private final A api;

    /**
     * @param endpoint whose account, limits and time-outs the calls have
     * @param api      speaks the operation
     */
    public ProviderClient(MessagingEndpoint endpoint, A api) {
        this.endpoint = endpoint;
        this.api = api;
    }

    /** The same account's client for another operation. */
    public ProviderClient<A> speaking(A other) {
        return new ProviderClient<>(endpoint, other);
    }

    /** Speaks the operation. */
    public A api() {
        return api;
    }

    /**
     * Sends a call as it stands.
     *
     * @return the answer whatever its status, or a failure that is always a
     *         {@link io.camelmessaging.common.support.wire.TransportException}
     */
    public CompletionStage<ApiResponse> send(ApiRequest call) {
        return endpoint.getComponent().send(call, endpoint.getConfiguration());
    }

    /**
     * Makes a request's call without waiting for its answer.
     *
     * @param  request the request record, or null for an operation without input
     * @return         the answer's bean, or a {@link MessagingException}
     */
    public CompletionStage<Object> call(Record request) {
        ApiRequest call;
        try {
            call = api.call(request);
        } catch (JsonProcessingException | RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
        return send(call).handle((response, thrown) -> api.answer(request, response, thrown));
    }

    /**
     * Makes a request's call and waits for its answer.
     *
     * @param  request              the request record, or null for an operation without input
     * @return                      the answer's bean
     * @throws MessagingException   if the call failed
     * @throws InterruptedException if the thread was interrupted; what became of the call is then not known
     */
    public Object await(Record request) throws InterruptedException {
        try {
            return await(api.call(request), (response, thrown) -> api.answer(request, response, thrown));
        } catch (JsonProcessingException e) {
            throw unwritable(e);
        }
    }

    /**
     * Makes a call that is no operation and waits for its answer.
     *
     * @param  path                 the path below the base URL, with its query
     * @param  fields               the fields of a JSON body, or null for none
     * @return                      the whole answer; a missing node if it is no JSON object
     * @throws MessagingException   if the call failed
     * @throws InterruptedException if the thread was interrupted; what became of the call is then not known
     */
    public JsonNode await(HttpMethod method, String path, Map<String, Object> fields) throws InterruptedException {
        try {
            return await(api.call(method, path, fields), api::answer);
        } catch (JsonProcessingException e) {
            throw unwritable(e);
        }
    }

    /** The answer is read on the thread that waits, not on the client's I/O thread. */
    private <T> T await(ApiRequest call, BiFunction<ApiResponse, Throwable, T> answer) throws InterruptedException {
        ApiResponse response = null;
        Throwable thrown = null;
        try {
            response = send(call).toCompletableFuture().get();
        } catch (ExecutionException e) {
            thrown = e.getCause();
        }
        return answer.apply(response, thrown);
    }

    private IllegalArgumentException unwritable(JsonProcessingException e) {
        return new IllegalArgumentException(endpoint.scheme() + " cannot write the fields of a call as JSON.", e);
    }
}
