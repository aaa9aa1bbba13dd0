/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.HttpMethod;
import io.camelmessaging.common.support.wire.RequestBody;

/**
 * How the requests of one operation are spoken: a request record becomes an HTTP call.
 */
public abstract class ProviderRequests {

    private static final String JSON = "application/json";
    private static final int MIN_EXPECTED = 256;
    private static final int MAX_EXPECTED = 1024 * 1024;
    /** By how much the next body may be longer. */
    private static final int ROOM = 16;
    private static final Pattern SLASHES_AT_THE_END = Pattern.compile("/+$");

    private final MessagingEndpoint endpoint;
    private final Operation operation;
    private final ObjectMapper mapper;
    private final String baseUrl;
    private final Map<String, String> headers;
    private final Duration responseTimeout;
    private final Duration totalTimeout;
    /** How long the last body was; the next is mostly much the same. */
    private volatile int expectedSize = MIN_EXPECTED;
    /** Where requests go that have all their fields in the body; made with the first of them. */
    private volatile URI uri;

    ProviderRequests(MessagingEndpoint endpoint, Operation operation, ObjectMapper mapper) {
        this.endpoint = endpoint;
        this.operation = operation;
        this.mapper = mapper;
        this.baseUrl = SLASHES_AT_THE_END.matcher(endpoint.getConfiguration().getBaseUrl()).replaceAll("");
        Map<String, String> all = new HashMap<>(endpoint.authentication());
        all.put("Accept", JSON);
        this.headers = Map.copyOf(all);
        this.responseTimeout = Duration.ofMillis(endpoint.getConfiguration().getResponseTimeout());
        this.totalTimeout = Duration.ofMillis(endpoint.getConfiguration().getTotalTimeout());
    }

    /** The fields of a request as they go out. */
    protected Map<String, Object> fields(Record request) {
        return mapper.convertValue(request, new TypeReference<>() {
        });
    }

    /** The HTTP method: that of the table unless the provider offers a choice. */
    protected HttpMethod method() {
        return operation.method();
    }

    /** The path below the base URL: that of the table unless an option changes it. */
    protected String path() {
        return operation.path();
    }

    /** The body of a request whose fields all go there, none into the path or query. */
    protected RequestBody body(Record request) throws JsonProcessingException {
        return body(fields(request));
    }

    /** The body: one JSON object unless the provider wraps it. */
    protected RequestBody body(Map<String, Object> fields) throws JsonProcessingException {
        return asJson(fields);
    }

    /** A body of JSON as it may leave. */
    protected final RequestBody asJson(Object content) throws JsonProcessingException {
        JsonBytes json = new JsonBytes(expectedSize);
        try {
            mapper.writeValue(json, content);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("Nothing of memory fails", e);
        }
        byte[] bytes = json.toByteArray();
        expectedSize = Math.min(MAX_EXPECTED, bytes.length + ROOM);
        return RequestBody.of(bytes, JSON);
    }

    /**
     * JSON as it may leave. It is encoded as a whole: Jackson's own UTF-8 has two escapes for an emoji, or one
     * character for a half of it and its neighbour.
     */
    protected final String jsonText(Object content) throws JsonProcessingException {
        return WellFormedText.of(mapper.writeValueAsString(content));
    }

    protected Operation operation() {
        return operation;
    }

    protected ObjectMapper mapper() {
        return mapper;
    }

    /**
     * The HTTP call of a request.
     *
     * @param request the request record, or null for an operation without input
     */
    public ApiRequest call(Record request) throws JsonProcessingException {
        boolean hasBody = method() == HttpMethod.POST || method() == HttpMethod.PUT;
        String path = path();
        if (hasBody && request != null && path.indexOf('{') < 0) {
            URI known = uri;
            if (known == null) {
                known = URI.create(baseUrl + path);
                uri = known;
            }
            return call(method(), known, body(request));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        RequestBody streamed = null;
        if (request instanceof StreamedRequest own) {
            fields.putAll(own.pathFields());
            streamed = own.body();
        } else if (request != null) {
            fields.putAll(fields(request));
        }
        StringBuilder address
                = new StringBuilder(baseUrl).append(UriText.expand(endpoint.scheme() + ":" + operation.name(), path, fields));
        if (!hasBody && !fields.isEmpty()) {
            StringJoiner query = new StringJoiner("&", "?", "");
            fields.forEach((name, value) -> query.add(encode(name) + "=" + encode(String.valueOf(value))));
            address.append(query);
        }
        RequestBody body = streamed != null ? streamed : hasBody ? body(fields) : null;
        return call(method(), URI.create(address.toString()), body);
    }

    /**
     * A call that is no operation.
     *
     * @param path   the path below the base URL, with its query
     * @param fields the fields of a JSON body, or null for none
     */
    final ApiRequest call(HttpMethod method, String path, Map<String, Object> fields) throws JsonProcessingException {
        return call(method, URI.create(baseUrl + path), fields == null ? null : asJson(fields));
    }

    private ApiRequest call(HttpMethod method, URI to, RequestBody body) {
        return new ApiRequest(method, to, headers, body, responseTimeout, totalTimeout);
    }

    /** Percent-encodes a value of a path, query or form as UTF-8; a blank becomes {@code %20}. */
    protected static String encode(String value) {
        return UriText.encode(value);
    }
}
