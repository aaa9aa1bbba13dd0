/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A script that makes or changes the tables of the flows. What was released is never changed.
 *
 * @param version     they are applied in its order
 * @param description what it is about, from the name of its file
 * @param file        its name, such as {@code V1__flows.sql}
 * @param sql         what it says, in lines that end with a line feed
 * @param checksum    of its lines, whatever ends them, and without a mark of their byte order; the one that Flyway has
 */
record SchemaScript(int version, String description, String file, String sql, int checksum) {

    private static final String FOLDER = "/io/camelmessaging/flows/migrations/";
    /** By name, as a jar cannot be listed on every runtime. */
    private static final List<String> FILES = List.of("V1__flows.sql", "V10__opt_outs.sql",
            "V11__open_flows_of_a_recipient.sql", "V12__one_number_of_a_subscriber.sql", "V20__parked_flows.sql",
            "V21__candidates_of_a_reply.sql", "V22__receipts_of_a_provider.sql", "V23__accounts.sql",
            "V60__send_guard.sql", "V61__administration.sql", "V62__sliding_counters.sql",
            "V63__held_steps.sql", "V64__traces.sql");
    private static final Pattern NAME = Pattern.compile("V(\\d+)__(\\w+)\\.sql");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** All of this jar, in their order. */
    static List<SchemaScript> all() {
        return FILES.stream().map(SchemaScript::read).toList();
    }

    private static SchemaScript read(String file) {
        try (InputStream stream = SchemaScript.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new IllegalStateException("The jar camel-messaging-flows lacks its file " + FOLDER + file + ".");
            }
            return of(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SchemaScript of(String file, String text) {
        Matcher name = NAME.matcher(file);
        if (!name.matches()) {
            throw new IllegalArgumentException("A script is named like V1__flows.sql, not " + file + ".");
        }
        List<String> lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).lines().toList();
        CRC32 checksum = new CRC32();
        lines.forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
        return new SchemaScript(
                Integer.parseInt(name.group(1)), name.group(2).replace('_', ' '), file, String.join("\n", lines),
                (int) checksum.getValue());
    }

    List<String> statements() {
        return SqlStatements.of(sql);
    }
}
