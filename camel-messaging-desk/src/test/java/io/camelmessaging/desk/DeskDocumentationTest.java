/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about the desk shows what works. */
class DeskDocumentationTest {

    private static final Pattern BLOCK = Pattern.compile("\\[source,(\\w+)]\\n----\\n(.*?)\\n----", Pattern.DOTALL);
    private static final Pattern IMAGE = Pattern.compile("image::([^\\[]+)\\[");
    private static final Path DOCS = Path.of("../docs");

    private final String page;

    DeskDocumentationTest() throws IOException {
        page = Files.readString(DOCS.resolve("flow-desk.adoc"));
    }

    private List<String> blocks(String language) {
        return BLOCK.matcher(page).results().filter(block -> block.group(1).equals(language)).map(block -> block.group(2))
                .toList();
    }

    @Test
    void thePropertiesMountADesk() throws Exception {
        assertThat(blocks("properties")).hasSize(2);
        for (String block : blocks("properties")) {
            Properties properties = new Properties();
            properties.load(new StringReader(block.replaceAll("\\{\\{env:(\\w+)}}", "the-secret-of-$1")));
            Map<String, String> all = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
            String token = all.entrySet().stream().filter(each -> each.getKey().endsWith("accessToken")).findFirst()
                    .orElseThrow().getValue();
            try (DeskFixture application = new DeskFixture(null, all).open()) {
                assertThat(application.call("GET", "/api/me", token, null).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void theBeanOfTheYamlIsADesk() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromBytes("desk.yaml",
                    blocks("yaml").get(0).getBytes(StandardCharsets.UTF_8)));

            assertThat(context.getRegistry().lookupByNameAndType("desk", FlowDesk.class))
                    .returns("/ops/messages", FlowDesk::getPath).returns(Duration.ofHours(1), FlowDesk::getSessionTimeout);
        }
    }

    /** As the page shows it; the environment of a test has no tokens. */
    static FlowDesk desk(CamelContext context) {
        FlowDesk desk = new FlowDesk();
        desk.setPath("/ops/messages");
        desk.setAccess(TokenAccess.create()
                .with("ann", System.getenv("DESK_TOKEN_ANN"), Set.of(DeskRole.VIEW, DeskRole.SEE, DeskRole.ACT))
                .with("ben", System.getenv("DESK_TOKEN_BEN"), Set.of(DeskRole.VIEW)));
        context.getRegistry().bind("desk", desk);
        return desk;
    }

    static void ownCheck(FlowDesk desk) {
        desk.setAccess(login -> login.header("X-Authenticated-User")
                .map(name -> new DeskUser(name, Set.of(DeskRole.VIEW, DeskRole.ACT))));
    }

    @Test
    void itsJavaStandsHere() throws IOException {
        String here = squeeze(Files.readString(Path.of("src/test/java/io/camelmessaging/desk/DeskDocumentationTest.java")));

        assertThat(blocks("java")).hasSize(2).allSatisfy(example -> assertThat(here).contains(squeeze(example)));
    }

    private static String squeeze(String java) {
        return java.replaceAll("\\s+", "");
    }

    @Test
    void itsPicturesAreThere() {
        assertThat(IMAGE.matcher(page).results().map(image -> DOCS.resolve(image.group(1)))).hasSize(3)
                .allSatisfy(file -> assertThat(file).exists());
    }
}
