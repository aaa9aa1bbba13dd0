/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.clicksend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.sandbox.FieldRules;
import io.camelmessaging.sandbox.SandboxState;
import io.camelmessaging.sandbox.WireAnswer;
import io.camelmessaging.sandbox.WireRequest;

/**
 * Contact lists and their contacts.
 */
final class ClickSendContacts {

    private static final List<String> FIELDS
            = List.of("phone_number", "first_name", "last_name", "custom_1", "custom_2", "custom_3",
                    "custom_4", "fax_number", "organization_name", "email", "address_line_1", "address_line_2", "address_city",
                    "address_state",
                    "address_postal_code", "address_country");
    private static final FieldRules CONTACT = FieldRules.none().text(FIELDS.toArray(String[]::new));
    private static final FieldRules LIST = FieldRules.none().requiredText("list_name");

    /** Holds what was given only: a list may have very many. */
    private record Contact(int id, long added, Map<String, String> given) {

        String number() {
            return given.getOrDefault("phone_number", "");
        }
    }

    private record ContactList(int id, String name, Map<Integer, Contact> contacts, Set<String> numbers) {
    }

    private final SandboxState state;
    private final AtomicInteger listIds = new AtomicInteger(427);
    private final AtomicInteger contactIds = new AtomicInteger(552_785);
    private final Map<Integer, ContactList> lists = new ConcurrentSkipListMap<>();

    ClickSendContacts(SandboxState state) {
        this.state = state;
    }

    List<ClickSendRoute> routes() {
        return List.of(
                ClickSendRoute.of("GET", "/lists",
                        (request, ids) -> ClickSendAnswer.page(request, lists.values().stream().map(this::row).toList())),
                ClickSendRoute.of("POST", "/lists", (request, ids) -> createList(request)),
                ClickSendRoute.of("DELETE", "/lists/(\\d+)", (request, ids) -> {
                    lists.remove(list(ids.get(0)).id());
                    return ClickSendAnswer.success(List.of());
                }),
                ClickSendRoute.of("GET", "/lists/(\\d+)/contacts", (request, ids) -> contacts(request, list(ids.get(0)))),
                ClickSendRoute.of("POST", "/lists/(\\d+)/contacts", (request, ids) -> createContact(request, list(ids.get(0)))),
                ClickSendRoute.of("DELETE", "/lists/(\\d+)/contacts/(\\d+)",
                        (request, ids) -> deleteContact(list(ids.get(0)), Integer.valueOf(ids.get(1)))),
                ClickSendRoute.of("GET", "/search/contacts-lists", (request, ids) -> search(request)));
    }

    private ContactList list(String id) {
        ContactList list = lists.get(Integer.valueOf(id));
        if (list == null) {
            throw new ClickSendAnswer.Refusal(404, "NOT_FOUND", "No such list.");
        }
        return list;
    }

    private Map<String, Object> row(ContactList list) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("list_id", list.id());
        row.put("list_name", list.name());
        row.put("list_email_id", "LIST" + list.id());
        row.put("_contacts_count", list.contacts().size());
        row.put("_import_in_progress", 0);
        row.put("_optout_in_progress", 0);
        return row;
    }

    private ObjectNode body(WireRequest request, FieldRules rules) {
        ObjectNode body
                = request.object().orElseThrow(() -> new ClickSendAnswer.Refusal(400, "BAD_REQUEST", "No JSON object."));
        rules.problem(body).ifPresent(problem -> {
            throw new ClickSendAnswer.Refusal(400, "BAD_REQUEST", problem);
        });
        rules.unknown(body)
                .forEach(name -> state.wire().contractViolation("clicksend " + request.path() + ": unknown field " + name));
        return body;
    }

    private WireAnswer createList(WireRequest request) {
        String name = body(request, LIST).get("list_name").asText();
        return ClickSendAnswer.success(row(add(name)));
    }

    private ContactList add(String name) {
        ContactList list = new ContactList(
                listIds.incrementAndGet(), name, new ConcurrentSkipListMap<>(), ConcurrentHashMap.newKeySet());
        lists.put(list.id(), list);
        return list;
    }

    /** Makes a list of numbers, as an import in the provider's console does; gives its id. */
    int importList(String name, Iterable<String> numbers) {
        ContactList list = add(name);
        numbers.forEach(number -> add(list, Map.of("phone_number", number)));
        return list.id();
    }

    /** The new contact; null if its number is in the list already. */
    private Contact add(ContactList list, Map<String, String> given) {
        Contact contact = new Contact(contactIds.incrementAndGet(), state.clock().now().getEpochSecond(), given);
        if (!contact.number().isEmpty() && !list.numbers().add(contact.number())) {
            return null;
        }
        list.contacts().put(contact.id(), contact);
        return contact;
    }

    private WireAnswer contacts(WireRequest request, ContactList list) {
        int updatedAfter = ClickSendAnswer.number(request, "updated_after", 0);
        return ClickSendAnswer.page(request,
                list.contacts().values().stream().filter(contact -> contact.added() > updatedAfter).toList(),
                contact -> row(list, contact));
    }

    private WireAnswer createContact(WireRequest request, ContactList list) {
        ObjectNode body = body(request, CONTACT);
        if (!body.has("phone_number") && !body.has("email") && !body.has("fax_number")) {
            throw new ClickSendAnswer.Refusal(400, "MISSING_REQUIRED_FIELDS", "phone_number, email or fax_number is required.");
        }
        Map<String, String> given = new LinkedHashMap<>();
        body.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                given.put(field.getKey(), field.getValue().asText());
            }
        });
        Contact contact = add(list, given);
        if (contact == null) {
            throw new ClickSendAnswer.Refusal(400, "ALREADY_EXISTS", "The number is in the list already.");
        }
        return ClickSendAnswer.success(row(list, contact));
    }

    private static Map<String, Object> row(ContactList list, Contact contact) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("contact_id", contact.id());
        row.put("list_id", list.id());
        FIELDS.forEach(field -> row.put(field, contact.given().get(field)));
        row.put("date_added", contact.added());
        row.put("date_updated", contact.added());
        row.put("_list_name", list.name());
        return row;
    }

    private static WireAnswer deleteContact(ContactList list, Integer id) {
        Contact contact = list.contacts().remove(id);
        if (contact == null) {
            throw new ClickSendAnswer.Refusal(404, "NOT_FOUND", "No such contact.");
        }
        list.numbers().remove(contact.number());
        return ClickSendAnswer.success(List.of());
    }

    /** Rows mix contacts and lists. */
    private WireAnswer search(WireRequest request) {
        String word = request.query().getOrDefault("q", "").toLowerCase(Locale.ROOT);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ContactList list : lists.values()) {
            for (Contact contact : list.contacts().values()) {
                String name = contact.given().get("first_name") + " " + contact.given().get("last_name");
                if (name.toLowerCase(Locale.ROOT).contains(word)) {
                    rows.add(found(contact.id(), name, contact.number(), "contact", null));
                }
            }
            if (list.name().toLowerCase(Locale.ROOT).contains(word)) {
                rows.add(found(list.id(), list.name(), "LIST" + list.id(), "list", list.contacts().size()));
            }
        }
        return ClickSendAnswer.page(request, rows);
    }

    private static Map<String, Object> found(int id, String name, Object contact, String type, Integer count) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("name", name);
        row.put("contact", contact);
        row.put("type", type);
        row.put("contacts_count", count);
        return row;
    }
}
