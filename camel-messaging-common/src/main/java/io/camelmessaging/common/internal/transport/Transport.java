/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.util.concurrent.CompletionStage;

import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.TransportException;

/**
 * Makes HTTP calls without holding a thread.
 */
@FunctionalInterface
public interface Transport {

    /**
     * Makes one call, exactly once.
     *
     * @param  leaving is run right before the request is written to its connection, and again with each further piece
     *                 of its body; never for one that does not leave
     * @return         the answer whatever its status, or a failure that is always a {@link TransportException}
     */
    CompletionStage<ApiResponse> send(ApiRequest request, Runnable leaving);
}
