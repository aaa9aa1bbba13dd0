/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of the repository lead to files that are there, and to sections of them; the site checks the same once
 * more.
 */
class PagesTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path NAVIGATION = ROOT.resolve("docs/site/nav.adoc");
    private static final Pattern ASCIIDOC_LINK = Pattern.compile("\\b(?:xref:|link:|image::?)([^\\s\\[\\]{]+)\\[");
    private static final Pattern MARKDOWN_LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|<img src=\"([^\"]+)\"");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<!\\\\)\\{([a-z][a-z-]*)}");
    private static final Pattern LISTING = Pattern.compile("(?ms)^(----|\\.\\.\\.\\.|```)[^\n]*$.*?^\\1$");
    private static final Pattern ANCHOR = Pattern.compile("(?m)^\\[#([\\w-]+)\\]|\\[\\[([\\w-]+)\\]\\]|^(?:=|#)+ (.+)$");

    @Test
    void leadToWhatIsThere() throws IOException {
        assertThat(pages().flatMap(page -> links(page).filter(link -> !leadsSomewhere(page, link))
                .map(link -> ROOT.relativize(page) + " to " + link))).isEmpty();
    }

    /** What is not in it is in no search, and nobody finds it. */
    @Test
    void areAllInTheSitesNavigation() throws IOException {
        List<Path> named = links(NAVIGATION).map(link -> NAVIGATION.resolveSibling(link).normalize()).toList();
        assertThat(pages().filter(page -> !page.equals(NAVIGATION) && !named.contains(page)).map(ROOT::relativize))
                .as("pages without a line in docs/site/nav.adoc").isEmpty();
    }

    /** {@code {name}} stands for an attribute: the site's build stops at one that its page does not set. */
    @Test
    void nameTheirOwnAttributesAlone() throws IOException {
        assertThat(pages().filter(page -> page.toString().endsWith(".adoc"))
                .flatMap(page -> ATTRIBUTE.matcher(LISTING.matcher(text(page)).replaceAll("")).results()
                        .map(found -> found.group(1)).filter(name -> !text(page).contains("\n:" + name + ": "))
                        .map(name -> ROOT.relativize(page) + ": {" + name + "}")))
                .as("a backslash before it shows it as text").isEmpty();
    }

    static Stream<Path> pages() throws IOException {
        List<Path> folders = Stream.concat(Stream.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("quality"),
                ROOT.resolve("camel-messaging-sandbox")),
                ModulesTest.PROVIDERS.stream().map(provider -> ROOT.resolve("camel-" + provider + "/src/main/docs"))).toList();
        return Stream.concat(folders.stream().flatMap(PagesTest::files),
                Stream.of("decisions", "examples", "site").map(ROOT.resolve("docs")::resolve).flatMap(PagesTest::files))
                .filter(file -> file.toString().endsWith(".adoc") || file.toString().endsWith(".md"));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> links(Path page) {
        Pattern link = page.toString().endsWith(".md") ? MARKDOWN_LINK : ASCIIDOC_LINK;
        return link.matcher(LISTING.matcher(text(page)).replaceAll("")).results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1)).filter(to -> !to.contains(":"));
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#");
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.isRegularFile(target) && (parts.length == 1 || anchors(target).anyMatch(parts[1]::equals));
    }

    private static Stream<String> anchors(Path page) {
        boolean markdown = page.toString().endsWith(".md");
        return ANCHOR.matcher(LISTING.matcher(text(page)).replaceAll("")).results()
                .map(found -> found.group(3) != null ? anchor(found.group(3), markdown) : explicit(found));
    }

    private static String explicit(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    /** The anchor that a heading gets by itself. */
    private static String anchor(String heading, boolean markdown) {
        String lower = heading.toLowerCase(Locale.ROOT);
        return markdown
                ? lower.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-')
                : "_" + lower.replaceAll("[^\\p{L}\\p{N}_ .-]", "").replaceAll("[ .-]+", "_").replaceAll("_+", "_")
                        .replaceAll("_$", "");
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
