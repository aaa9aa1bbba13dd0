/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.clicksend;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import io.camelmessaging.sandbox.WireAnswer;
import io.camelmessaging.sandbox.WireRequest;

/**
 * One operation.
 *
 * @param method  HTTP method
 * @param path    path; its groups are handed to the handler
 * @param handler answers a request
 */
record ClickSendRoute(String method, Pattern path, BiFunction<WireRequest, List<String>, WireAnswer> handler) {

    static ClickSendRoute of(String method, String path, BiFunction<WireRequest, List<String>, WireAnswer> handler) {
        return new ClickSendRoute(method, Pattern.compile("(?:/v3)?" + path), handler);
    }
}
