/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The examples of a page.
 */
final class Page {

    private Page() {
    }

    /** An example of a page in a language, which is java, xml or yaml; the first is 1. */
    static String example(String page, String language, int number) throws IOException {
        String text = Files.readString(Path.of("../../docs", page));
        Matcher matcher = Pattern.compile("\\[source," + language + "]\\n----\\n(.*?)\\n----\\n", Pattern.DOTALL).matcher(text);
        for (int i = 0; i < number; i++) {
            if (!matcher.find()) {
                throw new IllegalArgumentException("The page " + page + " has no example " + number + " in " + language);
            }
        }
        return matcher.group(1);
    }

    /** Writes an example of a page in a language to a file, and gives its address. */
    static String write(String page, String language, int number, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("routes." + language), example(page, language, number));
        return "file:" + file;
    }
}
