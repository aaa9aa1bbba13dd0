/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.function.Supplier;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.StreamChannel;
import org.apache.hc.core5.http.nio.entity.AbstractBinAsyncEntityProducer;

/**
 * A body that is made piece by piece while it is sent, so that it is never held whole.
 *
 * @param contentType such as {@code application/json}
 * @param pieces      makes the pieces anew
 */
public record PiecesBody(String contentType, Supplier<Iterator<ByteBuffer>> pieces) implements RequestBody {

    private static final int BUFFER = 8192;

    @Override
    public AsyncEntityProducer open() {
        return new Producer(ContentType.parse(contentType), pieces.get());
    }

    private static final class Producer extends AbstractBinAsyncEntityProducer {

        private final Iterator<ByteBuffer> pieces;
        private ByteBuffer piece = ByteBuffer.allocate(0);

        Producer(ContentType contentType, Iterator<ByteBuffer> pieces) {
            super(BUFFER, contentType);
            this.pieces = pieces;
        }

        @Override
        protected int availableData() {
            return Integer.MAX_VALUE;
        }

        @Override
        protected void produceData(StreamChannel<ByteBuffer> channel) throws IOException {
            try {
                while (piece.hasRemaining() || pieces.hasNext()) {
                    if (!piece.hasRemaining()) {
                        piece = pieces.next();
                    }
                    if (channel.write(piece) == 0 && piece.hasRemaining()) {
                        return;
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            channel.endStream();
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void failed(Exception cause) {
            // the call's own callback tells of it
        }
    }
}
