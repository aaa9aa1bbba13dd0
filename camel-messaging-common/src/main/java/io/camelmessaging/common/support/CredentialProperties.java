/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;

/** What the sentence about missing credentials says to who configures by properties. */
final class CredentialProperties {

    private static final List<String> OPTIONS = List.of("accessToken", "username", "password", "apiKey");
    private static final String SPRING_BOOT = "org.apache.camel.spring.boot.";
    private static final String STARTER = "io.camelmessaging.springboot.MessagingAutoConfiguration";

    private CredentialProperties() {
    }

    /**
     * Names the properties of the options that the sentence names, and where Spring Boot would not read them, what is
     * missing.
     *
     * @param name    of the component in its context
     * @param problem the sentence
     */
    static String hint(CamelContext context, String name, String problem) {
        List<String> words = Stream.of(problem.split("\\W+")).toList();
        String properties = OPTIONS.stream().filter(words::contains)
                .map(option -> "camel.component." + name + "." + option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return " As properties: " + properties + "." + (readByNobody(context)
                ? " Spring Boot reads these only with"
                  + " io.camelmessaging:camel-messaging-spring-boot-starter on the class path."
                : "");
    }

    private static boolean readByNobody(CamelContext context) {
        return context.getClass().getName().startsWith(SPRING_BOOT) && context.getClassResolver().resolveClass(STARTER) == null;
    }
}
