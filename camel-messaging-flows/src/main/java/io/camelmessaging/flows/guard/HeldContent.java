/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.camelmessaging.flows.store.FlowMessage;

/**
 * Whom a held message goes to and what it says, for those who may see it.
 *
 * @param recipients their numbers or addresses
 * @param body       the body as text; null for the step of a flow, which has it
 */
public record HeldContent(List<String> recipients, String body) {

    public HeldContent {
        recipients = List.copyOf(recipients);
    }

    static HeldContent of(List<String> recipients, String json) {
        Object body = json == null ? null : FlowMessage.ofJson(json).body();
        return new HeldContent(recipients, body == null ? null : text(body));
    }

    private static String text(Object body) {
        return body instanceof Map<?, ?> fields
                ? fields.entrySet().stream().map(field -> field.getKey() + ": " + field.getValue())
                        .collect(Collectors.joining("\n"))
                : body instanceof List<?> messages
                        ? messages.stream().map(HeldContent::text).collect(Collectors.joining("\n\n"))
                : body.toString();
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "HeldContent[" + recipients.size() + " recipients]";
    }
}
