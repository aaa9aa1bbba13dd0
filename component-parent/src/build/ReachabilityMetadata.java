/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what GraalVM's native image cannot find by itself in a module: the records, which Jackson reads and writes, the
 * enums in them, the beans and exceptions that Kamelets name, and the files that are looked up by name. In the two files
 * that its older and its newer releases read alike.
 *
 * Arguments: the folder of compiled classes, the folder for the two files.
 */
final class ReachabilityMetadata {

    private static final Pattern CLASS = Pattern.compile("io\\.camelmessaging(?:\\.[a-z]+)+\\.[A-Z]\\w+");

    private ReachabilityMetadata() {
    }

    public static void main(String[] args) throws Exception {
        Path classes = Path.of(args[0]);
        Set<String> types = new TreeSet<>();
        Set<String> resources = new TreeSet<>();
        try (Stream<Path> found = Files.walk(classes)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(".class")) {
                    String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
                    if (isReadReflectively(type)) {
                        types.add(type);
                    }
                } else if (name.endsWith(".sql") || name.startsWith("kamelets/") || name.startsWith("META-INF/services/")) {
                    resources.add(name);
                    types.addAll(name.startsWith("kamelets/") ? namedIn(file) : Set.of());
                }
            }
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        write(folder.resolve("reflect-config.json"), types, "[\n", "\n]\n", type -> "  { \"name\": \"" + type
                + "\", \"allDeclaredConstructors\": true, \"allDeclaredMethods\": true, \"allDeclaredFields\": true,"
                + " \"allPublicMethods\": true, \"allRecordComponents\": true }");
        write(folder.resolve("resource-config.json"), resources, "{ \"resources\": { \"includes\": [\n", "\n] } }\n",
                resource -> "  { \"pattern\": \"\\\\Q" + resource + "\\\\E\" }");
    }

    private static boolean isReadReflectively(String name) throws ClassNotFoundException {
        // not initialized, and no more than its header is looked at: optional libraries may be away
        Class<?> type = Class.forName(name, false, ReachabilityMetadata.class.getClassLoader());
        return type.isRecord() || type.isEnum();
    }

    private static Set<String> namedIn(Path kamelet) throws IOException {
        return CLASS.matcher(Files.readString(kamelet)).results().map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static void write(Path file, Set<String> names, String start, String end, Function<String, String> line)
            throws IOException {
        Files.writeString(file, names.stream().map(line).collect(Collectors.joining(",\n", start, end)));
    }
}
