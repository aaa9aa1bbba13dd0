/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A key of GnuPG that is made for one run and thrown away with its folder.
 */
record SigningKey(Path folder) implements AutoCloseable {

    static SigningKey make(Path folder) throws IOException, InterruptedException {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        SigningKey key = new SigningKey(folder);
        assertThat(key.run("gpg", "--batch", "--passphrase", "", "--quick-generate-key", "dry-run@camel-messaging.example",
                "ed25519", "sign", "1d")).as("gpg makes a key").isZero();
        return key;
    }

    /** What a build needs to sign with it. */
    Map<String, String> environment() {
        return Map.of("GNUPGHOME", folder.toString());
    }

    boolean verifies(Path signature, Path file) throws IOException, InterruptedException {
        return run("gpg", "--batch", "--verify", signature.toString(), file.toString()) == 0;
    }

    private int run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment());
        return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    /** Ends the agent that gpg has started for this folder. */
    @Override
    public void close() throws IOException, InterruptedException {
        run("gpgconf", "--kill", "gpg-agent");
    }
}
