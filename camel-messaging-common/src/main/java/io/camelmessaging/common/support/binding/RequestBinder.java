/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.DuplicateRecipients;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.internal.Suggestions;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Makes an operation's request from an exchange.
 * <p>
 * A value comes from the body, else from the provider's header, else from the neutral header, else from the option.
 * What is wrong is refused with an {@link IllegalArgumentException} that names the field and what would supply it.
 *
 * @param <R> the record of the operation's request
 */
public final class RequestBinder<R extends Record> {

    private final String scheme;
    private final String operation;
    private final Class<R> requestType;
    private final PlainJson json;
    private final BodyReader body;
    private final FieldConverter converter;
    private final Options options;
    private final Numbers numbers;
    private final DuplicateRecipients duplicates;
    private final RequestSchema<R> shape;
    private final List<FieldSpec> fields;
    /** Which components there is an option for. */
    private final boolean[] optional;
    private final String extraHeader;
    /** Whether what it makes reaches people, and cannot wait. */
    private final boolean sendsAtOnce;

    /** Where options come from. */
    public interface Options {

        /** Whether the endpoint has an option of this name. */
        boolean has(String name);

        /** The option's value, or null. */
        Object get(String name);
    }

    /**
     * @param  scheme                   the component's scheme
     * @param  operation                the operation's name
     * @param  requestType              the record to make
     * @param  mapper                   the provider's JSON
     * @param  options                  the endpoint's options
     * @param  numbers                  reads, checks and formats phone numbers
     * @param  senders                  checks sender ids
     * @param  callbacks                checks a callback URL and adds what it must carry; the second argument says
     *                                  where it came from
     * @param  duplicates               what becomes of the same message to the same recipient
     * @throws IllegalArgumentException if an option is beyond what its field takes
     */
    public RequestBinder(String scheme, String operation, Class<R> requestType, ObjectMapper mapper, Options options,
                         Numbers numbers, Senders senders, BinaryOperator<String> callbacks,
                         DuplicateRecipients duplicates) {
        this.scheme = scheme;
        this.operation = scheme + ":" + operation;
        this.requestType = requestType;
        this.options = options;
        this.numbers = numbers;
        this.duplicates = duplicates;
        this.shape = new RequestSchema<>(requestType, scheme);
        this.fields = shape.fields();
        this.extraHeader = FieldSpec.header(scheme, FieldSpec.EXTRA);
        this.json = new PlainJson(this.operation, mapper);
        this.body = new BodyReader(this.operation, requestType, mapper, json, shape);
        this.converter = new FieldConverter(this.operation, mapper, json, numbers, senders, callbacks);
        this.optional = new boolean[shape.size()];
        for (FieldSpec field : fields) {
            if (options.has(field.option())) {
                optional[field.position()] = true;
                // what an option gives is wrong from the start
                field.limits().checked(this.operation, field.wire(), field.from().option(), options.get(field.option()));
            }
        }
        this.sendsAtOnce = shape.neutral(CommonField.SCHEDULE) == null
                && fields.stream().anyMatch(field -> field.neutral() == CommonField.TEXT
                        || field.neutral() == CommonField.FROM || field.message());
    }

    /**
     * The request that the exchange asks for.
     *
     * @throws IllegalArgumentException if it is incomplete or wrong, or asks for several
     */
    public R bind(Exchange exchange) {
        Object body = body(exchange);
        if (isList(body)) {
            throw new IllegalArgumentException(
                    operation + " takes one message at a time and the body is a list: use the split EIP before it.");
        }
        List<R> requests = bind(exchange, body, given(exchange), null);
        if (requests.size() != 1) {
            throw new IllegalArgumentException(
                    operation + " takes one recipient and got " + requests.size() + ": use the split EIP before it.");
        }
        return requests.get(0);
    }

    /**
     * The requests that the exchange asks for: one for each item of a list body and, where a request takes one
     * recipient, for each recipient. A recipient to whom the same message goes already is left out.
     *
     * @throws IllegalArgumentException if one is incomplete or wrong, or the list is empty
     */
    public List<R> bindAll(Exchange exchange) {
        Object body = body(exchange);
        ExchangeValues others = given(exchange);
        if (!isList(body)) {
            return bind(exchange, body, others, null);
        }
        Addressed addressed = new Addressed(numbers);
        List<R> requests = new ArrayList<>();
        Iterable<?> items = body instanceof Iterable<?> many ? many : Arrays.asList((Object[]) body);
        items.forEach(item -> requests.addAll(bind(exchange, item, others, addressed)));
        if (requests.isEmpty()) {
            throw new IllegalArgumentException(operation + " got an empty list: there is nothing to send.");
        }
        return requests;
    }

    private Object body(Exchange exchange) {
        return json.of(exchange.getMessage().getBody());
    }

    private ExchangeValues given(Exchange exchange) {
        refuseSchedule(exchange.getMessage());
        return new ExchangeValues(exchange.getMessage(), json, options, optional);
    }

    private static boolean isList(Object body) {
        return body instanceof Iterable<?> && !(body instanceof Path) || body instanceof Object[];
    }

    /** @param addressed who got what of the messages before; null for the only message of its exchange */
    private List<R> bind(Exchange exchange, Object content, ExchangeValues others, Addressed addressed) {
        BodyValues given = body.read(exchange, content);
        Object[] values = new Object[shape.size()];
        List<Object> recipients = null;
        FieldSpec recipient = null;
        for (FieldSpec field : fields) {
            Object own = given.of(field);
            ResolvedValue value = ResolvedValue.isGiven(field, own)
                    ? new ResolvedValue(own, field.from().body()) : others.of(field);
            if (value == null) {
                if (field.required()) {
                    throw new IllegalArgumentException(
                            operation + " needs " + field.wire() + ": give it as "
                                                       + field.sources(optional[field.position()]) + ".");
                }
            } else if (field.neutral() == CommonField.TO && field.type() == String.class) {
                recipient = field;
                recipients = converter.recipients(value);
                recipients.replaceAll(one -> converter.convert(field, new ResolvedValue(one, value.source())));
            } else {
                values[field.position()] = converter.convert(field, value);
            }
        }
        if (shape.hasExtra()) {
            values[shape.extraPosition()] = extra(given, others);
        }
        if (recipient == null) {
            return several(values, addressed);
        }
        recipients = fresh(addressed, values, recipients);
        List<R> requests = new ArrayList<>(recipients.size());
        for (Object one : recipients) {
            values[recipient.position()] = one;
            requests.add(request(values));
        }
        return requests;
    }

    /** A request that takes any number of recipients. */
    private List<R> several(Object[] values, Addressed addressed) {
        FieldSpec field = shape.neutral(CommonField.TO);
        if (field != null && values[field.position()] instanceof List<?> recipients && !recipients.isEmpty()) {
            values[field.position()] = null;
            List<?> fresh = fresh(addressed, values, recipients);
            if (fresh.isEmpty()) {
                return List.of();
            }
            values[field.position()] = fresh;
        }
        return List.of(request(values));
    }

    private <T> List<T> fresh(Addressed addressed, Object[] content, List<T> recipients) {
        if (duplicates == DuplicateRecipients.send || addressed == null && recipients.size() == 1) {
            return recipients;
        }
        return (addressed == null ? new Addressed(numbers) : addressed).fresh(content, recipients);
    }

    /** A message that was to wait must not go out at once. */
    private void refuseSchedule(Message message) {
        if (sendsAtOnce && ResolvedValue.isGiven(message.getHeader(MessagingConstants.SCHEDULE))) {
            throw new IllegalArgumentException(
                    operation + " cannot send later, and the header " + MessagingConstants.SCHEDULE
                                               + " asks for it: remove the header, hold the message back in the route, or send"
                                               + " it by a provider that schedules (clicksend, sendmode:sms).");
        }
    }

    private R request(Object[] values) {
        R request = shape.make(values);
        if (request instanceof Validated validated) {
            validated.validate();
        }
        return request instanceof HoldsRequests held ? requestType.cast(held.withChecked(this::checkedHeld)) : request;
    }

    /** The fields of a request within this one; the recipient is that of the whole. */
    private Map<String, Object> checkedHeld(Class<? extends Record> type, Map<String, Object> given, String place) {
        String prefix = place.isEmpty() ? "" : place + ".";
        RequestSchema<?> held = new RequestSchema<>(type, scheme);
        Map<String, Object> checked = new LinkedHashMap<>(given);
        Object[] values = new Object[held.size()];
        for (FieldSpec field : held.fields()) {
            Object value = json.of(given.get(field.wire()));
            if (ResolvedValue.isGiven(field, value)) {
                values[field.position()] = converter.convert(field, new ResolvedValue(value, "field " + prefix + field.wire()));
                checked.put(field.wire(), values[field.position()]);
            } else if (field.required() && field.neutral() != CommonField.TO) {
                throw new IllegalArgumentException(operation + " needs " + prefix + field.wire() + ".");
            }
        }
        if (held.make(values) instanceof Validated validated) {
            validated.validate();
        }
        List<String> names = held.fields().stream().map(FieldSpec::wire).toList();
        for (String name : given.keySet()) {
            String hint = names.contains(name) ? "" : Suggestions.hint(name, names);
            if (!hint.isEmpty() || !names.contains(name) && !place.isEmpty() && CommonField.isKey(name)) {
                throw new IllegalArgumentException(
                        operation + " has no field '" + prefix + Redaction.name(name) + "'"
                                                   + (hint.isEmpty() ? ": leave it out." : hint));
            }
        }
        return checked;
    }

    /** The text of a request; empty if it has none, or is none of those that are made here. */
    public String text(Record request) {
        FieldSpec field = shape.neutral(CommonField.TEXT);
        Object text = field != null && requestType.isInstance(request) ? field.valueIn(request) : null;
        return text == null ? "" : text.toString();
    }

    /** What a request has in these fields, by wire name; what it has not is left out. */
    public Map<String, Object> values(Record request, List<String> wireNames) {
        Map<String, Object> values = Map.of();
        for (String name : wireNames) {
            Object value = shape.named(name).valueIn(request);
            if (value != null) {
                values = values.isEmpty() ? new LinkedHashMap<>() : values;
                values.put(name, value);
            }
        }
        return values;
    }

    private Map<String, Object> extra(BodyValues given, ExchangeValues others) {
        Object extra = given.extra() == null ? others.extra(extraHeader) : given.extra();
        if (extra == null || extra instanceof Map<?, ?> map && map.isEmpty()) {
            return Map.of();
        }
        if (!(extra instanceof Map<?, ?> named)) {
            throw new IllegalArgumentException(
                    operation + " takes a Map as extraFields, and got a "
                                               + extra.getClass().getSimpleName() + ".");
        }
        Map<String, Object> fieldsBeside = new LinkedHashMap<>();
        named.forEach((key, value) -> {
            String name = String.valueOf(key);
            FieldSpec known = knownAs(name);
            if (known != null) {
                throw new IllegalArgumentException(
                        operation + " knows the field " + known.wire() + ": give it as such and not in extraFields.");
            }
            Nesting.check(operation, "extraFields", value);
            fieldsBeside.put(name, value);
        });
        return fieldsBeside;
    }

    /** The known field of that name in any case and spelling; a careless provider would take it for the same. */
    private FieldSpec knownAs(String name) {
        String plain = plainName(name);
        return fields.stream()
                .filter(field -> plainName(field.wire()).equals(plain) || plainName(field.name()).equals(plain))
                .findFirst().orElse(null);
    }

    private static String plainName(String name) {
        return name.strip().replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }

}
