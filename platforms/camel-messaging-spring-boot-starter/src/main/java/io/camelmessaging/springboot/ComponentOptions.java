/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/**
 * The options of one component, as its own metadata lists them.
 *
 * @param name  of the component in its context, which is its scheme unless the application registered it by another
 * @param types Java types by the options' names
 */
record ComponentOptions(String name, Map<String, String> types) implements KnownNames {

    /**
     * Reads them from the jar of the component.
     *
     * @param name of the component in its context
     * @param type of the component
     */
    static ComponentOptions of(String name, Class<?> type, String scheme) {
        String resource = "META-INF/" + type.getPackageName().replace('.', '/') + "/" + scheme + ".json";
        try (InputStream json = type.getClassLoader().getResourceAsStream(resource)) {
            if (json == null) {
                throw new IllegalStateException(
                        "The jar of the component " + scheme + " lacks " + resource
                                                + ", from which its options are known: build it with Camel's component plugin.");
            }
            JsonObject component = (JsonObject) Jsoner.deserialize(new InputStreamReader(json, StandardCharsets.UTF_8));
            Map<String, String> types = new LinkedHashMap<>();
            component.<JsonObject> getMap("componentProperties")
                    .forEach((option, facts) -> types.put(option, ((JsonObject) facts).getString("javaType")));
            return new ComponentOptions(name, types);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DeserializationException e) {
            throw new IllegalStateException("The metadata " + resource + " is no JSON.", e);
        }
    }

    String prefix() {
        return "camel.component." + name;
    }

    @Override
    public boolean isMap(String option) {
        return types.get(option).startsWith("java.util.Map");
    }

    @Override
    public Collection<String> names() {
        return types.keySet();
    }

    /** {@code configuration.x} is another name for {@code x}, as on Camel's other runtimes. */
    @Override
    public String withoutAlias(String name) {
        return name.startsWith("configuration.") ? name.substring("configuration.".length()) : name;
    }
}
