/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.release;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * The sources of the suite, copied as the ones of a version.
 */
final class Sources {

    private static final Path SUITE = Path.of("../..").toAbsolutePath().normalize();
    private static final Set<String> NO_SOURCES = Set.of("target", ".git", "node_modules");
    private static final String SNAPSHOT = "0.1.0-SNAPSHOT";

    private Sources() {
    }

    /** As the person who releases sets the version: in each POM and page that has it. */
    static void copy(Path target, String version) throws IOException {
        Files.walkFileTree(SUITE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (NO_SOURCES.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(target.resolve(SUITE.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    Path copy = target.resolve(SUITE.relativize(file).toString());
                    if (file.toString().matches(".*\\.(xml|adoc|md)")) {
                        Files.writeString(copy, Files.readString(file).replace(SNAPSHOT, version));
                    } else {
                        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
