/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.SmsMessage;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.internal.Suggestions;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ExchangeHelper;

/**
 * Reads what a body gives to a request: a request bean, an {@link SmsMessage}, a Map, a text or a text of JSON.
 */
final class BodyReader {

    /** What stands where bytes are no character. */
    private static final char UNREADABLE = '\uFFFD';

    private final String operation;
    private final Class<? extends Record> requestType;
    private final ObjectMapper mapper;
    private final PlainJson json;
    private final RequestSchema<?> shape;
    private final FieldSpec bodyField;

    BodyReader(String operation, Class<? extends Record> requestType, ObjectMapper mapper, PlainJson json,
               RequestSchema<?> shape) {
        this.operation = operation;
        this.requestType = requestType;
        this.mapper = mapper;
        this.json = json;
        this.shape = shape;
        this.bodyField = shape.fields().stream().filter(FieldSpec::body).findFirst().orElse(null);
    }

    /** What the body gives. */
    BodyValues read(Exchange exchange, Object body) {
        if (body == null) {
            return new BodyValues(shape);
        }
        if (requestType.isInstance(body)) {
            return bean(body);
        }
        if (body instanceof SmsMessage message) {
            return neutral(message);
        }
        if (body instanceof Map<?, ?> map) {
            return named(map);
        }
        String text = text(exchange, body);
        if (text.isBlank()) {
            return new BodyValues(shape);
        }
        if (bodyField == null) {
            return named(json(text));
        }
        BodyValues given = new BodyValues(shape);
        given.set(bodyField, text);
        return given;
    }

    private BodyValues bean(Object body) {
        BodyValues given = new BodyValues(shape);
        Map<String, Object> extra = new LinkedHashMap<>();
        Map<String, Object> values;
        try {
            values = mapper.convertValue(body, new TypeReference<>() {
            });
        } catch (IllegalArgumentException e) {
            // its message quotes the body
            throw new IllegalArgumentException(
                    operation + " cannot write its " + requestType.getSimpleName()
                                               + " as JSON: one of its values holds itself, or something that JSON has not.");
        }
        values.forEach((name, value) -> {
            FieldSpec field = shape.wired(name);
            if (field == null) {
                extra.put(name, value);
            } else {
                given.set(field, value);
            }
        });
        if (!extra.isEmpty()) {
            given.setExtra(extra);
        }
        return given;
    }

    private BodyValues neutral(SmsMessage message) {
        BodyValues given = new BodyValues(shape);
        neutral(given, CommonField.TO, message.to());
        neutral(given, CommonField.FROM, message.from());
        neutral(given, CommonField.TEXT, message.text());
        neutral(given, CommonField.SUBJECT, message.subject());
        neutral(given, CommonField.REFERENCE, message.reference());
        neutral(given, CommonField.IDEMPOTENCY_KEY, message.idempotencyKey());
        neutral(given, CommonField.SCHEDULE, message.schedule());
        neutral(given, CommonField.CALLBACK_URL, message.callbackUrl());
        return given;
    }

    private void neutral(BodyValues given, CommonField neutral, Object value) {
        if (!ResolvedValue.isGiven(value)) {
            return;
        }
        FieldSpec field = shape.neutral(neutral);
        if (field == null) {
            throw new IllegalArgumentException(
                    operation + " has nothing for the " + neutral.key() + " of an SmsMessage: leave it out.");
        }
        given.set(field, value);
    }

    private BodyValues named(Map<?, ?> map) {
        BodyValues given = new BodyValues(shape);
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (shape.hasExtra() && FieldSpec.EXTRA.equals(name)) {
                given.setExtra(value);
                return;
            }
            FieldSpec field = shape.named(name);
            if (field == null) {
                throw new IllegalArgumentException(
                        operation + " has no field '" + Redaction.name(name) + "'" + Suggestions.hint(name, shape.keys())
                                                   + (shape.hasExtra()
                                                           ? "; what the provider has and this component does not know goes"
                                                             + " into extraFields."
                                                           : "."));
            }
            if (!ResolvedValue.isGiven(value)) {
                return;
            }
            if (given.of(field) != null) {
                throw new IllegalArgumentException(
                        operation + " got " + field.wire() + " under two names (of "
                                                   + String.join(", ", field.keys()) + "): leave one out.");
            }
            given.set(field, value);
        });
        return given;
    }

    private String text(Exchange exchange, Object body) {
        if (body instanceof String text) {
            return text;
        }
        boolean textual = !(body instanceof URL || body instanceof URI)
                && (body instanceof CharSequence || body instanceof byte[] || body instanceof InputStream
                        || body instanceof Reader || body instanceof StreamCache || body instanceof WrappedFile<?>
                        || exchange.getContext().getTypeConverterRegistry().lookup(String.class, body.getClass()) != null);
        // anything else would be sent as its toString(), and a URL as what a stranger serves there
        String text = textual ? exchange.getContext().getTypeConverter().tryConvertTo(String.class, exchange, body) : null;
        if (text == null) {
            throw new IllegalArgumentException(
                    operation + " cannot read a body of type " + body.getClass().getName() + ": make it text, a Map or a "
                                               + requestType.getSimpleName() + ".");
        }
        if (!(body instanceof CharSequence) && text.indexOf(UNREADABLE) >= 0) {
            throw new IllegalArgumentException(
                    operation + " got a body that is no text in the charset " + ExchangeHelper.getCharsetName(exchange)
                                               + ": name its charset in the property or header " + Exchange.CHARSET_NAME
                                               + ", or convert it before, such as with convertBodyTo.");
        }
        return text;
    }

    private Map<String, Object> json(String text) {
        try {
            Map<String, Object> map = json.read(text, new TypeReference<Map<String, Object>>() {
            });
            return map == null ? Map.of() : map;
        } catch (JsonProcessingException e) {
            // its message quotes the body
            throw new IllegalArgumentException(
                    operation + " needs a body that is a JSON object, a Map or a "
                                               + requestType.getSimpleName() + "; the text is not a JSON object (line "
                                               + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr()
                                               + ").");
        }
    }
}
