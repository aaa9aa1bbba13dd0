/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.wire;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One HTTP call to a provider.
 *
 * @param method          the HTTP method
 * @param uri             the whole URI
 * @param headers         the headers, credentials among them
 * @param body            the body, or null for none
 * @param responseTimeout how long the answer may take to begin
 * @param totalTimeout    how long the whole call may take, to the answer's last byte
 */
public record ApiRequest(HttpMethod method, URI uri, Map<String, String> headers, RequestBody body, Duration responseTimeout,
        Duration totalTimeout) {

    public ApiRequest {
        headers = Map.copyOf(headers);
    }

    /** Method and host only: a path or query may hold a number, a header a credential. */
    @Override
    public String toString() {
        return method + " " + uri.getHost();
    }
}
