/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of a page of the documentation.
 */
final class FlowPage {

    private static final Pattern BLOCK = Pattern.compile("\\[source,(\\w+)]\\n----\\n(.*?)\\n----", Pattern.DOTALL);

    private final String text;

    FlowPage(String name) throws IOException {
        this.text = Files.readString(Path.of("../docs", name));
    }

    String text() {
        return text;
    }

    List<String> blocks(String language) {
        return BLOCK.matcher(text).results().filter(block -> block.group(1).equals(language)).map(block -> block.group(2))
                .toList();
    }

    /** Loads the YAML examples of the page. */
    void loadYaml(CamelContext context) throws Exception {
        int number = 0;
        for (String block : blocks("yaml")) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("example" + ++number + ".yaml", block));
        }
        assertThat(number).isPositive();
    }

    /** Loads the XML examples of the page. */
    void loadXml(CamelContext context) throws Exception {
        List<String> examples = blocks("xml");
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            FlowContexts.addXml(context, example);
        }
    }

    /** Checks that each Java example of the page stands in a test, apart from formatting and comments. */
    void assertJavaStandsInATest() throws IOException {
        String tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java/io/camelmessaging/flows"))) {
            tests = files.filter(Files::isRegularFile).map(FlowPage::read).map(FlowPage::squeeze)
                    .collect(Collectors.joining("\n"));
        }
        assertThat(blocks("java")).isNotEmpty().allSatisfy(example -> assertThat(tests).contains(squeeze(example)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String squeeze(String java) {
        return java.replaceAll("//[^\\n\"]*\\n", "\n").replaceAll("\\s+", "");
    }
}
