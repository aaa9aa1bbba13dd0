/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page on adding a provider shows is what the test provider is made of.
 */
class AddingAProviderPageTest {

    private static final Map<String, Path> PROVIDERS = Map.of(
            "courier", Path.of("src/test/java/io/camelmessaging/common/courier"),
            "pigeon", Path.of("../quality/camel-pigeon/src/main/java/io/camelmessaging/pigeon"),
            "pigeon/test", Path.of("../quality/camel-pigeon/src/test/java/io/camelmessaging/pigeon"));
    private static final Pattern BLOCK
            = Pattern.compile("\\[source,java,file=(\\S+)/(\\S+)]\\n----\\n(.*?)\\n----\\n", Pattern.DOTALL);

    @Test
    void everyPieceStandsInATestProvider() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/adding-a-provider.adoc")));
        int blocks = 0;
        while (block.find()) {
            assertThat(words(Files.readString(PROVIDERS.get(block.group(1)).resolve(block.group(2)))))
                    .as(block.group(2)).contains(words(block.group(3)));
            blocks++;
        }
        assertThat(blocks).isEqualTo(10);
    }

    /** However the formatter breaks its lines. */
    private static String words(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
