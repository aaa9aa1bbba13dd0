/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.util.concurrent.CompletableFuture;

/**
 * One way to send.
 */
interface Contestant extends AutoCloseable {

    /** As the report calls it. */
    String name();

    /** Sends in the caller's thread. */
    void send() throws Exception;

    /** Sends, and gives what completes when the send has ended. */
    CompletableFuture<?> sendAsync();

    /** How many threads it has now. */
    int threads();

    @Override
    void close() throws Exception;
}
