/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * An e-mail ({@code POST /email/send}).
 *
 * @param to          the recipients, each a Map of email and name; an address alone does too; required
 * @param cc          further recipients, or null
 * @param bcc         hidden recipients, or null
 * @param from        the sender: a Map of email_address_id, which must be verified, and name; required
 * @param subject     the subject; required
 * @param body        the text as HTML; required
 * @param attachments attachments, each a Map of content (base64), type, filename, disposition and content_id; null for
 *                    none
 * @param schedule    when to send; null for now
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record EmailRequest(
        @RequestField(value = CommonField.TO, required = true) List<Object> to,
        @RequestField(personal = true) List<Object> cc,
        @RequestField(personal = true) List<Object> bcc,
        @RequestField(required = true) Map<String, Object> from,
        @RequestField(value = CommonField.SUBJECT, required = true, personal = true) String subject,
        @RequestField(value = CommonField.TEXT, required = true) String body,
        @RequestField(personal = true) List<Map<String, Object>> attachments,
        @RequestField(CommonField.SCHEDULE) UnixTime schedule,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public EmailRequest {
        to = addresses(to);
        cc = addresses(cc);
        bcc = addresses(bcc);
        extraFields = ExtraFields.copy(extraFields);
    }

    /** An address alone as the object that the provider wants. */
    private static List<Object> addresses(List<Object> given) {
        return given == null
                ? null
                : given.stream().map(one -> one instanceof String address ? (Object) Map.of("email", address) : one).toList();
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "EmailRequest[]";
    }
}
