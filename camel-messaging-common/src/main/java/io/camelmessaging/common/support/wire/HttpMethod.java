/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.wire;

/**
 * The HTTP methods that the providers use.
 */
public enum HttpMethod {
    GET,
    POST,
    PUT,
    DELETE
}
