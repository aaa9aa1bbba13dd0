/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.kamelets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.camelmessaging.common.support.BalanceAnswer;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.VerificationAnswer;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Writes a Kamelet for every operation and trigger: what it is called by the providers' tables of operations, what its
 * properties are by the components' metadata, and what it does by the tables' javadoc.
 */
final class KameletGenerator {

    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path fill="%s" d="M8 6h48a4 4 0 0 1 4 4v34a4 4 0 0 1\
            -4 4H31L17 60V48H8a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4z"/><text x="32" y="36" font-family="sans-serif" font-size="26" \
            font-weight="bold" text-anchor="middle" fill="#fff">%s</text></svg>""";

    private final Path sources;
    private final String version;
    private final Properties examples = new Properties();

    /**
     * @param sources where the modules lie
     * @param version the version of the Kamelets, and of the components that they use
     */
    KameletGenerator(Path sources, String version) {
        this.sources = sources;
        this.version = version;
        try (InputStream in = KameletGenerator.class.getResourceAsStream("/examples.properties")) {
            examples.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes the files.
     *
     * @param arguments where the modules lie, where the Kamelets go, and their version
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        for (Map.Entry<String, Object> kamelet : new KameletGenerator(Path.of(arguments[0]), arguments[2]).kamelets()
                .entrySet()) {
            Files.writeString(folder.resolve(kamelet.getKey() + ".kamelet.yaml"), yaml(kamelet.getValue()));
        }
    }

    /** All Kamelets by name. */
    Map<String, Object> kamelets() throws IOException {
        Map<String, Object> kamelets = new LinkedHashMap<>();
        for (Provider provider : Provider.values()) {
            for (Operation operation : provider.table()) {
                for (Kind kind : Kind.of(provider, operation)) {
                    kamelets.put(kind.name(provider, operation), kamelet(provider, operation, kind));
                }
            }
        }
        return kamelets;
    }

    static String icon(String colour, String monogram) {
        return "data:image/svg+xml;base64," + Base64.getEncoder()
                .encodeToString(ICON.formatted(colour, monogram).getBytes(StandardCharsets.UTF_8));
    }

    private static String yaml(Object kamelet) {
        return new Dump(
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(120).setIndicatorIndent(2)
                        .setIndentWithIndicator(true).build())
                .dumpToString(kamelet);
    }

    private Map<String, Object> kamelet(Provider provider, Operation operation, Kind kind) throws IOException {
        String title = provider.title + " " + Words.title(operation.name()) + " " + kind.title;
        Map<String, Object> annotations = new LinkedHashMap<>();
        annotations.put("camel.apache.org/provider", "Camel Messaging");
        annotations.put("camel.apache.org/kamelet.support.level", "Preview");
        annotations.put("camel.apache.org/catalog.version", version);
        annotations.put("camel.apache.org/kamelet.group", provider.title);
        annotations.put("camel.apache.org/kamelet.namespace", "Messaging");
        annotations.put("camel.apache.org/kamelet.icon", icon(provider.colour, provider.monogram));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", kind.name(provider, operation));
        metadata.put("annotations", annotations);
        metadata.put("labels", Map.of("camel.apache.org/kamelet.type", kind.type));

        List<String> required = kind.required(provider, operation);
        Set<String> names = new LinkedHashSet<>(required);
        kind.optional(provider, operation).stream().filter(name -> provider.option(name).isPresent())
                .filter(name -> !name.equals("extraFields")).forEach(names::add);
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String name : names) {
            Map<String, Object> property = property(provider, kind, name);
            properties.put(name, property);
            String value = "{{" + (required.contains(name) || property.containsKey("default") ? "" : "?") + name + "}}";
            parameters.put(name, isText(provider, name, property) ? "RAW(" + value + ")" : value);
        }
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("title", title);
        // no two of a palette are described alike
        definition.put("description", Stream
                .of(provider.title + ": " + Words.afterColon(javadoc(provider, operation)), kind.explanation(operation),
                        neutralHeaders(provider, operation))
                .filter(sentence -> !sentence.isEmpty()).collect(Collectors.joining(" ")));
        definition.put("required", required);
        definition.put("type", "object");
        definition.put("properties", properties);

        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("definition", definition);
        if (kind.takesText(operation)) {
            spec.put("types", Map.of("in", Map.of("mediaType", "text/plain")));
        }
        spec.put("dependencies", dependencies(provider, kind));
        spec.put("template", kind.template(provider, operation, parameters));

        Map<String, Object> kamelet = new LinkedHashMap<>();
        kamelet.put("apiVersion", "camel.apache.org/v1");
        kamelet.put("kind", "Kamelet");
        kamelet.put("metadata", metadata);
        kamelet.put("spec", spec);
        return kamelet;
    }

    /** The headers that say the same of each provider's codes and balances. */
    private static String neutralHeaders(Provider provider, Operation operation) {
        if (operation.isVerification()) {
            return provider.table().stream().anyMatch(KameletGenerator::readsVerificationId)
                    ? "The header CamelMessagingVerificationId gets the id by which the code is checked." : "";
        }
        if (answers(operation, VerificationAnswer.class)) {
            return "The header CamelMessagingVerified gets whether the code was right, and CamelMessagingVerificationReason why"
                   + " it was not; "
                   + (readsVerificationId(operation) ? "CamelMessagingVerificationId" : "CamelMessagingTo")
                   + " says which verification it is about.";
        }
        if (answers(operation, BalanceAnswer.class)) {
            return "The header CamelMessagingBalance gets what is left, and CamelMessagingBalanceCurrency the currency where it is"
                   + " money.";
        }
        return readsVerificationId(operation)
                ? "The header CamelMessagingVerificationId says which verification it is about." : "";
    }

    private static boolean answers(Operation operation, Class<?> type) {
        return operation.responseType() != null && type.isAssignableFrom(operation.responseType());
    }

    private static boolean readsVerificationId(Operation operation) {
        return Arrays.stream(Kind.fields(operation)).map(field -> field.getAnnotation(RequestField.class))
                .anyMatch(field -> field != null && field.value() == CommonField.VERIFICATION_ID);
    }

    /** What may hold any character, such as an ampersand or a plus sign. */
    private static boolean isText(Provider provider, String name, Map<String, Object> property) {
        return property.get("type").equals("string") && !property.containsKey("enum")
                && provider.option(name).map(option -> option.getType().equals("string")).orElse(true);
    }

    private List<String> dependencies(Provider provider, Kind kind) {
        List<String> dependencies = new ArrayList<>(
                List.of(
                        "mvn:io.camelmessaging:camel-" + provider.scheme() + ":" + version, "camel:kamelet", "camel:yaml-dsl"));
        if (kind == Kind.WEBHOOK) {
            dependencies.addAll(List.of("camel:webhook", "camel:platform-http"));
        }
        return dependencies;
    }

    private Map<String, Object> property(Provider provider, Kind kind, String name) {
        Map<String, Object> property = new LinkedHashMap<>();
        EndpointOptionModel option = provider.option(name).orElse(null);
        property.put("title", option == null ? Words.title(name) : option.getDisplayName());
        property.put("description", description(provider, name, option));
        property.put("type", option == null ? "string" : switch (option.getType()) {
            case "integer", "boolean" -> option.getType();
            default -> "string";
        });
        if (option != null && option.isSecret() && !name.equals("username")) {
            property.put("format", "password");
        }
        if (provider.credentials.contains(name) || property.containsKey("format")) {
            property.put("x-descriptors", List.of("urn:camel:group:credentials"));
        }
        if (option != null && option.getEnums() != null) {
            property.put("enum", option.getEnums());
        }
        if (kind == Kind.WEBHOOK && option != null && option.getDefaultValue() != null) {
            // beside an optional placeholder Camel leaves the other options of webhook: encoded
            property.put("default", option.getDefaultValue());
        }
        String example = examples.getProperty(provider.scheme() + "." + name, examples.getProperty(name));
        if (example != null && !property.containsKey("enum")) {
            property.put("example", property.get("type").equals("integer") ? Integer.valueOf(example) : example);
        }
        return property;
    }

    /** Of what matters here; the metadata speaks of components too. */
    private static String description(Provider provider, String name, EndpointOptionModel option) {
        return switch (name) {
            case "webhookPath" -> "Where the application listens.";
            case "webhookExternalUrl" -> "The application's URL as the provider reaches it, without webhookPath.";
            case "webhookVerifyToken" -> "The secret that the provider's calls must carry in the query parameter token.";
            default -> provider.credentials.contains(name)
                    ? option.getDescription().substring(0, option.getDescription().indexOf('.') + 1)
                    : option.getDescription() + byDefault(option);
        };
    }

    /** No default of the Kamelet's own: it would win over what is set on the component. */
    private static String byDefault(EndpointOptionModel option) {
        return option.getDefaultValue() == null || option.getType().equals("boolean")
                ? ""
                : " The default is " + option.getDefaultValue() + ".";
    }

    private String javadoc(Provider provider, Operation operation) throws IOException {
        Class<?> table = provider.operations;
        String source = Files.readString(sources.resolve("camel-" + provider.scheme()).resolve("src/main/java")
                .resolve(table.getName().replace('.', '/') + ".java"));
        Matcher javadoc = Pattern.compile("/\\*\\* ([^\n]+) \\*/\\s+" + operation.name() + "\\(").matcher(source);
        if (!javadoc.find()) {
            throw new IllegalStateException(
                    "The operation " + provider.scheme() + ":" + operation.name()
                                            + " has no javadoc of one line in " + table.getSimpleName() + ".");
        }
        return javadoc.group(1);
    }
}
