/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.kamelets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules that Apache Camel's catalogue of Kamelets checks its own by, but for the provider's name; and the schema of
 * the YAML DSL. The names of the flows' own Kamelets have no suffix.
 */
class CatalogRulesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema YAML_DSL = yamlDsl();
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{[?]?([A-Za-z0-9-._]+)(?::[^}]*)?}}");
    private static final Pattern DEPENDENCY
            = Pattern.compile("camel:[a-z0-9-]+|mvn:[\\w.-]+:[\\w.-]+:[\\w.-]+|github:apache/.+");
    private static final Set<String> SMALL_WORDS = Set.of("a", "an", "and", "by", "for", "if", "in", "of", "on", "or", "the",
            "to", "with");
    private static final Set<String> SCHEMES = Set.of("boomerang", "boomware", "clicksend", "sendmode");

    static Stream<Path> files() throws IOException {
        return PaletteTest.files();
    }

    private static JsonSchema yamlDsl() {
        try (InputStream schema = CatalogRulesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        } catch (IOException e) {
            throw new IllegalStateException("camel-yaml-dsl has no schema.", e);
        }
    }

    private static Map<String, Object> kamelet(Path file) throws IOException {
        return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value, String... path) {
        Map<String, Object> map = (Map<String, Object>) value;
        for (String key : path) {
            map = (Map<String, Object>) map.getOrDefault(key, Map.of());
        }
        return map;
    }

    @ParameterizedTest
    @MethodSource("files")
    void itsTemplateIsOfTheYamlDsl(Path file) throws IOException {
        Map<String, Object> template = new LinkedHashMap<>(map(kamelet(file), "spec", "template"));
        template.put("id", file.getFileName().toString());

        assertThat(YAML_DSL.validate(JSON.valueToTree(List.of(Map.of("routeTemplate", template))))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void itsPropertiesAreTitledAndMarked(Path file) throws IOException {
        Map<String, Object> kamelet = kamelet(file);
        Map<String, Object> definition = map(kamelet, "spec", "definition");

        assertThat(kamelet).containsEntry("apiVersion", "camel.apache.org/v1").containsEntry("kind", "Kamelet");
        assertThat(definition).containsEntry("type", "object");
        assertThat(definition.get("description").toString()).doesNotContainPattern("\\b[a-z][A-Z]{2}");
        assertThat((Collection<?>) definition.getOrDefault("required", List.of())).doesNotHaveDuplicates();
        map(definition, "properties").forEach((name, property) -> {
            String title = map(property).get("title").toString();
            assertThat(title).as(name).doesNotStartWith("The ").doesNotStartWith("A ").doesNotStartWith("An ");
            assertThat(title.split(" ")).as(name)
                    .allMatch(word -> SMALL_WORDS.contains(word) || !Character.isLowerCase(word.charAt(0)));
            Object descriptors = map(property).get("x-descriptors");
            assertThat(String.valueOf(descriptors)).as(name).doesNotContain("com.tectonic");
            if ("password".equals(map(property).get("format"))) {
                assertThat(descriptors).as(name).isEqualTo(List.of("urn:camel:group:credentials"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsDeclaredIsUsedAndWhatIsUsedIsDeclared(Path file) throws IOException {
        Map<String, Object> kamelet = kamelet(file);
        Set<String> declared = map(kamelet, "spec", "definition", "properties").keySet();
        Set<String> beans = ((Collection<?>) map(kamelet, "spec", "template").getOrDefault("beans", List.of())).stream()
                .map(bean -> map(bean).get("name").toString()).collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        addUsed(map(kamelet, "spec", "template"), used);

        if (!isFlow(file)) {
            // the beans of the flows read their parameters themselves
            assertThat(used).containsAll(declared);
        }
        assertThat(used).isSubsetOf(Stream.concat(declared.stream(), beans.stream()).toList());
    }

    private static void addUsed(Object value, Set<String> used) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> addUsed(each, used));
        } else if (value instanceof Collection<?> list) {
            list.forEach(each -> addUsed(each, used));
        } else if (value instanceof String text) {
            PARAMETER.matcher(text).results().map((MatchResult name) -> name.group(1)).forEach(used::add);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void itsDependenciesAreThoseOfItsTemplate(Path file) throws IOException {
        Map<String, Object> kamelet = kamelet(file);
        List<String> dependencies = ((Collection<?>) map(kamelet, "spec").get("dependencies")).stream().map(String::valueOf)
                .toList();
        Set<String> uris = new HashSet<>();
        addUris(map(kamelet, "spec", "template"), uris);

        assertThat(dependencies).doesNotHaveDuplicates().allMatch(DEPENDENCY.asMatchPredicate());
        for (String scheme : uris.stream().filter(uri -> uri.matches("[a-z-]+:.*"))
                .flatMap(uri -> Arrays.stream(uri.split(":")).limit(uri.startsWith("webhook:") ? 2 : 1)).toList()) {
            String dependency = SCHEMES.contains(scheme) ? "mvn:io.camelmessaging:camel-" + scheme : "camel:" + scheme;
            assertThat(dependencies).anyMatch(each -> each.startsWith(dependency));
        }
    }

    private static void addUris(Object value, Set<String> uris) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("uri") instanceof String uri) {
                uris.add(uri);
            }
            map.values().forEach(each -> addUris(each, uris));
        } else if (value instanceof Collection<?> list) {
            list.forEach(each -> addUris(each, uris));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSourceEndsAndASinkBeginsWhereItsCallerIs(Path file) throws IOException {
        Map<String, Object> kamelet = kamelet(file);
        Object type = map(kamelet, "metadata", "labels").get("camel.apache.org/kamelet.type");
        Set<String> uris = new HashSet<>();
        addUris(map(kamelet, "spec", "template"), uris);

        if (isFlow(file)) {
            return;
        }
        assertThat(map(kamelet, "spec", "definition").get("title").toString().toLowerCase()).endsWith(" " + type);
        assertThat(uris).contains(type.equals("source") ? "kamelet:sink" : "kamelet:source");
    }

    private static boolean isFlow(Path file) {
        return file.toString().contains("camel-messaging-flows");
    }

    @Test
    void noTwoAreTitledOrDescribedAlike() throws IOException {
        List<Path> files = files().toList();
        Set<Object> titles = new HashSet<>();
        Set<Object> descriptions = new HashSet<>();
        Set<Object> versions = new HashSet<>();
        for (Path file : files) {
            titles.add(map(kamelet(file), "spec", "definition").get("title"));
            descriptions.add(map(kamelet(file), "spec", "definition").get("description"));
            versions.add(map(kamelet(file), "metadata", "annotations").get("camel.apache.org/catalog.version"));
        }

        assertThat(titles).hasSameSizeAs(files);
        assertThat(descriptions).hasSameSizeAs(files);
        assertThat(versions).hasSize(1);
    }
}
