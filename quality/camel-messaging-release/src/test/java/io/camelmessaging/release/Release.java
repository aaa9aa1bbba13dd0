/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder into which a version was deployed.
 */
record Release(Path folder, String version) {

    private static final String GROUP = "io/camelmessaging";

    /** Forgets what was deployed before. */
    void clear() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * What a file holds, by its path; without checksums, and without signatures and lists of versions, which say when
     * they were made.
     */
    Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString();
                if (!path.matches(".*(\\.(md5|sha1|sha256|sha512|asc)|/maven-metadata\\.xml)")) {
                    contents.put(path, digest(file));
                }
            }
        }
        return contents;
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of all files, without version: {@code camel-boomware.jar}, {@code camel-boomware-sources.jar}. */
    List<String> files() throws IOException {
        return contents().keySet().stream().map(path -> path.substring(path.lastIndexOf('/') + 1).replace("-" + version, ""))
                .sorted().toList();
    }

    Path file(String module, String end) {
        return folder.resolve(GROUP).resolve(module).resolve(version).resolve(module + "-" + version + end);
    }

    List<String> modules() throws IOException {
        try (Stream<Path> modules = Files.list(folder.resolve(GROUP))) {
            return modules.map(module -> module.getFileName().toString()).sorted().toList();
        }
    }
}
