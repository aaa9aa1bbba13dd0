/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.FlowConstants;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names that users write down: operations, options, headers, Kamelets and their parameters, and tables. Whoever
 * changes one sees it in the list, and in the diff of whoever reads the change.
 * <p>
 * With {@code -Ddocs.update=true} the list is written instead of compared.
 */
class PublicNamesTest {

    private static final Path LIST = Path.of("src/test/resources/public-names.txt");
    private static final Path FLOWS = Path.of("../../camel-messaging-flows/src/main/resources");
    private static final Map<String, String> OF_A_COMPONENT
            = Map.of("componentProperties", "component option", "properties", "option", "headers", "header");
    private static final Pattern PARAMETERS = Pattern.compile("\\n    properties:\\n((?:      .*\\n|\\n)+)");
    private static final Pattern PARAMETER = Pattern.compile("(?m)^      (\\w+):$");
    private static final Pattern TABLE = Pattern.compile("(?i)create table (?:if not exists )?(\\w+)");

    @Test
    void noneChangesUnseen() throws Exception {
        TreeSet<String> names = new TreeSet<>();
        for (String scheme : ModulesTest.PROVIDERS) {
            component(scheme, names);
        }
        headers(MessagingConstants.class, names);
        headers(FlowConstants.class, names);
        kamelets(names);
        tables(names);
        String text = String.join("\n", names) + "\n";
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(LIST, text);
        }
        assertThat(text).isEqualTo(Files.readString(LIST));
    }

    private static void component(String scheme, TreeSet<String> names) throws Exception {
        JsonObject metadata;
        try (InputStream in = PublicNamesTest.class.getResourceAsStream(
                "/META-INF/io/camelmessaging/%1$s/%1$s.json".formatted(scheme))) {
            metadata = (JsonObject) Jsoner.deserialize(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        OF_A_COMPONENT.forEach((part, kind) -> ((JsonObject) metadata.get(part)).keySet()
                .forEach(name -> names.add(scheme + " " + kind + " " + name)));
        JsonObject operation = (JsonObject) ((JsonObject) metadata.get("properties")).get("operation");
        ((List<?>) operation.get("enum")).forEach(name -> names.add(scheme + " operation " + name));
    }

    private static void headers(Class<?> constants, TreeSet<String> names) throws IllegalAccessException {
        for (java.lang.reflect.Field field : constants.getFields()) {
            if (field.getType() == String.class) {
                names.add("header " + field.get(null));
            }
        }
    }

    private static void kamelets(TreeSet<String> names) throws IOException {
        for (Path file : files(FLOWS.resolve("kamelets"), ".kamelet.yaml")) {
            String kamelet = file.getFileName().toString().replace(".kamelet.yaml", "");
            names.add("kamelet " + kamelet);
            PARAMETERS.matcher(Files.readString(file)).results().findFirst().ifPresent(parameters -> PARAMETER
                    .matcher(parameters.group(1)).results()
                    .forEach(parameter -> names.add("kamelet " + kamelet + " parameter " + parameter.group(1))));
        }
    }

    private static void tables(TreeSet<String> names) throws IOException {
        for (Path file : files(FLOWS.resolve("io/camelmessaging/flows/migrations"), ".sql")) {
            TABLE.matcher(Files.readString(file)).results().forEach(table -> names.add("table " + table.group(1)));
        }
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }
}
