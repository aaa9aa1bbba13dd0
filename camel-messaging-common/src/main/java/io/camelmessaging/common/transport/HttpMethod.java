package io.camelmessaging.common.transport;

/**
 * The HTTP methods that the providers use.
 */
public enum HttpMethod {
    GET,
    POST,
    PUT,
    DELETE
}
