/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.clicksend;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.sandbox.FieldRules;
import io.camelmessaging.sandbox.SandboxState;
import io.camelmessaging.sandbox.WireAnswer;
import io.camelmessaging.sandbox.WireRequest;

/**
 * Balance, uploads, e-mail and return addresses.
 */
final class ClickSendAccount {

    private static final Set<String> CONVERSIONS = Set.of("fax", "mms", "csv", "post", "postcard");
    private static final FieldRules EMAIL
            = FieldRules.none().requiredArray("to").array("cc", "bcc", "attachments").object("from")
                    .requiredText("body").text("subject", "custom_string").any("schedule");

    private final SandboxState state;
    private final AtomicInteger uploadIds = new AtomicInteger(14);

    ClickSendAccount(SandboxState state) {
        this.state = state;
    }

    List<ClickSendRoute> routes() {
        return List.of(ClickSendRoute.of("GET", "/account", (request, ids) -> account()),
                ClickSendRoute.of("POST", "/uploads", (request, ids) -> upload(request)),
                ClickSendRoute.of("POST", "/email/send", (request, ids) -> email(request)),
                ClickSendRoute.of("GET", "/post/return-addresses",
                        (request, ids) -> ClickSendAnswer.page(request, List.of(returnAddress()))));
    }

    private WireAnswer account() {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("user_id", 11);
        account.put("username", ClickSendProvider.USERNAME);
        account.put("balance", state.balance(ClickSendProvider.NAME).toPlainString());
        account.put("active", 1);
        account.put("banned", 0);
        account.put("country", "AU");
        account.put("default_country_sms", "AU");
        account.put("timezone", "Australia/Perth");
        account.put("setting_sms_message_char_limit", 8);
        account.put("setting_unicode_sms", 0);
        account.put("on_trial", 0);
        account.put("private_uploads", 0);
        account.put("_currency", ClickSendAnswer.currency());
        // the real answer holds the key too
        account.put("_subaccount", Map.of("subaccount_id", 22, "api_username", ClickSendProvider.USERNAME, "api_key",
                ClickSendProvider.API_KEY));
        return ClickSendAnswer.success(account);
    }

    private WireAnswer upload(WireRequest request) {
        boolean multipart = request.header("Content-Type").startsWith("multipart/form-data");
        ObjectNode body = multipart
                ? null
                : request.object().orElseThrow(() -> new ClickSendAnswer.Refusal(400, "BAD_REQUEST", "No JSON object."));
        String convert = request.query().getOrDefault("convert", body == null ? "" : body.path("convert").asText(""));
        if (!CONVERSIONS.contains(convert)) {
            throw new ClickSendAnswer.Refusal(400, "BAD_REQUEST", "convert must be one of " + CONVERSIONS);
        }
        if (body != null) {
            checkContent(body.path("content").asText(""));
        }
        int id = uploadIds.incrementAndGet();
        long now = state.clock().now().getEpochSecond();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("upload_id", id);
        String name = "A" + id + switch (convert) {
            case "mms" -> ".jpg";
            case "csv" -> ".csv";
            default -> ".pdf";
        };
        data.put("file_name", name);
        data.put("date_added", now);
        data.put("date_delete", now + 600);
        data.put("user_id", 11);
        String address = "https://files.example.org/" + name;
        data.put("_url", address);
        if (body != null) {
            state.files().keep(address, body.path("content").asText());
        }
        return ClickSendAnswer.success(data);
    }

    private static void checkContent(String content) {
        try {
            if (Base64.getDecoder().decode(content).length > 0) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw new ClickSendAnswer.Refusal(400, "BAD_REQUEST", "content is not base64");
    }

    private WireAnswer email(WireRequest request) {
        ObjectNode body
                = request.object().orElseThrow(() -> new ClickSendAnswer.Refusal(400, "BAD_REQUEST", "No JSON object."));
        EMAIL.problem(body).ifPresent(problem -> {
            throw new ClickSendAnswer.Refusal(400, "BAD_REQUEST", problem);
        });
        EMAIL.unknown(body).forEach(name -> state.wire().contractViolation("clicksend email: unknown field " + name));
        String id = UUID.randomUUID().toString().toUpperCase(java.util.Locale.ROOT);
        body.get("to").forEach(recipient -> state.messages().accept(ClickSendProvider.NAME, id, "email",
                SandboxState.recipientKey(recipient.path("email").asText()), body.path("from").path("name").asText(null),
                body.path("subject").asText(null), body.get("body").asText(), Map.of()));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("message_id", id);
        data.put("status", "WaitApproval");
        data.put("status_text", "Accepted for delivery");
        data.put("price", 0.0066);
        data.put("from_email_address_id", body.path("from").path("email_address_id"));
        data.put("from_name", body.path("from").path("name"));
        data.put("to", body.get("to"));
        data.put("subject", body.path("subject"));
        data.put("body", body.get("body"));
        data.put("date_added", state.clock().now().getEpochSecond());
        data.put("_currency", ClickSendAnswer.currency());
        return ClickSendAnswer.success(data);
    }

    private static Map<String, Object> returnAddress() {
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("return_address_id", 4);
        address.put("user_id", 11);
        address.put("address_name", "A. Sample");
        address.put("address_line_1", "1 Test St");
        address.put("address_line_2", "");
        address.put("address_city", "Perth");
        address.put("address_state", "WA");
        address.put("address_postal_code", "6000");
        address.put("address_country", "AU");
        return address;
    }
}
