/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.wire;

import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducerWrapper;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;

/**
 * The body of a request, written without blocking a thread.
 */
@FunctionalInterface
public interface RequestBody {

    /** Writes the body once. */
    AsyncEntityProducer open();

    /**
     * A body that is held in memory.
     *
     * @param type such as {@code application/json}
     */
    static RequestBody of(byte[] content, String type) {
        return () -> new AsyncEntityProducerWrapper(new BasicAsyncEntityProducer(content, null)) {
            /** The client asks several times, and its own type would be made a text each time. */
            @Override
            public String getContentType() {
                return type;
            }
        };
    }
}
