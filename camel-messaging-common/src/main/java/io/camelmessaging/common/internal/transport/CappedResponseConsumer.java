/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

import io.camelmessaging.common.support.wire.ApiResponse;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.ByteArrayBuffer;

/**
 * Reads an answer of any status, but not more of it than is allowed.
 */
final class CappedResponseConsumer implements AsyncResponseConsumer<ApiResponse> {

    /** What most answers fit into. */
    private static final int INITIAL = 128;
    /**
     * What is believed of an announcement before its bytes come: the answer to a thousand messages has a third of it.
     */
    private static final int MAX_INITIAL = 1024 * 1024;

    private final int limit;
    /** How many bytes were announced, as far as they are allowed; 0 for none. */
    private int announced;
    private ByteArrayBuffer content;
    private HttpResponse head;
    private FutureCallback<ApiResponse> callback;

    CappedResponseConsumer(int limit) {
        this.limit = limit;
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // the answer itself follows
    }

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<ApiResponse> resultCallback) {
        head = response;
        callback = resultCallback;
        announced = entity == null ? 0 : (int) Math.min(limit, Math.max(0, entity.getContentLength()));
        content = new ByteArrayBuffer(announced == 0 ? INITIAL : Math.min(announced, MAX_INITIAL));
        if (entity == null) {
            complete();
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        if (content.length() + source.remaining() > limit) {
            throw new TooLargeException();
        }
        if (content.length() + source.remaining() > content.capacity()) {
            // so many came that the announcement is believed: a copy each time that the room is doubled costs more
            content.ensureCapacity(announced - content.length());
        }
        if (source.hasArray()) {
            content.append(source.array(), source.arrayOffset() + source.position(), source.remaining());
            source.position(source.limit());
        } else {
            while (source.hasRemaining()) {
                content.append(source.get());
            }
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        complete();
    }

    private void complete() {
        // not a copy where the buffer is full, as it is if its size was announced
        byte[] body = content.length() == content.capacity() ? content.array() : content.toByteArray();
        Header retryAfter = head.getLastHeader(HttpHeaders.RETRY_AFTER);
        callback.completed(
                new ApiResponse(head.getCode(), retryAfter == null ? null : retryAfter.getValue(), body));
    }

    @Override
    public void failed(Exception cause) {
        // the call's own callback tells of it
    }

    @Override
    public void releaseResources() {
        // the collector has it, and the answer may have been made of it
    }

    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
