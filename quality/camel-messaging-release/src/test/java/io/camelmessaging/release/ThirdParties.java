/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the modules of a release bring along, and its licences, as their lists of what is inside (CycloneDX) name them.
 */
record ThirdParties(Map<String, Set<String>> licences) {

    /** Who uses the suite may ship these with a work of any licence; of several, one is enough. */
    private static final Set<String> ALLOWED
            = Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "EPL-1.0", "EPL-2.0", "MPL-2.0", "CC0-1.0");
    private static final String HEAD
            = """
                    # Third parties

                    What the published modules bring along, and under which licences, as their own POMs say. The dry run of a release
                    compares this list with the lists of what is inside each module (CycloneDX), and fails at a licence that is not known.

                    | artifact | licence |
                    | --- | --- |
                    """;

    static ThirdParties of(Release release, List<String> modules) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, Set<String>> licences = new TreeMap<>();
        for (String module : modules) {
            for (JsonNode one : json.readTree(release.file(module, "-cyclonedx.json").toFile()).path("components")) {
                if (!one.path("group").asText().equals("io.camelmessaging")) {
                    licences.computeIfAbsent(one.path("group").asText() + ":" + one.path("name").asText(),
                            name -> new TreeSet<>()).addAll(licences(one));
                }
            }
        }
        return new ThirdParties(licences);
    }

    private static List<String> licences(JsonNode component) {
        List<String> licences = new ArrayList<>();
        for (JsonNode one : component.path("licenses")) {
            JsonNode licence = one.path("license");
            licences.add(licence.hasNonNull("id") ? licence.path("id").asText()
                    : one.hasNonNull("expression") ? one.path("expression").asText() : licence.path("name").asText());
        }
        return licences;
    }

    Map<String, Set<String>> notAllowed() {
        return licences.entrySet().stream().filter(one -> one.getValue().stream().noneMatch(ALLOWED::contains))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** With {@code -Ddocs.update=true} the list is written instead of compared. */
    void compareOrWrite(Path list) throws IOException {
        String text = HEAD + licences.entrySet().stream()
                .map(one -> "| `" + one.getKey() + "` | " + String.join(" or ", one.getValue()) + " |\n")
                .collect(Collectors.joining());
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(list, text);
        }
        assertThat(Files.readString(list)).isEqualTo(text);
    }
}
