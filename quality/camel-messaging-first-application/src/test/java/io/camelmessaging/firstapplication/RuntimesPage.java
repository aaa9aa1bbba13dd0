/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.firstapplication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page on runtimes shows, section by section. */
final class RuntimesPage {

    /** The section with the routes that all set-ups have. */
    static final String ROUTES = "Routes for a start";

    private static final Path PAGE = Path.of("../../docs/runtimes.adoc");
    private static final Pattern FILE
            = Pattern.compile("\\n\\.([\\w./-]+)\\n\\[source,\\w+]\\n----\\n(.*?\\n)----", Pattern.DOTALL);
    private static final Pattern TYPED = Pattern.compile("\\[source,(\\w+)]\\n----\\n(.*?)\\n----", Pattern.DOTALL);

    private RuntimesPage() {
    }

    /** The files of a section, by their names. */
    static Map<String, String> files(String section) throws IOException {
        try (Stream<MatchResult> files = FILE.matcher(section(section)).results()) {
            return files.collect(Collectors.toMap(file -> file.group(1), file -> file.group(2)));
        }
    }

    /**
     * The lines of the first block of a section that are typed.
     *
     * @param language where: {@code bash} for a shell, {@code karaf} for the console of Karaf
     */
    static List<String> typed(String section, String language) throws IOException {
        return TYPED.matcher(section(section)).results().filter(block -> block.group(1).equals(language)).findFirst()
                .orElseThrow().group(2).lines().toList();
    }

    private static String section(String title) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("\n== " + title + "\n");
        assertThat(start).as(title).isNotNegative();
        return page.substring(start, page.indexOf("\n== ", start + 1));
    }
}
