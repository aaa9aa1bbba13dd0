package io.camelmessaging.common.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/**
 * A body that is held in memory.
 *
 * @param contentType such as {@code application/json}
 * @param content     the bytes
 */
record BytesBody(String contentType, byte[] content) implements RequestBody {

    @Override
    public AsyncEntityProducer open() {
        return new Producer(contentType, ByteBuffer.wrap(content));
    }

    private record Producer(String contentType, ByteBuffer content) implements AsyncEntityProducer {

        @Override
        public void produce(DataStreamChannel channel) throws IOException {
            if (content.hasRemaining()) {
                channel.write(content);
            }
            if (!content.hasRemaining()) {
                channel.endStream();
            }
        }

        @Override
        public int available() {
            return Integer.MAX_VALUE;
        }

        @Override
        public long getContentLength() {
            return content.limit();
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public String getContentEncoding() {
            return null;
        }

        @Override
        public boolean isChunked() {
            return false;
        }

        @Override
        public Set<String> getTrailerNames() {
            return Set.of();
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void failed(Exception cause) {
            // the call's own callback tells of it
        }

        @Override
        public void releaseResources() {
            // holds none
        }
    }
}
