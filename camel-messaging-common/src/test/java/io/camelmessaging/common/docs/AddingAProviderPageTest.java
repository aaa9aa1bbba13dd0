package io.camelmessaging.common.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page on adding a provider shows is what the test provider is made of.
 */
class AddingAProviderPageTest {

    private static final Path COURIER = Path.of("src/test/java/io/camelmessaging/common/courier");
    private static final Pattern BLOCK
            = Pattern.compile("\\[source,java,file=(\\S+)]\\n----\\n(.*?)\\n----\\n", Pattern.DOTALL);

    @Test
    void everyPieceStandsInTheTestProvider() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/adding-a-provider.adoc")));
        int blocks = 0;
        while (block.find()) {
            assertThat(words(Files.readString(COURIER.resolve(block.group(1))))).as(block.group(1))
                    .contains(words(block.group(2)));
            blocks++;
        }
        assertThat(blocks).isEqualTo(8);
    }

    /** However the formatter breaks its lines. */
    private static String words(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
