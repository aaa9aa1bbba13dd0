/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever writes routes in XML finds each named route of the pages that is there in YAML: the same route, by what Camel
 * reads.
 * <p>
 * With {@code -Ddocs.update=true} what is missing is written.
 */
class XmlExamplesTest {

    private static final Path ROOT = Path.of("..");
    /** Its beans want a PostgreSQL: the tests of several nodes run it in both languages. */
    private static final Path ON_POSTGRESQL = Path.of("flows-scaling.adoc");
    private static final Pattern BLOCK
            = Pattern.compile("(YAML::\\n\\+\\n)?\\[source,(yaml|xml)][^\\n]*\\n----\\n(.*?)\\n----\\n", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("(?m)^    id: (\\S+)$|<route id=\"([^\"]+)\"");
    private static final Pattern OPTIONS = Pattern.compile("(?<=uri=\")([^\"?]+)\\?([^\"]+)(?=\")");
    /** Camel's writer knows it only of routes that were read from XML. */
    private static final Pattern CATCH = Pattern.compile("<(doCatch|doFinally)>.*?</\\1>|<doFinally/>", Pattern.DOTALL);

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("docs", "docs/examples", "camel-boomerang/src/main/docs", "camel-boomware/src/main/docs",
                "camel-clicksend/src/main/docs", "camel-sendmode/src/main/docs")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".adoc"))
                        .filter(file -> !file.getFileName().equals(ON_POSTGRESQL)).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachRouteInYamlIsThereInXml(Path page) throws Exception {
        String text = Files.readString(page);
        Map<String, String> inXml = new LinkedHashMap<>();
        for (MatchResult block : BLOCK.matcher(text).results().filter(block -> block.group(2).equals("xml")).toList()) {
            inXml.putAll(routes("xml", block.group(3)));
        }
        List<String> missing = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        StringBuilder updated = new StringBuilder();
        while (blocks.find()) {
            StringBuilder added = new StringBuilder();
            if (blocks.group(2).equals("yaml")) {
                for (Map.Entry<String, String> route : routes("yaml", blocks.group(3)).entrySet()) {
                    if (inXml.containsKey(route.getKey())) {
                        assertThat(comparable(inXml.get(route.getKey()))).isEqualTo(comparable(route.getValue()));
                    } else {
                        missing.add(route.getKey());
                        added.append(readable(route.getValue(), blocks.group(3)));
                    }
                }
            }
            blocks.appendReplacement(updated, Matcher.quoteReplacement(blocks.group()));
            if (!added.isEmpty()) {
                updated.append(blocks.group(1) == null ? "\nIn XML:\n\n" : "\nXML::\n+\n")
                        .append("[source,xml]\n----\n<routes xmlns=\"http://camel.apache.org/schema/spring\">\n")
                        .append(added).append("</routes>\n----\n");
            }
        }
        blocks.appendTail(updated);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, updated);
        } else {
            assertThat(missing).as("routes of %s that are not there in XML: -Ddocs.update=true writes them", page).isEmpty();
        }
    }

    /** The named routes of an example, each as Camel writes it, whatever language it was read from. */
    private static Map<String, String> routes(String language, String example) throws Exception {
        List<String> names = NAMED.matcher(example).results()
                .map(name -> name.group(1) != null ? name.group(1) : name.group(2)).toList();
        Map<String, String> routes = new LinkedHashMap<>();
        if (names.isEmpty()) {
            return routes;
        }
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("example." + language, example));
            for (String name : names) {
                RouteDefinition route = context.getRouteDefinition(name);
                routes.put(name, PluginHelper.getModelToXMLDumper(context).dumpModelAsXml(context, route)
                        .replaceFirst(" xmlns=\"[^\"]*\"", ""));
            }
        }
        return routes;
    }

    private static String comparable(String route) {
        return withOptions(CATCH.matcher(route).replaceAll(""), Comparator.naturalOrder()).replaceAll("\\s+", " ");
    }

    /** With the options of an endpoint in the order in which the YAML has them. */
    private static String readable(String route, String yaml) {
        return withOptions(route, Comparator.comparing(option -> position(option, yaml))).lines()
                .map(XmlExamplesTest::indented).collect(Collectors.joining("\n", "", "\n"));
    }

    private static int position(String option, String yaml) {
        int position = yaml.indexOf(" " + option.substring(0, option.indexOf('=')) + ":");
        return position < 0 ? Integer.MAX_VALUE : position;
    }

    /** By two, as the pages have it, and inside of the routes. */
    private static String indented(String line) {
        String content = line.stripLeading();
        return " ".repeat(2 + (line.length() - content.length()) / 2) + content;
    }

    private static String withOptions(String route, Comparator<String> order) {
        return OPTIONS.matcher(route).replaceAll(uri -> Matcher.quoteReplacement(
                uri.group(2).contains("RAW(")
                        ? uri.group()
                        : uri.group(1) + "?" + Arrays.stream(uri.group(2).split("&amp;")).sorted(order)
                                .collect(Collectors.joining("&amp;"))));
    }
}
