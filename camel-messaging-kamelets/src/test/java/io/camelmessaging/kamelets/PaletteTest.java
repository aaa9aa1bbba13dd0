/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.kamelets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each Kamelet of the suite, the flows' own too, is what a palette expects: the conventions of Apache Camel's Kamelets.
 */
class PaletteTest {

    static Stream<Path> files() throws IOException {
        return Stream.concat(Files.list(Path.of("target/classes/kamelets")),
                Files.list(Path.of("../camel-messaging-flows/target/classes/kamelets"))).sorted();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object kamelet, String... path) {
        Map<String, Object> map = (Map<String, Object>) kamelet;
        for (String key : path) {
            map = (Map<String, Object>) map.get(key);
        }
        return map;
    }

    private static Object load(Path file) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isComplete(Path file) throws IOException {
        Object kamelet = load(file);
        String type = map(kamelet, "metadata", "labels").get("camel.apache.org/kamelet.type").toString();
        boolean flow = file.toString().contains("camel-messaging-flows");

        assertThat(file.getFileName()).hasToString(map(kamelet, "metadata").get("name") + ".kamelet.yaml");
        assertThat(type).isIn("source", "sink", "action");
        assertThat(map(kamelet, "metadata", "annotations"))
                .containsEntry("camel.apache.org/provider", "Camel Messaging")
                .containsEntry("camel.apache.org/kamelet.support.level", "Preview")
                .containsEntry("camel.apache.org/catalog.version", System.getProperty("project.version"))
                .containsEntry("camel.apache.org/kamelet.namespace", "Messaging")
                .containsKey("camel.apache.org/kamelet.group")
                .extractingByKey("camel.apache.org/kamelet.icon").asString().startsWith("data:image/svg+xml;base64,");
        if (!flow) {
            assertThat(file.getFileName().toString()).endsWith("-" + type + ".kamelet.yaml");
        }
        Map<String, Object> definition = map(kamelet, "spec", "definition");
        assertThat(definition.get("title")).asString().isNotBlank();
        assertThat(definition.get("description")).asString().endsWith(".");
        assertThat((List<?>) map(kamelet, "spec").get("dependencies")).hasSizeGreaterThanOrEqualTo(3)
                .first().asString().startsWith("mvn:io.camelmessaging:camel-").endsWith(System.getProperty("project.version"));
        Map<String, Object> properties = definition.containsKey("properties") ? map(definition, "properties") : Map.of();
        if (definition.containsKey("required")) {
            assertThat(properties.keySet().toArray()).contains(((List<?>) definition.get("required")).toArray());
        }
        properties.forEach((name, property) -> isComplete(name, map(property), flow));
    }

    /** By these a route that checks codes, or asks what is left, can change its provider. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "boomware-verify-sink | CamelMessagingVerificationId",
            "boomware-verify-check-action | CamelMessagingVerified,CamelMessagingVerificationReason,CamelMessagingVerificationId",
            "boomware-verify-info-action | CamelMessagingVerificationId",
            "sendmode-verify-sink | ''",
            "sendmode-verify-check-action | CamelMessagingVerified,CamelMessagingVerificationReason",
            "sendmode-credits-action | CamelMessagingBalance,CamelMessagingBalanceCurrency",
            "clicksend-account-action | CamelMessagingBalance,CamelMessagingBalanceCurrency" })
    void theHeadersOfCodesAndBalancesAreNamed(String kamelet, String headers) throws IOException {
        Object definition = map(load(Path.of("target/classes/kamelets", kamelet + ".kamelet.yaml")), "spec", "definition");

        assertThat(Pattern.compile("CamelMessaging(?:Verif|Balance)\\w*").matcher(
                map(definition).get("description").toString()).results().map(MatchResult::group))
                .containsExactlyInAnyOrder(headers.isEmpty() ? new String[0] : headers.split(","));
    }

    /** With {@code -Ddocs.update=true} the table is written instead of compared. */
    @Test
    void thePageListsThem() throws IOException {
        Path page = Path.of("../docs/kamelets.adoc");
        StringBuilder table = new StringBuilder("// kamelets\n[cols=\"2,4,2\"]\n|===\n| Kamelet | What it does | Needs\n\n");
        new KameletGenerator(Path.of(".."), "").kamelets().forEach((name, kamelet) -> {
            Map<String, Object> definition = map(kamelet, "spec", "definition");
            table.append("| `").append(name).append("` | ").append(firstSentence(definition.get("description")))
                    .append(" | `")
                    .append(String.join("` `", ((List<?>) definition.get("required")).stream().map(Object::toString).toList()))
                    .append("`\n");
        });
        String text = Files.readString(page);
        String expected = text.replaceFirst("(?s)// kamelets\n.*// /kamelets",
                Matcher.quoteReplacement(table + "|===\n// /kamelets"));

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, expected);
        } else {
            assertThat(text).as("run the build with -Ddocs.update=true to bring the table up to date").isEqualTo(expected);
        }
    }

    private static String firstSentence(Object description) {
        return (description + " ").split("(?<=\\.) ", 2)[0];
    }

    private static void isComplete(String name, Map<String, Object> property, boolean flow) {
        assertThat(property).as(name).containsKeys("title", "description", "type");
        boolean secret = name.matches("password|apiKey|accessToken|webhookVerifyToken");
        assertThat("password".equals(property.get("format"))).as(name).isEqualTo(secret);
        if (!flow && property.get("type").equals("string") && !secret) {
            assertThat(property.containsKey("example") || property.containsKey("enum")).as("%s has an example", name).isTrue();
        }
    }
}
