/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.optout;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.support.binding.Recipients;
import org.apache.camel.Message;

/**
 * Everybody whom a component would send a message to, wherever the message names them: in a field of the body under any
 * of its names, in the neutral header, or in a provider's own.
 */
public final class MessageRecipients {

    /** The fields of those whom a message is for, by all names that they have with a provider. */
    public static final Set<String> TO
            = Set.of("to", "number", "recipient_address", "recipientAddress", "email_address", "emailAddress",
                    "recipients", "recipient", "mobilenumber", "mobileNumber", "phone_number", "phoneNumber");
    /** Those of who gets a copy. */
    public static final Set<String> COPIES = Set.of("cc", "bcc");
    /** Those that name a list of contacts, which is at the provider. */
    public static final Set<String> LISTS = Set.of("list_id", "listId");
    /** Providers' own headers for the same fields. */
    public static final Set<String> TO_HEADERS = Set.of("CamelClicksendTo", "CamelClicksendPhoneNumber", "CamelBoomwareNumber",
            "CamelBoomerangRecipientAddress", "CamelBoomerangEmailAddress", "CamelSendmodeRecipients",
            "CamelSendmodeRecipient", "CamelSendmodeMobileNumber");
    public static final Set<String> COPY_HEADERS = Set.of("CamelClicksendCc", "CamelClicksendBcc");
    public static final Set<String> LIST_HEADERS = Set.of("CamelClicksendListId");

    /** The keys under which a recipient that is an object has its number or address. */
    private static final List<String> ADDRESSES = List.of("email", "number");
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Message message;
    private final Object body;
    private final boolean isJsonText;

    /**
     * @throws IllegalArgumentException if it names a list of contacts at a provider
     */
    public MessageRecipients(Message message) {
        this.message = message;
        Object given = message.getBody();
        Map<?, ?> json = given instanceof String || given instanceof byte[] ? json(message.getBody(String.class)) : null;
        this.isJsonText = json != null;
        this.body = isJsonText ? json : given instanceof JsonNode tree ? JSON.convertValue(tree, Object.class) : given;
        LIST_HEADERS.stream().filter(header -> message.getHeader(header) != null).findFirst().ifPresent(header -> {
            throw list("header " + header);
        });
    }

    /** An operation whose request has no text takes it as JSON; of another it is the text. */
    private static Map<?, ?> json(String text) {
        try {
            return text.stripLeading().startsWith("{") && JSON.readTree(text).isObject()
                    ? JSON.readValue(text, Map.class) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static IllegalArgumentException list(String field) {
        return new IllegalArgumentException(
                "opt-out-guard cannot tell who is on the contact list in the " + field
                                            + ": give the recipients themselves, or send to the list without it.");
    }

    /** All of them. */
    public List<Object> all() {
        List<Object> all = new ArrayList<>();
        items().forEach(item -> fields(item).forEach((name, value) -> {
            if (LISTS.contains(name) && !Recipients.isEmpty(value)) {
                throw list("field " + name + " of the body");
            }
            all.addAll(Recipients.of(value));
        }));
        headers().forEach(header -> all.addAll(Recipients.of(message.getHeader(header))));
        return all.stream().map(MessageRecipients::address).toList();
    }

    /**
     * Takes others out of the message.
     *
     * @param  allowed which of {@link #all()} stay
     * @return         false if nobody is left, or if they cannot be taken out; the message is as it was then
     */
    public boolean keep(Predicate<Object> allowed) {
        Map<String, Object> keptHeaders = new LinkedHashMap<>();
        for (String header : headers()) {
            keptHeaders.put(header, kept(message.getHeader(header), allowed));
        }
        boolean gone = keptHeaders.entrySet().stream().anyMatch(
                header -> header.getValue() == null && !COPY_HEADERS.contains(header.getKey()));
        List<Object> keptItems = new ArrayList<>();
        for (Object item : items()) {
            Map<String, Object> fields = fields(item);
            Object kept = fields.isEmpty() ? item : kept(item, fields, allowed);
            if (kept != null || fields.isEmpty()) {
                keptItems.add(kept);
            }
        }
        boolean isSame = keptItems.equals(items());
        if (gone || keptItems.isEmpty() || isJsonText && !isSame) {
            return false;
        }
        keptHeaders.forEach((header, value) -> {
            if (value == null) {
                message.removeHeader(header);
            } else {
                message.setHeader(header, value);
            }
        });
        if (!isSame) {
            // a header that the body has hidden may not take the place of what is gone from there
            items().forEach(item -> fields(item).keySet().stream().filter(COPIES::contains).forEach(
                    name -> COPY_HEADERS.stream().filter(header -> header.toLowerCase(Locale.ROOT).endsWith("send" + name))
                            .forEach(message::removeHeader)));
            message.setBody(isList() ? keptItems : keptItems.get(0));
        }
        return true;
    }

    private boolean isList() {
        return body instanceof Iterable<?> && !(body instanceof Path) && !(body instanceof JsonNode)
                || body instanceof Object[];
    }

    private List<?> items() {
        if (!isList()) {
            return Arrays.asList(body);
        }
        List<Object> items = new ArrayList<>();
        (body instanceof Iterable<?> many ? many : Arrays.asList((Object[]) body)).forEach(items::add);
        return items;
    }

    /** The headers that tell of recipients: those of the body hide that of whom the message is for. */
    private List<String> headers() {
        List<String> headers = new ArrayList<>(COPY_HEADERS);
        boolean inBody = !isJsonText && items().stream().allMatch(item -> fields(item).entrySet().stream()
                .anyMatch(field -> TO.contains(field.getKey()) && !Recipients.isEmpty(field.getValue())));
        if (!inBody) {
            headers.addAll(TO_HEADERS);
            headers.add(MessagingConstants.TO);
        }
        headers.removeIf(header -> Recipients.isEmpty(message.getHeader(header)));
        return headers;
    }

    /** The fields of a body that tell of recipients, with their values. */
    private static Map<String, Object> fields(Object item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (item instanceof Map<?, ?> map) {
            map.forEach((key, value) -> put(fields, String.valueOf(key), value));
        } else if (item instanceof Record request) {
            for (RecordComponent component : request.getClass().getRecordComponents()) {
                put(fields, component.getName(), value(component, request));
            }
            if (fields.isEmpty()) {
                throw new IllegalArgumentException(
                        "opt-out-guard cannot tell who gets a body of type " + item.getClass().getName()
                                                   + ": give the message as text, SmsMessage, Map or a request of a component.");
            }
        }
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        if (value != null && (TO.contains(name) || COPIES.contains(name) || LISTS.contains(name))) {
            fields.put(name, value);
        }
    }

    /** An item without the others; null if nobody is left, and itself if all are. */
    private static Object kept(Object item, Map<String, Object> fields, Predicate<Object> allowed) {
        Map<String, Object> kept = new LinkedHashMap<>();
        fields.forEach((name, value) -> kept.put(name, kept(value, allowed)));
        if (kept.equals(fields)) {
            return item;
        }
        boolean gone = kept.entrySet().stream().anyMatch(
                field -> field.getValue() == null && TO.contains(field.getKey())
                        && !Recipients.isEmpty(fields.get(field.getKey())));
        if (gone) {
            return null;
        }
        return item instanceof Map<?, ?> map ? with(map, kept) : with((Record) item, kept);
    }

    private static Map<Object, Object> with(Map<?, ?> map, Map<String, Object> kept) {
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        kept.forEach((name, value) -> {
            if (value == null) {
                copy.remove(name);
            } else {
                copy.put(name, value);
            }
        });
        return copy;
    }

    private static Record with(Record request, Map<String, Object> kept) {
        RecordComponent[] components = request.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components).map(component -> kept.containsKey(component.getName())
                ? kept.get(component.getName()) : value(component, request)).toArray();
        try {
            return request.getClass().getConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new)).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The request " + request.getClass().getName() + " cannot be made anew.", e);
        }
    }

    private static Object value(RecordComponent component, Record request) {
        try {
            return component.getAccessor().invoke(request);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "opt-out-guard cannot read a body of type " + request.getClass().getName() + ": make the record public.",
                    e);
        }
    }

    /** A value without the others: itself if all stay, null if nobody does. */
    private static Object kept(Object value, Predicate<Object> allowed) {
        List<Object> all = Recipients.of(value);
        List<Object> kept = all.stream().filter(one -> allowed.test(address(one))).toList();
        return kept.size() == all.size() ? value : kept.isEmpty() ? null : kept;
    }

    /** The number or address of a recipient; some wires have an object around it. */
    private static Object address(Object recipient) {
        Object plain = recipient instanceof JsonNode tree ? JSON.convertValue(tree, Object.class) : recipient;
        if (plain instanceof Map<?, ?> map) {
            return ADDRESSES.stream().map(map::get).filter(Objects::nonNull).<Object> map(Object::toString).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "opt-out-guard got a recipient without " + String.join(" or ", ADDRESSES) + ": give one."));
        }
        return plain instanceof Number ? plain : plain.toString();
    }
}
