/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import org.apache.camel.Message;

/**
 * What the headers of an exchange and the options give to fields that a body leaves out: looked up once, however many
 * messages the exchange has. A campaign of a thousand looked all of it up a thousand times.
 */
final class ExchangeValues {

    private static final ResolvedValue NONE = new ResolvedValue(null, null);

    private final Message message;
    private final PlainJson json;
    private final RequestBinder.Options options;
    private final boolean[] optional;
    private final ResolvedValue[] known;
    private Object extra;
    private boolean extraKnown;

    /**
     * @param optional which components there is an option for
     */
    ExchangeValues(Message message, PlainJson json, RequestBinder.Options options, boolean[] optional) {
        this.message = message;
        this.json = json;
        this.options = options;
        this.optional = optional;
        this.known = new ResolvedValue[optional.length];
    }

    /** What the provider's header, else the neutral one, else the option gives; null for nothing. */
    ResolvedValue of(FieldSpec field) {
        ResolvedValue value = known[field.position()];
        if (value == null) {
            value = lookUp(field);
            known[field.position()] = value;
        }
        return value == NONE ? null : value;
    }

    private ResolvedValue lookUp(FieldSpec field) {
        Object header = header(field.header());
        if (ResolvedValue.isGiven(field, header)) {
            return new ResolvedValue(header, field.from().header());
        }
        Object neutral = field.neutral().header() == null ? null : header(field.neutral().header());
        if (ResolvedValue.isGiven(field, neutral)) {
            return new ResolvedValue(neutral, field.from().neutral());
        }
        Object option = optional[field.position()] ? options.get(field.option()) : null;
        return ResolvedValue.isGiven(field, option) ? new ResolvedValue(option, field.from().option()) : NONE;
    }

    /** The fields that the provider has and we do not know: the header, else the option; null for none. */
    Object extra(String header) {
        if (!extraKnown) {
            extra = message.getHeader(header);
            if (extra == null) {
                extra = options.get(FieldSpec.EXTRA);
            }
            extraKnown = true;
        }
        return extra;
    }

    private Object header(String name) {
        return json.of(message.getHeader(name));
    }
}
