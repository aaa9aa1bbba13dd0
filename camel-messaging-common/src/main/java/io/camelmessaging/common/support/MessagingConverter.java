/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.InboundMessage;
import org.apache.camel.Converter;

/**
 * Converts the beans of providers.
 */
@Converter(generateLoader = true)
public final class MessagingConverter {

    private static final ObjectMapper MAPPER = ProviderJson.mapper();

    private MessagingConverter() {
    }

    /** The text of an inbound message, empty if it has none; anything else as JSON. */
    @Converter
    public static String toText(ProviderBean bean) throws JsonProcessingException {
        if (bean instanceof InboundMessage message) {
            // null would be taken for a failed conversion, which toString() replaces
            return message.text() == null ? "" : message.text();
        }
        return MAPPER.writeValueAsString(bean);
    }

    /** A provider's answer or event by its wire names. */
    @Converter
    public static Map<String, Object> toMap(ProviderBean bean) {
        return MAPPER.convertValue(bean, new TypeReference<>() {
        });
    }
}
