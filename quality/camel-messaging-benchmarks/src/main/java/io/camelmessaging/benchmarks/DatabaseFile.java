/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.ZipFile;

import javax.sql.DataSource;

/**
 * An H2 file that is in use, and how small it could be.
 *
 * @param directory where it is
 * @param name      without its ending
 */
record DatabaseFile(Path directory, String name) {

    private static final String ENDING = ".mv.db";

    static DatabaseFile of(Path directory, String name) {
        return new DatabaseFile(directory, name);
    }

    /** As it is now, in bytes. */
    long length() throws IOException {
        return Files.size(directory.resolve(name + ENDING));
    }

    /**
     * The bytes that its content takes if nothing is left of what was written before: those of a copy after H2 has
     * compacted it.
     *
     * @param database that has it open
     */
    long compacted(DataSource database) throws SQLException, IOException {
        Path backup = directory.resolve("backup.zip");
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("backup to '" + backup + "'");
        }
        DatabaseFile copy = new DatabaseFile(directory, "copy");
        try (ZipFile zip = new ZipFile(backup.toFile());
             InputStream content = zip.getInputStream(zip.getEntry(name + ENDING))) {
            Files.copy(content, directory.resolve(copy.name() + ENDING));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + directory.resolve(copy.name()), "sa", "");
             Statement statement = connection.createStatement()) {
            statement.execute("shutdown compact");
        }
        long length = copy.length();
        Files.delete(directory.resolve(copy.name() + ENDING));
        Files.delete(backup);
        return length;
    }
}
