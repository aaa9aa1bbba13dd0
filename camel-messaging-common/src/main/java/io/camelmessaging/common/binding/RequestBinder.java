package io.camelmessaging.common.binding;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.camelmessaging.common.DuplicateRecipients;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.NearestName;
import io.camelmessaging.common.Recipients;
import io.camelmessaging.common.Redaction;
import io.camelmessaging.common.SmsMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * Makes an operation's request from an exchange.
 * <p>
 * A value comes from the body, else from the provider's header, else from the neutral header, else from the option.
 * What is wrong is refused with an {@link IllegalArgumentException} that names the field and what would supply it.
 *
 * @param <R> the record of the operation's request
 */
public final class RequestBinder<R extends Record> {

    private static final String NUMBER = "number";

    private final String scheme;
    private final String operation;
    private final Class<R> requestType;
    private final ObjectMapper mapper;
    /** As a decimal a floating-point value could not be told from a whole number. */
    private final ObjectReader reader;
    private final Options options;
    private final Numbers numbers;
    private final Senders senders;
    private final BinaryOperator<String> callbacks;
    private final DuplicateRecipients duplicates;
    private final RequestShape<R> shape;
    private final List<FieldSpec> fields;
    private final FieldSpec bodyField;
    private final boolean extraFields;
    private final String extraHeader;
    private final Map<String, FieldSpec> byKey = new LinkedHashMap<>();
    private final Map<Neutral, FieldSpec> byNeutral = new LinkedHashMap<>();

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
        this.mapper = mapper;
        this.reader = mapper.reader().without(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        this.options = options;
        this.numbers = numbers;
        this.senders = senders;
        this.callbacks = callbacks;
        this.duplicates = duplicates;
        this.shape = new RequestShape<>(requestType, scheme);
        this.fields = shape.fields();
        this.bodyField = fields.stream().filter(FieldSpec::body).findFirst().orElse(null);
        this.extraFields = shape.hasExtra();
        this.extraHeader = FieldSpec.header(scheme, FieldSpec.EXTRA);
        for (FieldSpec field : fields) {
            field.keys().forEach(key -> byKey.put(key, field));
            byNeutral.putIfAbsent(field.neutral(), field);
            if (options.has(field.option())) {
                // what an option gives is wrong from the start
                field.limits().checked(this.operation, field.wire() + " (option " + field.option() + ")",
                        options.get(field.option()));
            }
        }
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
        List<R> requests = bind(exchange, body, new Addressed(numbers));
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
        Addressed addressed = new Addressed(numbers);
        if (!isList(body)) {
            return bind(exchange, body, addressed);
        }
        List<R> requests = new ArrayList<>();
        Iterable<?> items = body instanceof Iterable<?> many ? many : Arrays.asList((Object[]) body);
        items.forEach(item -> requests.addAll(bind(exchange, item, addressed)));
        if (requests.isEmpty()) {
            throw new IllegalArgumentException(operation + " got an empty list: there is nothing to send.");
        }
        return requests;
    }

    private Object body(Exchange exchange) {
        return plain(exchange.getMessage().getBody());
    }

    private Object header(Message message, String name) {
        return plain(message.getHeader(name));
    }

    /** A tree of JSON as what it stands for. */
    private Object plain(Object value) {
        if (!(value instanceof JsonNode tree)) {
            return value;
        }
        try {
            return reader.forType(Object.class).readValue(mapper.treeAsTokens(tree));
        } catch (IOException e) {
            throw new IllegalArgumentException(operation + " got JSON that cannot be read.");
        }
    }

    private static boolean isList(Object body) {
        return body instanceof Iterable<?> && !(body instanceof Path) || body instanceof Object[];
    }

    private List<R> bind(Exchange exchange, Object body, Addressed addressed) {
        Message message = exchange.getMessage();
        refuseSchedule(message);
        Map<String, Object> given = read(exchange, body);
        Object[] values = new Object[shape.size()];
        List<Object> recipients = null;
        FieldSpec recipient = null;
        for (FieldSpec field : fields) {
            Sourced value = source(field, given, message);
            if (value == null) {
                if (field.required()) {
                    throw new IllegalArgumentException(
                            operation + " needs " + field.wire() + ": give it as "
                                                       + field.sources(options.has(field.option())) + ".");
                }
            } else if (field.neutral() == Neutral.TO && field.type() == String.class) {
                recipient = field;
                recipients = recipients(value);
                recipients.replaceAll(one -> convert(field, new Sourced(one, value.place(), value.name())));
            } else {
                values[field.position()] = convert(field, value);
            }
        }
        if (extraFields) {
            values[shape.extraPosition()] = extra(given, message);
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
        FieldSpec field = byNeutral.get(Neutral.TO);
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
        return duplicates == DuplicateRecipients.send ? recipients : addressed.fresh(content, recipients);
    }

    /** A message that was to wait must not go out at once. */
    private void refuseSchedule(Message message) {
        boolean reachesPeople = fields.stream().anyMatch(field -> field.neutral() == Neutral.TEXT
                || field.neutral() == Neutral.FROM || field.message());
        if (reachesPeople && !byNeutral.containsKey(Neutral.SCHEDULE)
                && Sourced.isGiven(message.getHeader(MessagingConstants.SCHEDULE))) {
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
        RequestShape<?> held = new RequestShape<>(type, scheme);
        Map<String, Object> checked = new LinkedHashMap<>(given);
        Object[] values = new Object[held.size()];
        for (FieldSpec field : held.fields()) {
            Object value = plain(given.get(field.wire()));
            if (Sourced.isGiven(field, value)) {
                values[field.position()] = convert(field, new Sourced(value, "field", prefix + field.wire()));
                checked.put(field.wire(), values[field.position()]);
            } else if (field.required() && field.neutral() != Neutral.TO) {
                throw new IllegalArgumentException(operation + " needs " + prefix + field.wire() + ".");
            }
        }
        if (held.make(values) instanceof Validated validated) {
            validated.validate();
        }
        List<String> names = held.fields().stream().map(FieldSpec::wire).toList();
        for (String name : given.keySet()) {
            String hint = names.contains(name) ? "" : NearestName.hint(name, names);
            if (!hint.isEmpty() || !names.contains(name) && !place.isEmpty() && Neutral.isKey(name)) {
                throw new IllegalArgumentException(
                        operation + " has no field '" + prefix + Redaction.name(name) + "'"
                                                   + (hint.isEmpty() ? ": leave it out." : hint));
            }
        }
        return checked;
    }

    /** The text of a request; empty if it has none, or is none of those that are made here. */
    public String text(Record request) {
        FieldSpec field = byNeutral.get(Neutral.TEXT);
        Object text = field != null && requestType.isInstance(request) ? field.valueIn(request) : null;
        return text == null ? "" : text.toString();
    }

    /** What a request has in these fields, by wire name; what it has not is left out. */
    public Map<String, Object> values(Record request, List<String> wireNames) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : wireNames) {
            Object value = byKey.get(name).valueIn(request);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    private Sourced source(FieldSpec field, Map<String, Object> given, Message message) {
        if (Sourced.isGiven(field, given.get(field.wire()))) {
            return new Sourced(given.get(field.wire()), "body field", field.wire());
        }
        Object header = header(message, field.header());
        if (Sourced.isGiven(field, header)) {
            return new Sourced(header, "header", field.header());
        }
        Object neutral = field.neutral().header() == null ? null : header(message, field.neutral().header());
        if (Sourced.isGiven(field, neutral)) {
            return new Sourced(neutral, "header", field.neutral().header());
        }
        Object option = options.has(field.option()) ? options.get(field.option()) : null;
        return Sourced.isGiven(field, option) ? new Sourced(option, "option", field.option()) : null;
    }

    /** What the body gives, by wire name. */
    private Map<String, Object> read(Exchange exchange, Object body) {
        if (body == null) {
            return Map.of();
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
            return Map.of();
        }
        return bodyField == null ? named(json(text)) : Map.of(bodyField.wire(), text);
    }

    private Map<String, Object> bean(Object body) {
        Map<String, Object> given = new LinkedHashMap<>();
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
        values.forEach((name, value) -> (isWire(name) ? given : extra).put(name, value));
        if (!extra.isEmpty()) {
            given.put(FieldSpec.EXTRA, extra);
        }
        return given;
    }

    private boolean isWire(String name) {
        return fields.stream().anyMatch(field -> field.wire().equals(name));
    }

    private Map<String, Object> neutral(SmsMessage message) {
        Map<Neutral, Object> values = new LinkedHashMap<>();
        values.put(Neutral.TO, message.to());
        values.put(Neutral.FROM, message.from());
        values.put(Neutral.TEXT, message.text());
        values.put(Neutral.SUBJECT, message.subject());
        values.put(Neutral.REFERENCE, message.reference());
        values.put(Neutral.IDEMPOTENCY_KEY, message.idempotencyKey());
        values.put(Neutral.SCHEDULE, message.schedule());
        values.put(Neutral.CALLBACK_URL, message.callbackUrl());
        Map<String, Object> given = new LinkedHashMap<>();
        values.forEach((neutral, value) -> {
            if (!Sourced.isGiven(value)) {
                return;
            }
            FieldSpec field = byNeutral.get(neutral);
            if (field == null) {
                throw new IllegalArgumentException(
                        operation + " has nothing for the " + neutral.key() + " of an SmsMessage: leave it out.");
            }
            given.put(field.wire(), value);
        });
        return given;
    }

    private Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> given = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (extraFields && FieldSpec.EXTRA.equals(name)) {
                given.put(name, value);
                return;
            }
            FieldSpec field = byKey.get(name);
            if (field == null) {
                throw new IllegalArgumentException(
                        operation + " has no field '" + Redaction.name(name) + "'" + NearestName.hint(name, byKey.keySet())
                                                   + (extraFields
                                                           ? "; what the provider has and this component does not know goes"
                                                             + " into extraFields."
                                                           : "."));
            }
            if (Sourced.isGiven(value) && given.putIfAbsent(field.wire(), value) != null) {
                throw new IllegalArgumentException(
                        operation + " got " + field.wire() + " under two names (of "
                                                   + String.join(", ", field.keys()) + "): leave one out.");
            }
        });
        return given;
    }

    private String text(Exchange exchange, Object body) {
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
        return text;
    }

    private Map<String, Object> json(String text) {
        try {
            Map<String, Object> map = reader.forType(new TypeReference<Map<String, Object>>() {
            }).readValue(text);
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

    private Object convert(FieldSpec field, Sourced sourced) {
        Object converted = field.limits().checked(
                operation, field.wire() + " (" + sourced.source() + ")", typed(field, sourced));
        if (field.sender() && converted instanceof String sender) {
            senders.check(sender, field.wire(), sourced.source());
        }
        return converted;
    }

    private Object typed(FieldSpec field, Sourced sourced) {
        Object value = sourced.value();
        if (field.neutral() == Neutral.SCHEDULE) {
            ScheduleRange.check(operation, value, sourced.source());
        }
        if (field.flag()) {
            Integer flag = Flags.number(value);
            if (flag == null) {
                throw new IllegalArgumentException(
                        operation + " takes true (1) or false (0) as " + field.wire() + " (" + sourced.source()
                                                   + "), and got neither.");
            }
            return flag;
        }
        if (field.type() == Boolean.class) {
            value = Flags.truth(value);
        }
        if (field.neutral() == Neutral.TO && field.type() != String.class) {
            value = recipients(sourced);
        }
        if (field.neutral() == Neutral.CALLBACK_URL) {
            value = callbacks.apply(String.valueOf(value), sourced.source());
        }
        if (field.phoneNumber()) {
            value = value instanceof List<?> many
                    ? many.stream().map(one -> (Object) numbers.wire(number(one), sourced.source())).toList()
                    : numbers.wire(number(value), sourced.source());
        }
        Nesting.check(operation, field.wire(), value);
        try {
            JavaType type = mapper.getTypeFactory().constructType(field.type());
            return type.getRawClass().isInstance(value) && !type.isContainerType() ? value : mapper.convertValue(value, type);
        } catch (IllegalArgumentException e) {
            String shown = field.personal() || !(value instanceof CharSequence || value instanceof Number)
                    ? ""
                    : " and '" + Redaction.text(String.valueOf(value)) + "' is none";
            throw new IllegalArgumentException(
                    operation + " takes " + typeName(field.type()) + " as " + field.wire() + " (" + sourced.source() + ")"
                                               + shown + rootCause(e) + ".");
        }
    }

    private List<Object> recipients(Sourced sourced) {
        try {
            return Recipients.of(sourced.value());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    operation + " got a text of recipients (" + sourced.source() + ") that "
                                               + e.getMessage());
        }
    }

    /** A number; some wires have an object around it. */
    private Object number(Object value) {
        Object plain = plain(value);
        return plain instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(NUMBER) ? map.get(NUMBER) : plain;
    }

    /** A reason that a bean gave, not one of Jackson's, which quote values. */
    private static String rootCause(IllegalArgumentException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof JsonProcessingException || cause == e ? "" : ": " + Redaction.text(cause.getMessage());
    }

    private Map<String, Object> extra(Map<String, Object> given, Message message) {
        Object extra = given.get(FieldSpec.EXTRA);
        if (extra == null) {
            extra = message.getHeader(extraHeader);
        }
        if (extra == null) {
            extra = options.get(FieldSpec.EXTRA);
        }
        if (extra == null) {
            return Map.of();
        }
        if (!(extra instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(
                    operation + " takes a Map as extraFields, and got a "
                                               + extra.getClass().getSimpleName() + ".");
        }
        Map<String, Object> fieldsBeside = new LinkedHashMap<>();
        map.forEach((key, value) -> {
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

    private static String typeName(Type type) {
        String name = type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
        return switch (name) {
            case "Integer", "Long" -> "a whole number";
            case "Boolean" -> "true or false";
            case "Instant" -> "an ISO-8601 time";
            default -> "a " + name.replaceAll("[a-z]+\\.", "");
        };
    }
}
