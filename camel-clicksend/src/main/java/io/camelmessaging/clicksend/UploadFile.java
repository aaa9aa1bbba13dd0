/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

import jakarta.activation.DataHandler;

import io.camelmessaging.common.support.wire.PiecesBody;
import io.camelmessaging.common.support.wire.RequestBody;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;

/**
 * A file to upload: it is encoded piece by piece while it is sent, so that no second copy is held.
 */
final class UploadFile {

    /** A multiple of 3, so that pieces of base64 fit together. */
    private static final int PIECE = 3 * 8192;
    private static final byte[] HEAD = "{\"content\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GIF = "GIF8".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "\"}".getBytes(StandardCharsets.US_ASCII);

    private final Supplier<Iterator<ByteBuffer>> pieces;

    private UploadFile(Supplier<Iterator<ByteBuffer>> pieces) {
        this.pieces = pieces;
    }

    /**
     * The file of an exchange.
     *
     * @param  given                    a file, path, stream or byte array, base64 text, or what Camel converts to a
     *                                  stream; null for the one attachment of the message
     * @throws IllegalArgumentException if it is empty, too large or no file
     */
    static UploadFile of(Exchange exchange, Object given, Conversion convert) {
        Object source = given == null ? onlyAttachment(exchange) : given;
        if (source == null) {
            throw new IllegalArgumentException(
                    "clicksend:upload needs a file: give a File, byte[], InputStream, attachment or base64 text as body.");
        }
        if (source instanceof String base64) {
            return ofBase64(base64.getBytes(StandardCharsets.UTF_8), convert);
        }
        File file = converted(exchange, File.class, source);
        if (file != null && file.isFile()) {
            return ofPath(file.toPath(), convert);
        }
        byte[] content = source instanceof byte[] bytes ? bytes : read(exchange, source, convert);
        check(content.length, content, convert);
        return new UploadFile(() -> new Base64Pieces(new ByteArrayInputStream(content)));
    }

    private static <T> T converted(Exchange exchange, Class<T> type, Object source) {
        return exchange.getContext().getTypeConverter().tryConvertTo(type, exchange, source);
    }

    private static UploadFile ofPath(Path path, Conversion convert) {
        try (InputStream content = Files.newInputStream(path)) {
            check(Files.size(path), content.readNBytes(GIF.length), convert);
        } catch (IOException e) {
            throw new UncheckedIOException("clicksend:upload could not read its file", e);
        }
        return new UploadFile(() -> new Base64Pieces(open(path)));
    }

    private static UploadFile ofBase64(byte[] text, Conversion convert) {
        try {
            // a wrapped decoder checks without holding the result
            InputStream decoded = Base64.getDecoder().wrap(new ByteArrayInputStream(text));
            byte[] head = decoded.readNBytes(GIF.length);
            check(head.length + decoded.transferTo(OutputStream.nullOutputStream()), head, convert);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "clicksend:upload takes text as base64, and this text is none: give a File, byte[] or InputStream otherwise.");
        }
        return new UploadFile(
                () -> List.of(ByteBuffer.wrap(HEAD), ByteBuffer.wrap(text), ByteBuffer.wrap(TAIL)).iterator());
    }

    /** The JSON object that an upload's body is. */
    RequestBody body() {
        return new PiecesBody("application/json", pieces);
    }

    private static Object onlyAttachment(Exchange exchange) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        Map<String, DataHandler> attachments = message == null ? null : message.getAttachments();
        return attachments != null && attachments.size() == 1 ? attachments.values().iterator().next() : null;
    }

    /** A stream may be slow: it is read here, on the route's thread, and only so far as it may go. */
    private static byte[] read(Exchange exchange, Object source, Conversion convert) {
        try (InputStream stream = stream(exchange, source)) {
            if (stream == null) {
                throw new IllegalArgumentException(
                        "clicksend:upload cannot read a " + source.getClass().getName()
                                                   + ": give a File, byte[], InputStream or base64 text.");
            }
            return stream.readNBytes(convert.maxSize() + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("clicksend:upload could not read its file or attachment", e);
        }
    }

    private static InputStream stream(Exchange exchange, Object source) throws IOException {
        DataHandler attachment = converted(exchange, DataHandler.class, source);
        return attachment != null ? attachment.getInputStream() : converted(exchange, InputStream.class, source);
    }

    /** Refuses what the provider would refuse; the content's first bytes tell a GIF. */
    private static void check(long size, byte[] head, Conversion convert) {
        if (size == 0) {
            throw new IllegalArgumentException("clicksend:upload got an empty file.");
        }
        if (size > convert.maxSize()) {
            throw new IllegalArgumentException(
                    "clicksend:upload got a file that is larger than the " + convert.maxSize()
                                               + " bytes that ClickSend takes for "
                                               + convert + ": make it smaller.");
        }
        if (size > convert.maxGifSize() && head.length >= GIF.length
                && Arrays.equals(GIF, 0, GIF.length, head, 0, GIF.length)) {
            throw new IllegalArgumentException(
                    "clicksend:upload got a GIF that is larger than the " + convert.maxGifSize()
                                               + " bytes that ClickSend takes for a GIF as " + convert
                                               + ": make it smaller, or take a JPEG.");
        }
    }

    private static InputStream open(Path path) {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException("clicksend:upload could not open its file", e);
        }
    }

    /** A JSON object whose one field is a file in base64. */
    private static final class Base64Pieces implements Iterator<ByteBuffer> {

        private final InputStream content;
        private boolean begun;
        private boolean ended;

        Base64Pieces(InputStream content) {
            this.content = content;
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public ByteBuffer next() {
            if (ended) {
                throw new NoSuchElementException();
            }
            if (!begun) {
                begun = true;
                return ByteBuffer.wrap(HEAD);
            }
            try {
                byte[] piece = content.readNBytes(PIECE);
                if (piece.length > 0) {
                    return ByteBuffer.wrap(Base64.getEncoder().encode(piece));
                }
                ended = true;
                content.close();
                return ByteBuffer.wrap(TAIL);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
