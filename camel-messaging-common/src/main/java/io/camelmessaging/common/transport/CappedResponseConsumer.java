package io.camelmessaging.common.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.util.ByteArrayBuffer;

/**
 * Reads an answer of any status, but not more of it than is allowed.
 */
final class CappedResponseConsumer extends AbstractBinResponseConsumer<ApiResponse> {

    /** What most answers fit into. */
    private static final int INITIAL = 128;

    private final int limit;
    private final ByteArrayBuffer content = new ByteArrayBuffer(INITIAL);
    private HttpResponse head;

    CappedResponseConsumer(int limit) {
        this.limit = limit;
    }

    @Override
    protected void start(HttpResponse response, ContentType contentType) {
        head = response;
    }

    @Override
    protected int capacityIncrement() {
        return Integer.MAX_VALUE;
    }

    @Override
    protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
        if (content.length() + source.remaining() > limit) {
            throw new TooLargeException();
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
    protected ApiResponse buildResult() {
        Map<String, String> headers = new HashMap<>();
        for (Header header : head.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return new ApiResponse(head.getCode(), headers, content.toByteArray());
    }

    @Override
    public void releaseResources() {
        content.clear();
    }

    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
