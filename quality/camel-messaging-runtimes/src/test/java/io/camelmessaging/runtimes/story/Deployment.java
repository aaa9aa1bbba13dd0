/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.story;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A runtime with an application in it, packaged as its users package theirs.
 * <p>
 * Another runtime joins with a constant of its own in {@link Deployments}, or as an implementation of this.
 */
public interface Deployment {

    /** As the table calls it, with its version. */
    @Override
    String toString();

    /** The version of Camel that the application has to say it runs on; a text that its version begins with. */
    String camel();

    /** Properties of this runtime besides those of the story, which are the same in all. */
    default Map<String, String> properties(Path folder, int port) {
        return Map.of();
    }

    /**
     * The command that starts it.
     *
     * @param folder the working directory; {@code config/application.properties} and {@code story.camel.yaml} are there
     */
    List<String> command(Path folder) throws IOException;

    /** The paths of its health and of its readiness; none if the story does not ask. */
    default Optional<Health> health() {
        return Optional.empty();
    }

    /**
     * Where an orchestrator asks.
     *
     * @param all   answers 503 while any check is down
     * @param ready answers 503 while the application should get no calls
     */
    record Health(String all, String ready) {
    }

    /** The file with its log, which the standard output is too. */
    default Path log(Path folder) {
        return folder.resolve("log");
    }
}
