/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.camelmessaging.sandbox.boomerang.BoomerangProvider;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import io.camelmessaging.sandbox.sendmode.SendmodeProvider;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads every line that the tests of all modules have logged so far in this build: none holds a credential or a phone
 * number. The build runs it after all others.
 */
class LogSecrecyTest {

    private static final List<String> SECRETS = List.of(BoomerangProvider.PASSWORD, BoomwareProvider.ACCESS_TOKEN,
            ClickSendProvider.API_KEY, SendmodeProvider.ACCESS_KEY, "oken=s3cret", CannedAnswers.SECRET);
    /** What a refusal shows of the right form. */
    private static final String EXAMPLE = "such as +37255500123";
    /** The numbers that the tests send to. */
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\+?(372555|35387|4477009|6140)\\d{5,8}(?!\\d)");
    /** What Camel says of a route that fails holds the exceptions that the tests themselves throw in it. */
    private static final Pattern OF_CAMEL = Pattern.compile("DefaultErrorHandler|BaseMainSupport");

    @Test
    void noLineOfAnyTestHoldsASecretOrANumber() throws IOException {
        List<Path> logs = logs();
        assertThat(logs).as("logs of the tests that ran before").isNotEmpty();
        List<String> told = new ArrayList<>();
        for (Path log : logs) {
            for (String line : Files.readString(log, StandardCharsets.ISO_8859_1).split("\n")) {
                if (!OF_CAMEL.matcher(line).find()
                        && (NUMBER.matcher(line.replace(EXAMPLE, "")).find() || SECRETS.stream().anyMatch(line::contains))) {
                    told.add(log.getFileName() + ": " + line);
                }
            }
        }
        assertThat(told).isEmpty();
    }

    private static List<Path> logs() throws IOException {
        List<Path> logs = new ArrayList<>();
        for (Path folder : List.of(Path.of("../.."), Path.of(".."))) {
            for (Path module : list(folder)) {
                list(module.resolve("target/surefire-reports")).stream()
                        .filter(file -> file.toString().endsWith("-output.txt")).forEach(logs::add);
            }
        }
        return logs;
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
