/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page puts into an image plays the story too. Its commands are read from there; only the image is not built.
 */
class ContainersIT {

    private static final Path PAGE = Path.of("../../docs/runtimes.adoc");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Recipe.class)
    @Execution(ExecutionMode.CONCURRENT)
    void itsContentPlaysTheStory(Recipe recipe) throws Exception {
        Path build = Files.createDirectory(folder.resolve("build"));
        Path target = Path.of(recipe.project, "target");
        copy(target.resolve("application.jar"), build.resolve("application.jar"));
        if (recipe == Recipe.OWN_RUNTIME) {
            copy(target.resolve("lib"), build.resolve("lib"));
        }
        run(build, recipe.command());
        Path image = Files.createDirectory(folder.resolve("image"));
        for (String copied : recipe.copied()) {
            copy(build.resolve(copied), image);
        }

        List<String> entryPoint = recipe.entryPoint();
        Deployment deployment = recipe.runs(image, entryPoint);

        assertThat(RuntimesIT.play(deployment, folder)).contains("accounted for", "no WARN or ERROR");
    }

    private static void run(Path folder, String command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        shell.environment().merge("PATH", Path.of(System.getProperty("java.home"), "bin") + ":", (old, bin) -> bin + old);
        Process process = shell.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(command).isTrue();
        assertThat(process.exitValue()).as(() -> read(log)).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** As COPY does: of a folder what is in it. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                    copy.toFile().setExecutable(Files.isExecutable(file));
                }
            }
        }
    }

    enum Recipe {

        LAYERS("the layers of a jar of Spring Boot", "../first-projects/spring-boot-3", Deployments.SPRING_BOOT_3),
        OWN_RUNTIME("camel-main on a Java of its own", "../first-projects/camel-main", Deployments.CAMEL_MAIN);

        private final String shown;
        private final String project;
        private final Deployments runtime;

        Recipe(String shown, String project, Deployments runtime) {
            this.shown = shown;
            this.project = project;
            this.runtime = runtime;
        }

        private String dockerfile() throws IOException {
            Matcher recipe = Pattern.compile("(?s)\\[source,dockerfile]\n----\n(.*?)\n----\n").matcher(Files.readString(PAGE));
            return recipe.results().map(found -> found.group(1)).toList().get(ordinal());
        }

        private String command() throws IOException {
            return instruction("RUN ((?:[^\n]*\\\\\n)*[^\n]*)").get(0).replace("\\\n", " ");
        }

        /** What the second stage takes from the first. */
        private List<String> copied() throws IOException {
            return instruction("COPY --from=\\w+ ([^\n]+) \\./").stream().flatMap(paths -> Stream.of(paths.split(" ")))
                    .map(path -> path.replaceFirst("^/build", ".")).toList();
        }

        private List<String> entryPoint() throws IOException {
            return List.of(instruction("ENTRYPOINT \\[\"([^\n]+)\"]").get(0).split("\", \""));
        }

        private List<String> instruction(String pattern) throws IOException {
            return Pattern.compile("(?m)^" + pattern).matcher(dockerfile()).results().map(found -> found.group(1)).toList();
        }

        private Deployment runs(Path image, List<String> entryPoint) {
            return new Deployment() {

                @Override
                public String camel() {
                    return runtime.camel();
                }

                @Override
                public Map<String, String> properties(Path folder, int port) {
                    return runtime.properties(folder, port);
                }

                @Override
                public List<String> command(Path folder) throws IOException {
                    List<String> command = new ArrayList<>(runtime.command(folder));
                    Path java = image.resolve(entryPoint.get(0));
                    command.set(0, Files.exists(java) ? java.toString() : command.get(0));
                    command.set(command.size() - 1, image.resolve(entryPoint.get(entryPoint.size() - 1)).toString());
                    return command;
                }

                @Override
                public String toString() {
                    return shown;
                }
            };
        }

        @Override
        public String toString() {
            return shown;
        }
    }
}
