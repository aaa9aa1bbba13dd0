/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What users import is what is built. */
class BomTest {

    /** Without a jar that a user would name. */
    private static final Set<String> NOT_FOR_USERS = Set.of("camel-messaging-component-parent", "camel-messaging-examples",
            "camel-messaging-quality", "camel-messaging-bom", "camel-messaging-platforms", "camel-messaging-archetype");

    private final Document parent = read("../../pom.xml");
    private final Document bom = read("../../bom/camel-messaging-bom/pom.xml");
    private final XPath xpath = XPathFactory.newInstance().newXPath();

    private static Document read(String file) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of(file).toFile());
        } catch (Exception e) {
            throw new IllegalStateException(file, e);
        }
    }

    private String text(Document pom, String path) throws Exception {
        return xpath.evaluate(path, pom);
    }

    private Set<String> texts(Document pom, String path) throws Exception {
        NodeList nodes = (NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET);
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void listsEveryModule() throws Exception {
        Set<String> modules = new TreeSet<>();
        for (String folder : texts(parent, "/project/modules/module")) {
            modules.add(text(read("../../" + folder + "/pom.xml"), "/project/artifactId"));
        }
        for (String folder : texts(read("../../platforms/pom.xml"), "//module")) {
            modules.add(text(read("../../platforms/" + folder + "/pom.xml"), "/project/artifactId"));
        }
        modules.removeAll(NOT_FOR_USERS);

        assertThat(texts(bom, "//dependency[groupId='io.camelmessaging']/artifactId")).isEqualTo(modules);
    }

    @Test
    void hasTheVersionsOfTheBuild() throws Exception {
        assertThat(text(bom, "/project/version")).isEqualTo(text(parent, "/project/version"));
        assertThat(text(bom, "//dependency[artifactId='camel-bom']/version"))
                .isEqualTo(text(parent, "/project/properties/camel.version"))
                .isEqualTo(text(parent, "/project/properties/camel.tools.version"));
    }

    @Test
    void managesNothingThatARuntimeManages() throws Exception {
        assertThat(texts(bom, "//dependency/groupId")).containsExactly("io.camelmessaging", "org.apache.camel");
    }
}
