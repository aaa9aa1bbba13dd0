/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

import io.camelmessaging.common.support.MessagingComponent;

/** The messaging components whose jars an application has, those of other authors included. */
final class MessagingComponents {

    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    private MessagingComponents() {
    }

    static List<ComponentOptions> onClassPath(ClassLoader loader) {
        ClassLoader classes = loader == null ? MessagingComponents.class.getClassLoader() : loader;
        List<ComponentOptions> found = new ArrayList<>();
        try {
            for (URL list : Collections.list(classes.getResources(SERVICES + "component.properties"))) {
                Properties jar = read(list);
                if (!jar.getProperty("groupId", "").startsWith("org.apache.camel")) {
                    for (String scheme : jar.getProperty("components", "").trim().split("\\s+")) {
                        Class<?> type = type(classes, scheme);
                        if (type != null && MessagingComponent.class.isAssignableFrom(type)) {
                            found.add(ComponentOptions.of(scheme, type, scheme));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Class<?> type(ClassLoader classes, String scheme) throws IOException {
        URL service = classes.getResource(SERVICES + "component/" + scheme);
        try {
            return service == null ? null : Class.forName(read(service).getProperty("class"), false, classes);
        } catch (ClassNotFoundException | LinkageError e) {
            // not ours to judge: Camel says it if a route uses it
            return null;
        }
    }

    private static Properties read(URL url) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
            properties.load(in);
        }
        return properties;
    }
}
