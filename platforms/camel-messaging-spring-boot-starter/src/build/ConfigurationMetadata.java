/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
import java.beans.Introspector;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/**
 * Writes what editors know of the properties, from the metadata in the jars of the components and from the setters of
 * the flows. Run by the build as a source file; arguments are the file to write and the source folder of the flows.
 */
class ConfigurationMetadata {

    private static final String FLOWS = "io.camelmessaging.flows.MessagingFlows";
    private static final String GUARD = "io.camelmessaging.flows.guard.SendGuards";
    private static final String DESK = "io.camelmessaging.desk.FlowDesk";
    /** A parameter of a Kamelet: its name, description and type. */
    private static final Pattern PARAMETER = Pattern.compile(
            "\\n {6}(\\w+):\\n {8}title: .*\\n {8}description: (?:\\|-\\n((?: {10}.*\\n)+)|(.*)\\n) {8}type: (\\w+)");
    /** Those that only a Kamelet has. */
    private static final List<String> OF_A_ROUTE = List.of("name", "released", "defaultRegion", "keepHeaders", "entry");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+ (?:[^}]* )?#?([^}]*)}");

    private final JsonArray groups = new JsonArray();
    private final JsonArray properties = new JsonArray();
    private final JsonArray hints = new JsonArray();

    public static void main(String[] args) throws Exception {
        ConfigurationMetadata metadata = new ConfigurationMetadata();
        for (String scheme : schemes()) {
            metadata.component(scheme);
        }
        metadata.defaults();
        metadata.flows(Path.of(args[1]));
        metadata.guard();
        metadata.desk();
        JsonObject file = new JsonObject();
        file.put("groups", metadata.groups);
        file.put("properties", metadata.properties);
        file.put("hints", metadata.hints);
        Path target = Path.of(args[0]);
        Files.createDirectories(target.getParent());
        Files.writeString(target, Jsoner.prettyPrint(file.toJson(), 2) + "\n");
    }

    private static List<String> schemes() throws Exception {
        List<String> schemes = new ArrayList<>();
        for (URL list : java.util.Collections.list(ConfigurationMetadata.class.getClassLoader()
                .getResources("META-INF/services/org/apache/camel/component.properties"))) {
            Properties jar = new Properties();
            try (var in = list.openStream()) {
                jar.load(in);
            }
            if ("io.camelmessaging".equals(jar.getProperty("groupId"))) {
                schemes.addAll(Arrays.asList(jar.getProperty("components").trim().split("\\s+")));
            }
        }
        schemes.sort(Comparator.naturalOrder());
        return schemes;
    }

    private void component(String scheme) throws Exception {
        JsonObject json;
        try (var in = getClass().getClassLoader()
                .getResourceAsStream("META-INF/io/camelmessaging/" + scheme + "/" + scheme + ".json")) {
            json = (JsonObject) Jsoner.deserialize(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        JsonObject component = json.getMap("component");
        String type = component.getString("javaType");
        String prefix = "camel.component." + scheme;
        group(prefix, type, component.getString("description"));
        property(prefix + ".enabled", "java.lang.Boolean", "Whether the properties of the component " + scheme + " are bound.",
                true, type, false);
        Map<String, Object> options = new TreeMap<>(json.<JsonObject> getMap("componentProperties"));
        options.forEach((name, option) -> {
            JsonObject facts = (JsonObject) option;
            String property = prefix + "." + dashed(name);
            property(property, "duration".equals(facts.getString("type")) ? "java.time.Duration" : boxed(facts),
                    facts.getString("description"), facts.get("defaultValue"), type, facts.getBooleanOrDefault("deprecated", false));
            if (facts.get("enum") instanceof JsonArray values) {
                hint(property, values);
            }
        });
    }

    /** Beans are named by {@code #name}, so that their type is a text to an editor. */
    private static String boxed(JsonObject facts) {
        String type = facts.getString("javaType");
        if ("object".equals(facts.getString("type")) && !type.startsWith("java.util.Map")) {
            return "java.lang.String";
        }
        return switch (type) {
            case "boolean" -> "java.lang.Boolean";
            case "int" -> "java.lang.Integer";
            case "long" -> "java.lang.Long";
            case "double" -> "java.lang.Double";
            default -> type.replace('$', '.');
        };
    }

    /** What is set once for all components and flows. */
    private void defaults() {
        String type = "io.camelmessaging.common.support.MessagingDefaults";
        group("camel.messaging", type, "What is set once for all messaging components and flows.");
        property("camel.messaging.default-region", "java.lang.String",
                "The two-letter country, such as IE, of phone numbers that have no country code. An option default-region of a"
                                                                      + " component or a parameter of a Kamelet wins.",
                null, type, false);
        property("camel.messaging.default-time-zone", "java.lang.String",
                "The time zone, such as Europe/Tallinn, of times without offset and of recipients whose number tells none. A"
                                                                         + " parameter of a Kamelet wins.",
                null, type, false);
        property("camel.messaging.dry-run", "java.lang.Boolean",
                "Whether nothing is called: messages are bound, checked and counted, and answered as accepted.", false, type,
                false);
    }

    private void flows(Path sources) throws Exception {
        Class<?> type = Class.forName(FLOWS);
        Object defaults = type.getConstructor().newInstance();
        String source = Files.readString(sources.resolve(FLOWS.replace('.', '/') + ".java"));
        group("camel.messaging.flows", FLOWS, "What all flows of the application share.");
        for (var option : Introspector.getBeanInfo(type).getPropertyDescriptors()) {
            if (option.getWriteMethod() == null || option.getName().equals("camelContext")) {
                continue;
            }
            boolean bean = option.getName().equals("dataSource");
            Object value = bean || option.getName().equals("node") || option.getReadMethod() == null
                    ? null : option.getReadMethod().invoke(defaults);
            property("camel.messaging.flows." + dashed(option.getName()),
                    bean ? "java.lang.String" : boxed(option.getPropertyType()), javadoc(source, option.getWriteMethod().getName()),
                    text(value), FLOWS, false);
            if (option.getPropertyType().isEnum()) {
                JsonArray values = new JsonArray();
                values.addAll(Arrays.stream(option.getPropertyType().getEnumConstants()).map(Object::toString).toList());
                hint("camel.messaging.flows." + dashed(option.getName()), values);
            }
        }
    }

    /** The parameters of the Kamelet {@code send-guard}, and what is for all sends only. */
    private void guard() throws Exception {
        String prefix = "camel.messaging.guard.";
        group("camel.messaging.guard", GUARD, "What guards all sends of the application.");
        property(prefix + "enabled", "java.lang.Boolean",
                "Whether there is a guard; any other of these properties turns it on too.", null, GUARD, false);
        property(prefix + "exempt-routes", "java.lang.String",
                "Ids of routes whose messages are urgent, so that only where they go is judged; separated by commas, and one may"
                                                            + " end in an asterisk.",
                null, GUARD, false);
        property(prefix + "max-messages-per-account", "java.lang.Integer",
                "How many messages may go out in a day through one account of a provider.", null, GUARD, false);
        property(prefix + "max-cost-per-account", "java.lang.String",
                "What the messages through one account of a provider may cost in a day, with its currency; needs prices.", null,
                GUARD, false);
        property(prefix + "secret-key", "java.lang.String",
                "The key of the digests in the counters; without it one is made and kept in the database.", null, GUARD, false);
        String kamelet;
        try (var in = getClass().getClassLoader().getResourceAsStream("kamelets/send-guard.kamelet.yaml")) {
            kamelet = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Matcher parameter = PARAMETER.matcher(kamelet);
        while (parameter.find()) {
            String name = parameter.group(1);
            if (!OF_A_ROUTE.contains(name)) {
                String said = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
                boolean mode = name.endsWith("Mode");
                property(prefix + dashed(name), "integer".equals(parameter.group(4)) ? "java.lang.Integer" : "java.lang.String",
                        mode ? "What becomes of a message that breaks a rule of this kind; as mode by default."
                                : said.replaceAll("\\s+", " ").replace("*", "an asterisk").strip() + ".",
                        null, GUARD, false);
                if (mode || name.equals("mode")) {
                    JsonArray words = new JsonArray();
                    words.addAll(List.of("refuse", "hold", "report"));
                    hint(prefix + dashed(name), words);
                }
            }
        }
    }

    /** The page for people, as docs/flow-desk.adoc tells of its properties. */
    private void desk() {
        String prefix = "camel.messaging.desk.";
        group("camel.messaging.desk", DESK, "A page for people on the application's HTTP server, where they see and act on flows.");
        property(prefix + "enabled", "java.lang.Boolean",
                "true mounts the desk; false leaves it out although there is a bean.", null, DESK, false);
        property(prefix + "path", "java.lang.String", "Where it is on the HTTP server.", "/flow-desk", DESK, false);
        property(prefix + "access-token", "java.lang.String",
                "Lets in whoever has it; at least 16 characters that nobody can guess.", null, DESK, false);
        property(prefix + "roles", "java.lang.String",
                "What may be done with the access token: view, see and act, separated by commas.", "view,act", DESK, false);
        property(prefix + "users", "java.lang.String", "Names of people with a token of their own, separated by commas.", null,
                DESK, false);
        property(prefix + "user", "java.util.Map<java.lang.String,java.util.Map<java.lang.String,java.lang.String>>",
                "The access-token and roles of each of the users, by name.", null, DESK, false);
        property(prefix + "session-timeout", "java.time.Duration", "How long a login lasts.", "8h", DESK, false);
    }

    private static String boxed(Class<?> type) {
        return type == int.class ? "java.lang.Integer" : type == boolean.class ? "java.lang.Boolean"
                : type == long.class ? "java.lang.Long" : type.getName().replace('$', '.');
    }

    private static Object text(Object value) {
        return value instanceof Duration duration ? duration.toSeconds() * 1000 == duration.toMillis()
                ? duration.toSeconds() + "s" : duration.toMillis() + "ms" : value instanceof Enum<?> word ? word.toString() : value;
    }

    /** What the setter's comment says in words. */
    private static String javadoc(String source, String setter) {
        Matcher comment = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public void " + setter + "\\(", Pattern.DOTALL)
                .matcher(source);
        if (!comment.find()) {
            throw new IllegalStateException("The method " + setter + " of MessagingFlows has no comment to describe its property.");
        }
        String text = comment.group(1).replaceAll("\\s*\\n\\s*\\* ?", " ").replaceAll("\\s@(param|throws|see|since)\\b.*", "");
        return INLINE_TAG.matcher(text).replaceAll("$1").replaceAll("<[^>]*>", "").replaceAll("\\s+", " ").trim();
    }

    private void group(String name, String type, String description) {
        JsonObject group = new JsonObject();
        group.put("name", name);
        group.put("type", type);
        group.put("description", description);
        groups.add(group);
    }

    private void property(String name, String type, String description, Object value, String source, boolean deprecated) {
        JsonObject property = new JsonObject();
        property.put("name", name);
        property.put("type", type);
        property.put("description", description);
        property.put("sourceType", source);
        if (value != null) {
            property.put("defaultValue", value);
        }
        if (deprecated) {
            property.put("deprecated", true);
        }
        properties.add(property);
    }

    private void hint(String name, JsonArray values) {
        JsonArray choices = new JsonArray();
        values.forEach(value -> {
            JsonObject choice = new JsonObject();
            choice.put("value", value);
            choices.add(choice);
        });
        JsonObject hint = new JsonObject();
        hint.put("name", name);
        hint.put("values", choices);
        hints.add(hint);
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
