/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The files that were uploaded to a provider, by the address that it gave for each, so that the page can show them. The
 * oldest go when they are too much.
 */
public final class UploadedFiles {

    /** Characters of all together, in base64. */
    private static final long MAX_SIZE = 32L * 1024 * 1024;
    /** How files begin, in base64. */
    private static final Map<String, String> TYPES
            = Map.of("iVBORw0KGgo", "image/png", "/9j/", "image/jpeg", "R0lGOD", "image/gif", "JVBERi", "application/pdf");

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> files = new LinkedHashMap<>();
    private long size;

    /**
     * A file.
     *
     * @param type    of its first bytes; {@code application/octet-stream} if they are of none that a page can show
     * @param content in base64
     */
    record Uploaded(String type, String content) {
    }

    /**
     * Keeps a file.
     *
     * @param address which the provider gave for it
     * @param content in base64
     */
    public void keep(String address, String content) {
        lock.lock();
        try {
            files.put(address, content);
            size += content.length();
            var oldest = files.values().iterator();
            while (size > MAX_SIZE) {
                size -= oldest.next().length();
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    Optional<Uploaded> find(String address) {
        lock.lock();
        try {
            return Optional.ofNullable(files.get(address)).map(content -> new Uploaded(type(content), content));
        } finally {
            lock.unlock();
        }
    }

    private static String type(String content) {
        return TYPES.entrySet().stream().filter(type -> content.startsWith(type.getKey())).map(Map.Entry::getValue).findFirst()
                .orElse("application/octet-stream");
    }

    void clear() {
        lock.lock();
        try {
            files.clear();
            size = 0;
        } finally {
            lock.unlock();
        }
    }
}
