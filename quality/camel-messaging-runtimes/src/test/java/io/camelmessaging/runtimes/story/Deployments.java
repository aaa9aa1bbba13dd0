/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.story;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.karaf.Karaf;

/** The applications in {@code quality/first-projects}, and the bundle in Karaf. */
public enum Deployments implements Deployment {

    CAMEL_MAIN("camel-main 4.18.0", "4.18.", "camel-main/target/application.jar",
               "-Dcamel.main.property-placeholder-location=file:config/application.properties"),
    CAMEL_MAIN_4_22("camel-main 4.22.0", "4.22.", "camel-main-4.22/target/application.jar",
                    "-Dcamel.main.property-placeholder-location=file:config/application.properties"),
    KAMELET_MAIN("camel run's engine 4.18.0", "4.18.", "kamelet-main/target/application.jar",
                 "-Dcamel.main.property-placeholder-location=file:config/application.properties"),
    SPRING_BOOT_3("Spring Boot 3.5.10, Camel 4.18.0", "4.18.", "spring-boot-3/target/application.jar") {

        @Override
        public Map<String, String> properties(Path folder, int port) {
            return springBoot(port);
        }

        @Override
        public Optional<Health> health() {
            return ACTUATOR;
        }
    },
    SPRING_BOOT_4("Spring Boot 4.1.2, Camel 4.22.0", "4.22.", "spring-boot-4/target/application.jar") {

        @Override
        public Map<String, String> properties(Path folder, int port) {
            return springBoot(port);
        }

        @Override
        public Optional<Health> health() {
            return ACTUATOR;
        }
    },
    QUARKUS("Quarkus 3.33.2, Camel 4.18.0", "4.18.", "quarkus/target/quarkus-app/quarkus-run.jar") {

        @Override
        public Map<String, String> properties(Path folder, int port) {
            return Map.of("quarkus.http.port", Integer.toString(port), "quarkus.http.host", "127.0.0.1",
                    "quarkus.datasource.jdbc.url", "jdbc:h2:file:./orders;DB_CLOSE_ON_EXIT=FALSE",
                    "quarkus.log.console.format", "[%t] %p %c - %s%e%n");
        }
    },
    KARAF("Karaf 4.4.10, Camel 4.18.0", "4.18.", "") {

        @Override
        public Map<String, String> properties(Path folder, int port) {
            return Map.of("port", Integer.toString(port));
        }

        @Override
        public List<String> command(Path folder) throws IOException {
            return new Karaf(Path.of("../camel-messaging-karaf"), Path.of(System.getProperty("local.repository")))
                    .command(folder, "StoryApplication", folder.resolve("config/application.properties"));
        }

        @Override
        public Path log(Path folder) {
            return Karaf.log(folder);
        }
    };

    private static final Optional<Deployment.Health> ACTUATOR
            = Optional.of(new Deployment.Health("/actuator/health", "/actuator/health/readiness"));

    private final String shown;
    private final String camel;
    private final String jar;
    private final List<String> options;

    Deployments(String shown, String camel, String jar, String... options) {
        this.shown = shown;
        this.camel = camel;
        this.jar = jar;
        this.options = List.of(options);
    }

    @Override
    public String camel() {
        return camel;
    }

    @Override
    public String toString() {
        return shown;
    }

    @Override
    public Map<String, String> properties(Path folder, int port) {
        return Map.of("camel.server.enabled", "true", "camel.server.port", Integer.toString(port), "camel.server.host",
                "127.0.0.1");
    }

    private static Map<String, String> springBoot(int port) {
        return Map.of(
                "server.port", Integer.toString(port), "server.address", "127.0.0.1",
                "spring.main.banner-mode", "off",
                "spring.datasource.url", "jdbc:h2:file:./orders;DB_CLOSE_ON_EXIT=FALSE",
                "camel.messaging.flows.threads", "4",
                "camel.main.run-controller", "true",
                "management.endpoint.health.probes.enabled", "true",
                "management.endpoint.health.show-details", "always",
                "logging.pattern.console", "[%thread] %level %logger - %msg%n%ex");
    }

    @Override
    public List<String> command(Path folder) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-jar", Path.of("../first-projects", jar).toAbsolutePath().normalize().toString()));
        return command;
    }
}
