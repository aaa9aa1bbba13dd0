/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every artifact of Camel that a route of a page needs, and that our jars do not bring, is named on that page.
 * <p>
 * What a route needs is read from its text with Camel's catalog. With {@code -Ddocs.update=true} the sentences are
 * written instead of compared.
 */
class DocumentedDependenciesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCKS = Pattern.compile(
            "\\[source,(java|yaml|xml)][^\\n]*\\n----\\n(.*?)\\n----|```(java|yaml|xml)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MARKED
            = Pattern.compile("(// needs\\n|<!-- needs -->\\n)(.*?)(// /needs\\n|<!-- /needs -->\\n)",
                    Pattern.DOTALL);
    private static final Pattern URIS = Pattern.compile(
            "(?:\\b(?:from|to|toD|wireTap|enrich|pollEnrich|onFallback)\\(\\s*\"|uri=\"|(?:uri|to|toD|wireTap|from): +\"?)"
                                                        + "([a-z][a-z0-9-]+)(?=:)");
    /** An object graph in a simple expression, which is a matter of the bean language. */
    private static final Pattern OBJECTS = Pattern.compile(
            "\\$\\{(?:body|bodyAs\\([^)]*\\)|exchange)[.\\[](?!length|size)|\\$\\{(?:header|exchangeProperty|variable)[.:]\\w+[.\\[]"
                                                           + "|\\.bean\\(|^\\s*- bean:|<bean [^>]*(?:ref|method)=",
            Pattern.MULTILINE);
    private static final Pattern LANGUAGES = Pattern.compile("\\b(jsonpath|jq|xpath|groovy|mvel|spel|datasonnet|ognl|joor|java)"
                                                             + "(?:\\(\"|: |>)");
    private static final Pattern FORMATS = Pattern.compile(
            "marshal(?:\\(\\)\\.|:\\s+|>\\s*<)(json|csv|bindy|jacksonXml|jaxb|yaml|avro|protobuf|zipFile|gzipDeflater)"
                                                           + "|new (Bindy|Jackson|Csv)[A-Za-z]*DataFormat");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(camel-[a-z0-9-]+)</artifactId>");
    private static final Set<String> OF_EVERY_CAMEL
            = Set.of("camel-core", "camel-core-languages", "camel-core-engine", "camel-base");
    private static final List<String> OURS = List.of("boomerang", "boomware", "clicksend", "sendmode");

    /** Whose Kamelets the pages show; it brings what runs them. */
    private static final String FLOWS = "camel-messaging-flows";

    private final CamelCatalog catalog = new DefaultCamelCatalog();

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (String folder : List.of("docs", "docs/examples")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".adoc")).sorted().forEach(pages::add);
            }
        }
        OURS.forEach(one -> pages.add(ROOT.resolve("camel-" + one + "/src/main/docs/" + one + "-component.adoc")));
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatItsRoutesNeedIsNamedOnThePage(Path page) throws IOException {
        String text = Files.readString(page);
        Set<String> needed = new TreeSet<>();
        BLOCKS.matcher(text).results().forEach(block -> needed.addAll(needed(block)));
        needed.removeAll(brought(page));
        String expected = withSentence(text, needed);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, expected);
        }
        assertThat(Files.readString(page)).as("run the build with -Ddocs.update=true to bring the sentence up to date")
                .isEqualTo(expected);
        if (!needed.isEmpty()) {
            assertThat(MARKED.matcher(text).find()).as("a place for the sentence, between needs and /needs: " + needed)
                    .isTrue();
        }
    }

    private static String withSentence(String text, Set<String> needed) {
        Matcher marked = MARKED.matcher(text);
        if (!marked.find()) {
            return text;
        }
        String names = needed.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String sentence = needed.isEmpty() ? "" : "The routes on this page need besides: " + names + ".\n";
        return marked.replaceFirst(match -> Matcher.quoteReplacement(match.group(1) + sentence + match.group(3)));
    }

    private Set<String> needed(MatchResult block) {
        String language = block.group(1) != null ? block.group(1) : block.group(3);
        String route = block.group(2) != null ? block.group(2) : block.group(4);
        Set<String> needed = new TreeSet<>();
        URIS.matcher(route).results().map(uri -> catalog.componentModel(uri.group(1))).filter(model -> model != null)
                .forEach(model -> needed.add(model.getArtifactId()));
        if (needed.remove("camel-kamelet")) {
            needed.add(FLOWS);
        }
        boolean isRoute = URIS.matcher(route).find();
        if (isRoute && language.equals("yaml")) {
            needed.add("camel-yaml-dsl");
        }
        if (isRoute && language.equals("xml")) {
            needed.add("camel-xml-io-dsl");
        }
        if (OBJECTS.matcher(route).find()) {
            needed.add("camel-bean");
        }
        LANGUAGES.matcher(route).results().map(one -> catalog.languageModel(one.group(1))).filter(model -> model != null)
                .forEach(model -> needed.add(model.getArtifactId()));
        FORMATS.matcher(route).results().map(one -> one.group(1) != null ? one.group(1) : one.group(2).toLowerCase(Locale.ROOT))
                .map(name -> catalog.dataFormatModel(name.equals("json") ? "jackson" : name)).filter(model -> model != null)
                .forEach(model -> needed.add(model.getArtifactId()));
        needed.removeAll(OF_EVERY_CAMEL);
        return needed;
    }

    /** What the jars that a page is about bring along. */
    private static Set<String> brought(Path page) throws IOException {
        Set<String> brought = new TreeSet<>(compiled("camel-messaging-common"));
        String name = page.getFileName().toString();
        if (name.startsWith("flows")) {
            brought.addAll(compiled(FLOWS));
            brought.add(FLOWS);
        } else if (page.getParent().endsWith("examples")) {
            brought.addAll(compiled("camel-messaging-examples"));
            brought.add(FLOWS);
        }
        OURS.forEach(one -> brought.add("camel-" + one));
        return brought;
    }

    private static Set<String> compiled(String module) throws IOException {
        return DEPENDENCY.matcher(Files.readString(ROOT.resolve(module).resolve("pom.xml"))).results()
                .map(dependency -> dependency.group(1)).filter(dependency -> !dependency.contains("<scope>"))
                .flatMap(dependency -> ARTIFACT.matcher(dependency).results().map(artifact -> artifact.group(1)))
                .collect(Collectors.toSet());
    }
}
