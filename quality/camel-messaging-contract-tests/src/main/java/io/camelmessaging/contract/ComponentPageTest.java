/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.camelmessaging.common.support.ErrorTable;
import io.camelmessaging.common.support.MessagingComponent;
import io.camelmessaging.common.support.Operation;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.webhook.WebhookComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A component's page tells the truth: its tables are those of the generated metadata and of the records that go out and
 * come back, its YAML and XML examples start, and its Java examples stand in a test.
 * <p>
 * With {@code -Ddocs.update=true} the tables are written instead of compared.
 */
public abstract class ComponentPageTest {

    private static final Pattern BLOCK = Pattern.compile("\\[source,(\\w+)]\\n----\\n(.*?)\\n----", Pattern.DOTALL);

    @RegisterExtension
    static final WireMockExtension WIRE = WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

    private final String scheme;
    private final List<Operation> operations;
    private final FieldTables fields;
    private final List<Class<?>> moreAnswers;

    /**
     * @param operations  all of the component
     * @param moreAnswers records that come back and that no operation names, such as a page of rows
     */
    protected ComponentPageTest(String scheme, Operation[] operations, Class<?>... moreAnswers) {
        this.scheme = scheme;
        this.operations = List.of(operations);
        this.fields = new FieldTables(this.operations);
        this.moreAnswers = List.of(moreAnswers);
    }

    /** The errors that the provider documents, of which the page has a table; null if it publishes none. */
    protected abstract ErrorTable errors();

    /** A context in which the examples can start, but have not. */
    protected abstract CamelContext context() throws Exception;

    /** The page's Java routes, which show every operation. */
    protected abstract RoutesBuilder operationExamples();

    @Test
    void everyOperationIsShownInJavaYamlAndXmlAndSendsTheSame() throws Exception {
        Map<String, List<String>> java = calls(context -> context.addRoutes(operationExamples()));

        assertThat(java).allSatisfy((operation, calls) -> assertThat(calls).as(operation).isNotEmpty());
        assertThat(calls(context -> load(context, examplesOfOperations("yaml"), "yaml"))).isEqualTo(java);
        assertThat(calls(context -> load(context, examplesOfOperations("xml"), "xml"))).isEqualTo(java);
    }

    /** Each feed and each webhook is shown in all three languages, starts, and takes an event through its route. */
    @Test
    void everyConsumerIsShownInJavaYamlAndXmlAndRuns() throws Exception {
        List<String> java = consumers(context -> context.addRoutes(operationExamples()));

        for (Operation operation : operations) {
            String name = scheme + ":" + operation.name();
            if (operation.use() == Operation.Use.POLL || operation.use() == Operation.Use.POLL_OR_WEBHOOK) {
                assertThat(java).as("polls").anyMatch(uri -> uri.startsWith(scheme + "://" + operation.name()));
            }
            if (operation.use() == Operation.Use.WEBHOOK || operation.use() == Operation.Use.POLL_OR_WEBHOOK) {
                assertThat(java).as("webhook").anyMatch(uri -> uri.startsWith("webhook:" + name));
            }
        }
        assertThat(consumers(context -> load(context, examplesOfOperations("yaml"), "yaml"))).isEqualTo(java);
        assertThat(consumers(context -> load(context, examplesOfOperations("xml"), "xml"))).isEqualTo(java);
    }

    private List<String> consumers(ThrowingConsumer<CamelContext> routes) throws Exception {
        List<String> consumers = new ArrayList<>();
        try (CamelContext context = context()) {
            context.setAutoStartup(false);
            routes.accept(context);
            context.start();
            for (Route route : context.getRoutes()) {
                if (route.getEndpoint().getEndpointUri().startsWith("direct:")) {
                    continue;
                }
                context.getRouteController().startRoute(route.getRouteId());
                Exchange event = route.getEndpoint().createExchange();
                route.getConsumer().getProcessor().process(event);
                assertThat(event.getException()).as(route.getEndpoint().getEndpointUri()).isNull();
                consumers.add(route.getEndpoint().getEndpointUri());
            }
        }
        return consumers.stream().sorted().toList();
    }

    /** What each operation's route sends; the consumers are loaded and not started. */
    private Map<String, List<String>> calls(ThrowingConsumer<CamelContext> routes) throws Exception {
        Map<String, List<String>> calls = new LinkedHashMap<>();
        try (CamelContext context = context()) {
            context.getComponent(scheme, MessagingComponent.class).getConfiguration().setBaseUrl(WIRE.baseUrl());
            // an endpoint registers its URL with the context, whether its route is started or not
            context.getComponent("webhook", WebhookComponent.class).getConfiguration().setWebhookAutoRegister(false);
            context.setAutoStartup(false);
            routes.accept(context);
            context.start();
            for (Operation operation : operations) {
                Route route = context.getRoutes().stream().filter(shown -> shows(shown, operation)).findFirst().orElseThrow();
                if (operation.use() == Operation.Use.SEND) {
                    context.getRouteController().startRoute(route.getRouteId());
                    WIRE.resetRequests();
                    context.createProducerTemplate().send(route.getEndpoint(), exchange -> {
                    });
                    calls.put(operation.name(), WIRE.getAllServeEvents().stream().map(ServeEvent::getRequest)
                            .map(call -> call.getMethod() + " " + call.getUrl() + " " + call.getBodyAsString()).toList());
                }
            }
        }
        return calls;
    }

    private boolean shows(Route route, Operation operation) {
        return operation.use() == Operation.Use.SEND
                ? route.getEndpoint().getEndpointUri().equals("direct://" + operation.name() + "-example")
                : route.getEndpoint().getEndpointUri().contains(operation.name());
    }

    private List<String> examplesOfOperations(String language) throws IOException {
        String text = Files.readString(page());
        return blocks(language, text.substring(text.indexOf("\n== An example of every operation\n")));
    }

    private static void load(CamelContext context, List<String> examples, String extension) throws Exception {
        for (int i = 0; i < examples.size(); i++) {
            Resource resource = ResourceHelper.fromString("example" + i + "." + extension, examples.get(i));
            PluginHelper.getRoutesLoader(context).loadRoutes(resource);
        }
    }

    @Test
    void theDefaultHostIsNamed() throws Exception {
        try (CamelContext plain = new DefaultCamelContext()) {
            assertThat(Files.readString(page()))
                    .contains("`" + plain.getComponent(scheme, MessagingComponent.class).getConfiguration().getBaseUrl() + "`");
        }
    }

    @Test
    void javadocAndAnnotationAgreeOnWhatIsRequired() {
        fields.checkRequired();
    }

    @Test
    void tablesAreThoseOfTheMetadataAndTheRecords() throws IOException {
        Path page = page();
        ComponentModel model = JsonMapper.generateComponentModel(
                Files.readString(Path.of("target/classes/META-INF/io/camelmessaging/" + scheme + "/" + scheme + ".json")));
        String text = Files.readString(page);
        String expected = text;
        expected = fill(expected, "component options", options(model.getComponentOptions()));
        expected = fill(expected, "endpoint options",
                options(model.getEndpointPathOptions())
                                                      + "\n\n"
                                                      + options(model.getEndpointParameterOptions()));
        expected = fill(expected, "headers", headers(model));
        if (errors() != null) {
            expected = fill(expected, "error codes", ErrorCodeTable.of(errors()));
        }
        expected = fill(expected, "request fields", fields.requests());
        expected = fill(expected, "answer fields", fields.answers(moreAnswers));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, expected);
        } else {
            assertThat(text).as("run the build with -Ddocs.update=true to bring the tables up to date").isEqualTo(expected);
        }
    }

    @Test
    void yamlExamplesStart() throws Exception {
        // those with Kamelets are run by the tests of the flows
        start(blocks("yaml").stream().filter(example -> !example.contains("kamelet:")).toList(), "yaml");
    }

    @Test
    void xmlExamplesStart() throws Exception {
        start(blocks("xml").stream().filter(example -> !example.startsWith("<dependency>") && !example.contains("kamelet:"))
                .toList(), "xml");
    }

    private void start(List<String> examples, String extension) throws Exception {
        assertThat(examples).isNotEmpty();
        try (CamelContext context = context()) {
            context.start();
            load(context, examples, extension);
            assertThat(context.getRoutes()).isNotEmpty().allSatisfy(
                    route -> assertThat(context.getRouteController().getRouteStatus(route.getId()).isStarted()).isTrue());
        }
    }

    @Test
    void javaExamplesStandInATest() throws IOException {
        String tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.filter(file -> file.toString().endsWith(".java")).map(ComponentPageTest::read)
                    .map(ComponentPageTest::squeeze).collect(Collectors.joining("\n"));
        }
        List<String> examples = blocks("java");
        assertThat(examples).isNotEmpty().allSatisfy(example -> assertThat(tests).contains(squeeze(example)));
    }

    private Path page() {
        return Path.of("src/main/docs/" + scheme + "-component.adoc");
    }

    private List<String> blocks(String language) throws IOException {
        return blocks(language, Files.readString(page()));
    }

    private static List<String> blocks(String language, String text) {
        Matcher matcher = BLOCK.matcher(text);
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    private static String fill(String text, String name, String table) {
        String start = "// " + name + ": START\n";
        String end = "// " + name + ": END";
        assertThat(text).contains(start, end);
        return text.substring(0, text.indexOf(start) + start.length()) + table + "\n" + text.substring(text.indexOf(end));
    }

    private static <O extends BaseOptionModel> String options(List<O> options) {
        return options.stream()
                .map(option -> "| *" + option.getName() + "*" + (option.isRequired() ? " (required)" : "") + " | "
                               + cell(option.getDescription())
                               + (option.getEnums() == null
                                       ? "" : " Enum values: `" + String.join("`, `", option.getEnums()) + "`.")
                               + " | " + (option.getDefaultValue() == null ? "" : "`" + option.getDefaultValue() + "`") + " | "
                               + option.getShortJavaType())
                .collect(Collectors.joining("\n", "[width=\"100%\",cols=\"2,5,^1,2\",options=\"header\"]\n|===\n"
                                                  + "| Name | Description | Default | Type\n",
                        "\n|==="));
    }

    private static String headers(ComponentModel model) {
        return model.getEndpointHeaders().stream()
                .map(header -> "| `" + header.getName() + "` (" + header.getLabel() + ") | " + cell(header.getDescription())
                               + " | "
                               + header.getShortJavaType())
                .collect(Collectors.joining("\n", "[width=\"100%\",cols=\"3,5,2\",options=\"header\"]\n|===\n"
                                                  + "| Name | Description | Type\n",
                        "\n|==="));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Formatting and comments do not count. */
    private static String squeeze(String text) {
        return text.replaceAll("//[^\\n\"]*\\n", "\n").replaceAll("\\s+", "");
    }
}
