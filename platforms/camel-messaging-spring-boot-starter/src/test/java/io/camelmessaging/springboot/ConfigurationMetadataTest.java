/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.camelmessaging.common.support.MessagingDefaults;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.flows.guard.SendGuards;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors are told is what the start accepts. */
class ConfigurationMetadataTest {

    private static final String OTHERS = "camel\\.messaging\\.(guard|desk)\\..*";

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
                .map(property -> text(property, "name")).filter(name -> !name.matches(OTHERS))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(expected).hasSizeGreaterThan(200);
    }

    private Set<String> named(String prefix) {
        return metadata.<JsonArray> getCollection("properties").stream().map(property -> text(property, "name"))
                .filter(name -> name.startsWith(prefix)).map(name -> name.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ofPage(String page, String from, String to, String cell) throws Exception {
        String text = Files.readString(Path.of("../../docs", page));
        String table = text.substring(text.indexOf(from), text.indexOf(to, text.indexOf(from)));
        return Pattern.compile(cell, Pattern.MULTILINE).matcher(table).results()
                .map(name -> PrefixedProperties.dashed(name.group(1))).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void namesWhatThePageOfTheDeskNames() throws Exception {
        Set<String> expected = ofPage("flow-desk.adoc", "| Property `camel.messaging.desk.`", "|===", "^\\| `(\\w+)` \\|");
        expected.add("user");

        assertThat(named("camel.messaging.desk.")).isEqualTo(expected).hasSizeGreaterThan(5);
    }

    @Test
    void namesWhatThePageOfTheGuardNames() throws Exception {
        Set<String> expected = ofPage("flows-send-guard.adoc", "// parameters of send-guard: START",
                "// parameters of send-guard: END", "^\\| \\*(\\w+)\\*");
        // what the page says of the properties
        expected.removeAll(Set.of("name", "released", "default-region", "keep-headers", "entry"));
        expected.addAll(Set.of("enabled", "max-messages-per-account", "max-cost-per-account", "exempt-routes", "secret-key"));

        assertThat(named("camel.messaging.guard.")).isEqualTo(expected).hasSizeGreaterThan(25);
    }

    /** A property that is misspelt keeps an application from starting, and none of these does. */
    @Test
    void theGuardTakesEachOfItsNames() throws Exception {
        Properties properties = new Properties();
        named("camel.messaging.guard.").forEach(name -> properties.setProperty("camel.messaging.guard." + name, switch (name) {
            case "enabled" -> "true";
            case "mode", "destinations-mode", "messages-mode", "cost-mode", "recipient-mode", "same-text-mode", "codes-mode" ->
                "refuse";
            case "allow-countries" -> "IE";
            case "deny-countries" -> "";
            case "deny-numbers" -> "premium";
            case "prices" -> "*=0.06 EUR";
            case "max-cost", "max-cost-per-account", "max-cost-per-campaign" -> "5 EUR";
            case "budget-zone" -> "UTC";
            case "recipient-period", "same-text-within", "code-period", "campaign-period" -> "1h";
            case "exempt-routes" -> "alarm*";
            case "secret-key" -> "0123456789abcdef0123456789abcdef";
            case "range-digits" -> "3";
            case "max-messages" -> "5000";
            default -> "5";
        }));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            MessagingFlows flows = new MessagingFlows();
            flows.setDataSource(JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
            context.getRegistry().bind("flows", flows);
            context.getPropertiesComponent().setInitialProperties(properties);
            context.start();

            assertThat(context.hasService(SendGuards.class)).isNotNull();
        }
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
