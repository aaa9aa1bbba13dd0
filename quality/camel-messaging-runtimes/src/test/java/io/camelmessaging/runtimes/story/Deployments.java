/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.story;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The applications in {@code quality/first-projects} that are started with {@code java -jar}. */
public enum Deployments implements Deployment {

    CAMEL_MAIN("camel-main 4.18.0", "4.18.", "camel-main"),
    CAMEL_MAIN_4_22("camel-main 4.22.0", "4.22.", "camel-main-4.22"),
    SPRING_BOOT_3("Spring Boot 3.5.10, Camel 4.18.0", "4.18.", "spring-boot-3"),
    SPRING_BOOT_4("Spring Boot 4.1.2, Camel 4.22.0", "4.22.", "spring-boot-4"),
    KAMELET_MAIN("camel run's engine 4.18.0", "4.18.", "kamelet-main");

    private final String shown;
    private final String camel;
    private final String project;

    Deployments(String shown, String camel, String project) {
        this.shown = shown;
        this.camel = camel;
        this.project = project;
    }

    @Override
    public String camel() {
        return camel;
    }

    @Override
    public String toString() {
        return shown;
    }

    private boolean isSpringBoot() {
        return project.startsWith("spring-boot");
    }

    @Override
    public Map<String, String> properties(Path folder, int port) {
        return isSpringBoot()
                ? Map.of(
                        "server.port", Integer.toString(port), "server.address", "127.0.0.1",
                        "spring.main.banner-mode", "off",
                        "spring.datasource.url", "jdbc:h2:file:./orders;DB_CLOSE_ON_EXIT=FALSE",
                        "camel.messaging.flows.threads", "4",
                        "camel.main.run-controller", "true",
                        "management.endpoint.health.probes.enabled", "true",
                        "management.endpoint.health.show-details", "always",
                        "logging.pattern.console", "[%thread] %level %logger - %msg%n%ex")
                : Map.of("camel.server.enabled", "true", "camel.server.port", Integer.toString(port), "camel.server.host",
                        "127.0.0.1");
    }

    @Override
    public Optional<Health> health() {
        return isSpringBoot()
                ? Optional.of(new Health("/actuator/health", "/actuator/health/readiness")) : Optional.empty();
    }

    @Override
    public List<String> command(Path folder) {
        List<String> command = new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC", "-Xmx256m"));
        if (!isSpringBoot()) {
            command.add("-Dcamel.main.property-placeholder-location=file:" + folder.resolve("config/application.properties"));
        }
        command.addAll(List.of("-jar",
                Path.of("../first-projects", project, "target/application.jar").toAbsolutePath().normalize().toString()));
        return command;
    }
}
