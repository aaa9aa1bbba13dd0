/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.IOException;
import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The JSON that is spoken with providers: strict in writing, lenient in reading.
 */
public final class ProviderJson {

    private ProviderJson() {
    }

    /**
     * A mapper that leaves absent fields out, and reads unknown fields, trailing commas and numbers written as text.
     */
    public static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.CAN_OVERRIDE_ACCESS_MODIFIERS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .build();
    }

    /**
     * The same mapper for what a provider sends: a value of an unexpected type is as good as absent, since providers
     * publish few types and no odd field is worth a message. Whoever reads with it looks for what must be there.
     */
    public static ObjectMapper lenient(ObjectMapper mapper) {
        SimpleModule scalars = new SimpleModule().addDeserializer(String.class, new Scalar<>(new StringDeserializer()));
        scalar(scalars, Boolean.class);
        scalar(scalars, Integer.class);
        scalar(scalars, Long.class);
        scalars.addDeserializer(BigDecimal.class, new Decimal());
        scalars.setDeserializerModifier(new RecordReader.Records());
        return mapper.copy().addHandler(new OddValues()).registerModule(scalars);
    }

    private static <T> void scalar(SimpleModule module, Class<T> type) {
        module.addDeserializer(type, new Scalar<>(jacksons(type)));
    }

    @SuppressWarnings("unchecked")
    private static <T> JsonDeserializer<T> jacksons(Class<T> type) {
        return (JsonDeserializer<T>) NumberDeserializers.find(type, type.getName());
    }

    private static final class OddValues extends DeserializationProblemHandler {

        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String value, String failure) {
            return null;
        }

        @Override
        public Object handleWeirdNumberValue(
                DeserializationContext context, Class<?> type, Number value, String failure) {
            return null;
        }

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String failure)
                throws IOException {
            parser.skipChildren();
            return null;
        }

        @Override
        public Object handleMissingInstantiator(
                DeserializationContext context, Class<?> type, ValueInstantiator instantiator, JsonParser parser,
                String failure)
                throws IOException {
            parser.skipChildren();
            return null;
        }
    }

    /** Jackson looks into an object or array that stands for a scalar before it tells that it is none. */
    private static class Scalar<T> extends JsonDeserializer<T> {

        private final JsonDeserializer<T> jacksons;

        Scalar(JsonDeserializer<T> jacksons) {
            this.jacksons = jacksons;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken().isStructStart()) {
                parser.skipChildren();
                return null;
            }
            return jacksons.deserialize(parser, context);
        }
    }

    /**
     * Prices are written as text, which Jackson matches against a pattern first; for a thousand of them that takes
     * longer than to read them.
     */
    private static final class Decimal extends Scalar<BigDecimal> {

        private static final int MAX_PLAIN = 18;

        Decimal() {
            super(jacksons(BigDecimal.class));
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.hasToken(JsonToken.VALUE_STRING) && isPlain(parser.getText())
                    ? new BigDecimal(parser.getText()) : super.deserialize(parser, context);
        }

        /** Whether it is a few digits with at most one point between them. */
        private static boolean isPlain(String text) {
            int point = text.indexOf('.');
            if (text.isEmpty() || text.length() > MAX_PLAIN || point == 0 || point == text.length() - 1) {
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                if (i != point && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                    return false;
                }
            }
            return true;
        }
    }
}
