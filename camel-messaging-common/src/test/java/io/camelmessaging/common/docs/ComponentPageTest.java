package io.camelmessaging.common.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A component's page tells the truth: its tables are those of the generated metadata, its YAML examples start, and its
 * Java examples stand in a test.
 * <p>
 * With {@code -Ddocs.update=true} the tables are written instead of compared.
 */
public abstract class ComponentPageTest {

    private static final Pattern BLOCK = Pattern.compile("\\[source,(\\w+)]\\n----\\n(.*?)\\n----", Pattern.DOTALL);

    private final String scheme;

    protected ComponentPageTest(String scheme) {
        this.scheme = scheme;
    }

    /** A context in which the examples can start, but have not. */
    protected abstract CamelContext context() throws Exception;

    @Test
    void tablesAreThoseOfTheMetadata() throws IOException {
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
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(page, expected);
        } else {
            assertThat(text).as("run the build with -Ddocs.update=true to bring the tables up to date").isEqualTo(expected);
        }
    }

    @Test
    void yamlExamplesStart() throws Exception {
        // those with Kamelets are run by the tests of the flows
        List<String> examples = blocks("yaml").stream().filter(example -> !example.contains("kamelet:")).toList();
        assertThat(examples).isNotEmpty();
        try (CamelContext context = context()) {
            context.start();
            for (int i = 0; i < examples.size(); i++) {
                Resource resource = ResourceHelper.fromString("example" + i + ".yaml", examples.get(i));
                PluginHelper.getRoutesLoader(context).loadRoutes(resource);
            }
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
        Matcher matcher = BLOCK.matcher(Files.readString(page()));
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
