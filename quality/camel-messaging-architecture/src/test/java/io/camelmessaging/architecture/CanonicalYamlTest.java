/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The YAML that people copy is written out, with no value in the place of a step, an expression or a route: Camel 4.22
 * warns of each file that has a short form.
 */
class CanonicalYamlTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("\\[source,yaml[^\\n]*]\\n----\\n(.*?)\\n----", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void noRouteHasAShortForm() throws IOException {
        JsonSchema schema = canonical();
        Map<String, String> routes = new LinkedHashMap<>();
        blocks(routes);
        files(routes);

        assertThat(routes).hasSizeGreaterThan(40).allSatisfy((place, yaml) -> {
            Object content = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            if (content instanceof List) {
                assertThat(schema.validate(JSON.valueToTree(content))).as(place).isEmpty();
            }
        });
    }

    @Test
    void aShortFormIsSeen() throws IOException {
        JsonSchema schema = canonical();

        for (String shortForm : List.of("- from: {uri: 'timer:a', steps: []}",
                "- route: {from: {uri: 'timer:a', steps: [to: 'log:a']}}",
                "- route: {from: {uri: 'timer:a', steps: [setBody: {constant: a}]}}")) {
            Object content = new Load(LoadSettings.builder().build()).loadFromString(shortForm);
            assertThat(schema.validate(JSON.valueToTree(content))).as(shortForm).isNotEmpty();
        }
    }

    /** Camel's own schema without the texts that stand for a whole, and without routes that are not named so. */
    private static JsonSchema canonical() throws IOException {
        try (InputStream in = CanonicalYamlTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            JsonNode schema = JSON.readTree(in);
            ((ObjectNode) schema.at("/items/properties")).remove("from");
            removeShortForms(schema);
            return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema);
        }
    }

    private static void removeShortForms(JsonNode node) {
        for (Iterator<JsonNode> alternatives = node.path("oneOf").elements(); alternatives.hasNext();) {
            if (alternatives.next().path("type").asText().equals("string")) {
                alternatives.remove();
            }
        }
        node.forEach(CanonicalYamlTest::removeShortForms);
    }

    private static void blocks(Map<String, String> routes) throws IOException {
        for (Path page : PagesTest.pages().toList()) {
            BLOCK.matcher(Files.readString(page)).results()
                    .forEach(block -> routes.put(ROOT.relativize(page) + " at " + block.start(), block.group(1)));
        }
    }

    private static void files(Map<String, String> routes) throws IOException {
        for (String folder : List.of("camel-messaging-examples/src/main/resources",
                "platforms/camel-messaging-archetype/src/main")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml")).toList()) {
                    routes.put(ROOT.relativize(file).toString(), Files.readString(file));
                }
            }
        }
    }
}
