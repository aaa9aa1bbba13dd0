/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.camelmessaging.common.support.MessagingDefaults;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors are told is what the start accepts. */
class ConfigurationMetadataTest {

    private final JsonObject metadata = read();

    private static JsonObject read() {
        try (var json = MessagingAutoConfiguration.class
                .getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return (JsonObject) Jsoner.deserialize(new InputStreamReader(json, StandardCharsets.UTF_8));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object property, String field) {
        return ((JsonObject) property).getString(field);
    }

    @Test
    void namesEveryOptionAndNoOther() {
        Set<String> expected = new TreeSet<>();
        MessagingComponents.onClassPath(null).forEach(component -> {
            component.names().forEach(option -> expected.add(component.prefix() + "." + PrefixedProperties.dashed(option)));
            expected.add(component.prefix() + ".enabled");
        });
        MessagingDefaults.names().forEach(name -> expected.add("camel.messaging." + PrefixedProperties.dashed(name)));
        new FlowsOptions().names()
                .forEach(option -> expected.add("camel.messaging.flows." + PrefixedProperties.dashed(option)));

        Set<String> named = metadata.<JsonArray> getCollection("properties").stream()
                .map(property -> text(property, "name")).collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(expected).hasSizeGreaterThan(200);
    }

    @Test
    void saysWhatEachIs() throws Exception {
        List<Object> properties = List.copyOf(metadata.<JsonArray> getCollection("properties"));
        for (Object property : properties) {
            assertThat(text(property, "description")).as(text(property, "name")).isNotBlank().doesNotContain("{@", "*");
            assertThat(Class.forName(text(property, "type").replaceAll("<.*", ""))).as(text(property, "name")).isNotNull();
        }
        assertThat(properties).filteredOn(property -> text(property, "name").endsWith(".lease"))
                .singleElement().satisfies(lease -> {
                    assertThat(text(lease, "type")).isEqualTo("java.time.Duration");
                    assertThat(text(lease, "defaultValue")).isEqualTo("60s");
                });
    }

    @Test
    void offersTheWordsThatAnOptionTakes() {
        Set<String> hinted = new HashSet<>();
        metadata.getCollection("hints").forEach(hint -> hinted.add(text(hint, "name")));

        assertThat(hinted).contains("camel.component.boomware.number-check", "camel.component.clicksend.duplicate-recipients");
    }
}
