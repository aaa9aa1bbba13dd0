/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.time.Instant;

/**
 * One call on the wire, in either direction.
 *
 * @param number       the entry's place in the log, from 1
 * @param at           when it arrived or left
 * @param provider     whose API or callback it was
 * @param callback     true for a call that the sandbox made to its user
 * @param method       HTTP method
 * @param target       path, or for a callback the address without its query
 * @param requestBody  request body
 * @param status       status of the answer; 0 if there was none
 * @param responseBody body of the answer
 */
public record WireEntry(long number, Instant at, String provider, boolean callback, String method, String target,
        String requestBody, int status, String responseBody) {

    WireEntry numbered(long place) {
        return new WireEntry(place, at, provider, callback, method, target, requestBody, status, responseBody);
    }

    int size() {
        return target.length() + requestBody.length() + responseBody.length();
    }
}
