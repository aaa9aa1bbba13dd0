/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/** What the desk answers. */
record DeskAnswer(int status, String type, byte[] body, Map<String, String> headers) {

    /** Times as texts, which every client reads. */
    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(
            new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

    static DeskAnswer json(int status, Object body) {
        try {
            return new DeskAnswer(status, "application/json", MAPPER.writeValueAsBytes(body), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The desk cannot write what it found.", e);
        }
    }

    static DeskAnswer error(int status, String sentence) {
        return json(status, Map.of("error", sentence));
    }

    static DeskAnswer redirect(String location) {
        return new DeskAnswer(302, "text/plain", "".getBytes(StandardCharsets.UTF_8), Map.of("Location", location));
    }

    DeskAnswer withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new DeskAnswer(status, type, body, all);
    }

    /** Shows nothing of what is answered. */
    @Override
    public String toString() {
        return "DeskAnswer " + status;
    }
}
