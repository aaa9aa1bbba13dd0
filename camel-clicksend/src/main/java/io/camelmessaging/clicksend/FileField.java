/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

import jakarta.activation.DataHandler;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.attachment.Attachment;

/**
 * The field of an operation that takes the URL of a file: a file that stands there is uploaded, or refused.
 *
 * @param wire      its name on the wire
 * @param camelCase its other name in a Map body
 * @param header    its header
 * @param convert   what a file of it is converted for
 * @param several   whether it takes a list of URLs
 */
record FileField(String wire, String camelCase, String header, Conversion convert, boolean several) {

    private static final FileField FAX
            = new FileField("file_url", "fileUrl", ClickSendConstants.FILE_URL, Conversion.fax, false);
    private static final Map<ClickSendOperation, FileField> FIELDS = Map.of(
            ClickSendOperation.mms,
            new FileField("media_file", "mediaFile", ClickSendConstants.MEDIA_FILE, Conversion.mms, false),
            ClickSendOperation.fax, FAX,
            ClickSendOperation.letter,
            new FileField(FAX.wire, FAX.camelCase, FAX.header, Conversion.post, false),
            ClickSendOperation.postcard,
            new FileField("file_urls", "fileUrls", ClickSendConstants.FILE_URLS, Conversion.postcard, true));

    private static final List<Class<?>> FILES = List.of(
            File.class, Path.class, WrappedFile.class, byte[].class, InputStream.class, DataHandler.class, Attachment.class);

    /** The URL of a file, for what it is converted for. */
    interface Uploading extends BiFunction<Object, Conversion, CompletionStage<String>> {
    }

    /** The field of an operation; null if it has none. */
    static FileField of(ClickSendOperation operation) {
        return FIELDS.get(operation);
    }

    /**
     * Uploads the files that stand in the header for files, in this field (as header or as key of a Map body), or in
     * the body, and puts their URLs in their place.
     */
    CompletionStage<Void> upload(Exchange exchange, Uploading upload) {
        Message message = exchange.getMessage();
        Object file = message.getHeader(ClickSendConstants.FILE);
        if (file == null && isFile(message.getBody())) {
            file = message.getBody();
            // not null, for which a message of camel-file reads the file anew
            message.setBody("");
        }
        if (file != null) {
            message.removeHeader(ClickSendConstants.FILE);
            return each(several(file).orElse(List.of(file)), one -> upload.apply(one, convert))
                    .thenAccept(urls -> message.setHeader(header, several ? urls : urls.get(0)));
        }
        return uploaded(upload, message.getHeader(header))
                .thenCompose(urls -> {
                    message.setHeader(header, urls);
                    return uploaded(upload, message.getBody());
                }).thenAccept(message::setBody);
    }

    /** Puts the message back as it is now: URLs of uploads are short-lived, and a repeat has to find the files. */
    Runnable restoring(Message message) {
        Object body = message.getBody();
        Object file = message.getHeader(ClickSendConstants.FILE);
        Object urls = message.getHeader(header);
        return () -> {
            message.setBody(body);
            setOrRemove(message, ClickSendConstants.FILE, file);
            setOrRemove(message, header, urls);
        };
    }

    private static void setOrRemove(Message message, String name, Object value) {
        if (value == null) {
            message.removeHeader(name);
        } else {
            message.setHeader(name, value);
        }
    }

    /** The same with the URL that it was uploaded to where a file stands, in lists and in this field of Maps too. */
    private CompletionStage<Object> uploaded(Uploading upload, Object value) {
        if (isFile(value)) {
            return upload.apply(value, convert).thenApply(url -> url);
        }
        if (!holdsFile(value)) {
            return asItIs(value);
        }
        return several(value).isPresent()
                ? each(several(value).get(), one -> uploaded(upload, one)).thenApply(all -> all)
                : inMap(upload, (Map<?, ?>) value);
    }

    private CompletionStage<Object> inMap(Uploading upload, Map<?, ?> map) {
        Object key = map.keySet().stream().filter(List.of(wire, camelCase)::contains).findFirst().orElseThrow();
        return uploaded(upload, map.get(key)).thenApply(urls -> {
            Map<Object, Object> withUrls = new LinkedHashMap<>(map);
            withUrls.put(key, urls);
            return withUrls;
        });
    }

    private static CompletionStage<Object> asItIs(Object value) {
        return CompletableFuture.completedStage(value);
    }

    /** One after the other, as a file may be large. */
    private static <T> CompletionStage<List<T>> each(List<?> sources, Function<Object, CompletionStage<T>> upload) {
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
     * @throws IllegalArgumentException if this field holds a file
     */
    void refuseFiles(Exchange exchange, ClickSendOperation operation) {
        Message message = exchange.getMessage();
        if (holdsFile(message.getHeader(header)) || holdsFile(message.getBody())) {
            throw new IllegalArgumentException(
                    "clicksend:" + operation.name() + " got a file where it sends a URL (" + wire
                                               + "): set autoUpload=true, or upload the file with clicksend:upload before.");
        }
    }

    private boolean holdsFile(Object value) {
        if (value instanceof Map<?, ?> map) {
            return holdsFile(map.get(wire)) || holdsFile(map.get(camelCase));
        }
        return isFile(value) || several(value).orElse(List.of()).stream().anyMatch(this::holdsFile);
    }

    private static Optional<List<?>> several(Object value) {
        return value instanceof Collection<?> many ? Optional.of(new ArrayList<>(many)) : Optional.empty();
    }

    private static boolean isFile(Object body) {
        return FILES.stream().anyMatch(type -> type.isInstance(body));
    }
}
