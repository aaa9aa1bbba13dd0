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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

import jakarta.activation.DataHandler;

import io.camelmessaging.clicksend.model.Upload;
import io.camelmessaging.common.transport.ApiRequest;
import io.camelmessaging.common.transport.ApiResponse;
import io.camelmessaging.common.transport.HttpMethod;
import io.camelmessaging.common.transport.PiecesBody;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;

/**
 * Uploads files: they are encoded piece by piece while they are sent, so that no second copy is held.
 */
final class ClickSendUploads {

    /** A multiple of 3, so that pieces of base64 fit together. */
    private static final int PIECE = 3 * 8192;
    private static final byte[] HEAD = "{\"content\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GIF = "GIF8".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "\"}".getBytes(StandardCharsets.US_ASCII);

    private static final UrlField FILE_URL
            = new UrlField("file_url", "fileUrl", ClickSendConstants.FILE_URL, Conversion.fax, false);
    private static final Map<ClickSendOperation, UrlField> URL_FIELDS = Map.of(
            ClickSendOperation.mms,
            new UrlField("media_file", "mediaFile", ClickSendConstants.MEDIA_FILE, Conversion.mms, false),
            ClickSendOperation.fax, FILE_URL,
            ClickSendOperation.letter, FILE_URL.convertedFor(Conversion.post),
            ClickSendOperation.postcard,
            new UrlField("file_urls", "fileUrls", ClickSendConstants.FILE_URLS, Conversion.postcard, true));

    /** The field of an operation that takes the URL of a file, and what a file of it is converted for. */
    private record UrlField(String wire, String camelCase, String header, Conversion convert, boolean several) {

        UrlField convertedFor(Conversion other) {
            return new UrlField(wire, camelCase, header, other, several);
        }

        List<String> keys() {
            return List.of(wire, camelCase);
        }
    }

    private final ClickSendEndpoint endpoint;
    private final ClickSendConfiguration configuration;
    private final ClickSendApi api;
    private final BiFunction<ApiResponse, Throwable, Object> answers;

    /**
     * @param api     speaks the operation upload
     * @param answers what came of an upload, or why there is no answer
     */
    ClickSendUploads(ClickSendEndpoint endpoint, ClickSendApi api, BiFunction<ApiResponse, Throwable, Object> answers) {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.api = api;
        this.answers = answers;
    }

    /** What the upload operation converts for. */
    static Conversion conversion(Exchange exchange, ClickSendConfiguration configuration) {
        Object header = exchange.getMessage().getHeader(ClickSendConstants.CONVERT);
        try {
            Conversion convert = header == null ? configuration.getConvert() : Conversion.valueOf(header.toString());
            if (convert != null) {
                return convert;
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw new IllegalArgumentException(
                "clicksend:upload needs fax, mms, csv, post or postcard as the option convert or the header "
                                           + ClickSendConstants.CONVERT + ".");
    }

    /** A stage's failure without its wrapping. */
    static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /**
     * Uploads the files that stand in the header for files, in the field of the operation that takes URLs (as header or
     * as key of a Map body), or in the body, and puts their URLs in their place.
     */
    CompletionStage<Void> uploadFiles(Exchange exchange, ClickSendOperation operation) {
        return uploadFiles(exchange, operation,
                (file, convert) -> upload(exchange, file, convert).thenApply(Upload::url));
    }

    /** Puts the message back as it is now: URLs of uploads are short-lived, and a repeat has to find the files. */
    static Runnable restoring(Message message, ClickSendOperation operation) {
        Object body = message.getBody();
        Map<String, Object> headers = new LinkedHashMap<>();
        for (String name : List.of(ClickSendConstants.FILE, URL_FIELDS.get(operation).header())) {
            headers.put(name, message.getHeader(name));
        }
        return () -> {
            message.setBody(body);
            headers.forEach((name, value) -> {
                if (value == null) {
                    message.removeHeader(name);
                } else {
                    message.setHeader(name, value);
                }
            });
        };
    }

    /** Puts a URL in the place of each file, and uploads none: to see whether the rest of the exchange is right. */
    static void pretendUpload(Exchange exchange, ClickSendOperation operation) {
        uploadFiles(exchange, operation,
                (file, convert) -> CompletableFuture.completedStage("https://to-be-uploaded.invalid/"));
    }

    private static CompletionStage<Void> uploadFiles(
            Exchange exchange, ClickSendOperation operation, BiFunction<Object, Conversion, CompletionStage<String>> upload) {
        Message message = exchange.getMessage();
        UrlField field = URL_FIELDS.get(operation);
        Object file = message.getHeader(ClickSendConstants.FILE);
        if (file == null && isFile(message.getBody())) {
            file = message.getBody();
            // not null, for which a message of camel-file reads the file anew
            message.setBody("");
        }
        if (file != null) {
            message.removeHeader(ClickSendConstants.FILE);
            List<Object> files = file instanceof Collection<?> many ? new ArrayList<>(many) : List.of(file);
            return uploadEach(files, one -> upload.apply(one, field.convert()))
                    .thenAccept(urls -> message.setHeader(field.header(), field.several() ? urls : urls.get(0)));
        }
        return urls(upload, field, message.getHeader(field.header()))
                .thenCompose(urls -> {
                    message.setHeader(field.header(), urls);
                    return fields(upload, field, message.getBody());
                }).thenAccept(message::setBody);
    }

    /** A body whose Maps have URLs where they had files. */
    private static CompletionStage<Object> fields(
            BiFunction<Object, Conversion, CompletionStage<String>> upload, UrlField field, Object body) {
        if (body instanceof List<?> items && holdsFile(field, items)) {
            return uploadEach(items, item -> fields(upload, field, item)).thenApply(each -> each);
        }
        if (!(body instanceof Map<?, ?> map) || !holdsFile(field, map)) {
            return CompletableFuture.completedStage(body);
        }
        Object key = map.keySet().stream().filter(field.keys()::contains).findFirst().orElseThrow();
        return urls(upload, field, map.get(key)).thenApply(urls -> {
            Map<Object, Object> uploaded = new LinkedHashMap<>(map);
            uploaded.put(key, urls);
            return uploaded;
        });
    }

    /** URLs stay what they are, a file becomes the URL that it is uploaded to. */
    private static CompletionStage<Object> urls(
            BiFunction<Object, Conversion, CompletionStage<String>> upload, UrlField field, Object value) {
        if (value instanceof List<?> several && several.stream().anyMatch(ClickSendUploads::isFile)) {
            return uploadEach(several, one -> urls(upload, field, one)).thenApply(each -> each);
        }
        return isFile(value)
                ? upload.apply(value, field.convert()).thenApply(url -> url) : CompletableFuture.completedStage(value);
    }

    /** One after the other, as a file may be large. */
    private static <T> CompletionStage<List<T>> uploadEach(List<?> sources, Function<Object, CompletionStage<T>> upload) {
        CompletionStage<List<T>> all = CompletableFuture.completedStage(new ArrayList<>());
        for (Object source : sources) {
            all = all.thenCompose(done -> upload.apply(source).thenApply(one -> {
                done.add(one);
                return done;
            }));
        }
        return all;
    }

    /**
     * Refuses a file where only its URL can be sent.
     *
     * @throws IllegalArgumentException if the operation's field for URLs holds a file
     */
    static void refuseFiles(Exchange exchange, ClickSendOperation operation) {
        UrlField field = URL_FIELDS.get(operation);
        Message message = exchange.getMessage();
        if (field != null && (holdsFile(field, message.getHeader(field.header())) || holdsFile(field, message.getBody()))) {
            throw new IllegalArgumentException(
                    "clicksend:" + operation.name() + " got a file where it sends a URL (" + field.wire()
                                               + "): set autoUpload=true, or upload the file with clicksend:upload before.");
        }
    }

    private static boolean holdsFile(UrlField field, Object value) {
        if (value instanceof Map<?, ?> map) {
            return field.keys().stream().anyMatch(key -> holdsFile(field, map.get(key)));
        }
        return isFile(value) || value instanceof List<?> several && several.stream().anyMatch(one -> holdsFile(field, one));
    }

    /** Whether the operation has a field that takes the URL of a file. */
    static boolean takesFiles(ClickSendOperation operation) {
        return URL_FIELDS.containsKey(operation);
    }

    private static boolean isFile(Object body) {
        return body instanceof File || body instanceof Path || body instanceof WrappedFile<?> || body instanceof byte[]
                || body instanceof InputStream || body instanceof DataHandler || body instanceof Attachment;
    }

    /**
     * Uploads one file.
     *
     * @param  source                   a file, path, stream or byte array, base64 text, or what Camel converts to a
     *                                  stream
     * @throws IllegalArgumentException if it is empty, too large or no file
     */
    CompletionStage<Upload> upload(Exchange exchange, Object given, Conversion convert) {
        Object source = given == null ? onlyAttachment(exchange) : given;
        ApiRequest call = api.request(HttpMethod.POST, "/uploads?convert=" + convert, body(exchange, source, convert));
        return endpoint.getComponent().send(call, configuration)
                .handle((response, thrown) -> (Upload) answers.apply(response, thrown));
    }

    private static Object onlyAttachment(Exchange exchange) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        Map<String, DataHandler> attachments = message == null ? null : message.getAttachments();
        return attachments != null && attachments.size() == 1 ? attachments.values().iterator().next() : null;
    }

    private static PiecesBody body(Exchange exchange, Object source, Conversion convert) {
        if (source == null) {
            throw new IllegalArgumentException(
                    "clicksend:upload needs a file: give a File, byte[], InputStream, attachment or base64 text as body.");
        }
        if (source instanceof String base64) {
            byte[] text = base64.getBytes(StandardCharsets.UTF_8);
            checkBase64(text, convert);
            return new PiecesBody(
                    "application/json", () -> List.of(ByteBuffer.wrap(HEAD), ByteBuffer.wrap(text), ByteBuffer.wrap(TAIL))
                            .iterator());
        }
        Object file = source instanceof WrappedFile<?> wrapped ? wrapped.getFile() : source;
        if (file instanceof File plain) {
            file = plain.toPath();
        }
        if (file instanceof Path path && Files.isRegularFile(path)) {
            checkSize(path.toFile().length(), convert);
            checkGif(path.toFile().length(), head(path), convert);
            return new PiecesBody("application/json", () -> new Base64Pieces(open(path)));
        }
        byte[] content = file instanceof byte[] bytes ? bytes : read(exchange, source, convert);
        checkSize(content.length, convert);
        checkGif(content.length, content, convert);
        return new PiecesBody("application/json", () -> new Base64Pieces(new ByteArrayInputStream(content)));
    }

    private static void checkBase64(byte[] text, Conversion convert) {
        try {
            // a wrapped decoder checks without holding the result
            InputStream decoded = Base64.getDecoder().wrap(new ByteArrayInputStream(text));
            byte[] head = decoded.readNBytes(GIF.length);
            long size = head.length + decoded.transferTo(OutputStream.nullOutputStream());
            checkSize(size, convert);
            checkGif(size, head, convert);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "clicksend:upload takes text as base64, and this text is none: give a File, byte[] or InputStream otherwise.");
        }
    }

    /** A stream may be slow: it is read here, on the route's thread, and only so far as it may go. */
    private static byte[] read(Exchange exchange, Object source, Conversion convert) {
        InputStream stream = stream(exchange, source);
        if (stream == null) {
            throw new IllegalArgumentException(
                    "clicksend:upload cannot read a " + source.getClass().getName()
                                               + ": give a File, byte[], InputStream or base64 text.");
        }
        try (stream) {
            return stream.readNBytes(convert.largest() + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("clicksend:upload could not read its file", e);
        }
    }

    private static InputStream stream(Exchange exchange, Object source) {
        DataHandler attachment = source instanceof DataHandler handler ? handler
                : source instanceof Attachment attached ? attached.getDataHandler() : null;
        if (attachment == null) {
            return exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, source);
        }
        try {
            return attachment.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("clicksend:upload could not read its attachment", e);
        }
    }

    private static void checkSize(long size, Conversion convert) {
        if (size == 0) {
            throw new IllegalArgumentException("clicksend:upload got an empty file.");
        }
        if (size > convert.largest()) {
            throw new IllegalArgumentException(
                    "clicksend:upload got a file that is larger than the " + convert.largest()
                                               + " bytes that ClickSend takes for "
                                               + convert + ": make it smaller.");
        }
    }

    private static void checkGif(long size, byte[] content, Conversion convert) {
        if (size > convert.largestGif() && content.length >= GIF.length
                && Arrays.equals(GIF, 0, GIF.length, content, 0, GIF.length)) {
            throw new IllegalArgumentException(
                    "clicksend:upload got a GIF that is larger than the " + convert.largestGif()
                                               + " bytes that ClickSend takes for a GIF as " + convert
                                               + ": make it smaller, or take a JPEG.");
        }
    }

    private static byte[] head(Path path) {
        try (InputStream content = open(path)) {
            return content.readNBytes(GIF.length);
        } catch (IOException e) {
            throw new UncheckedIOException("clicksend:upload could not read its file", e);
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
