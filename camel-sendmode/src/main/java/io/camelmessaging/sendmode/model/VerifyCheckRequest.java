/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.VerificationRequest;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A code to check ({@code GET /verify}); a right one is used up.
 *
 * @param code        what the user typed; required
 * @param recipient   the number that the code was sent to, in the same form; required
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record VerifyCheckRequest(
        @RequestField(required = true, body = true, personal = true) String code,
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String recipient,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            VerificationRequest {

    public VerifyCheckRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public VerifyCheckResult failed(JsonNode answer) {
        return new VerifyCheckResult(
                false, answer.path("status").asText(null), answer.path("statusCode").asInt(),
                new VerifyCheckResult.Check(recipient, null, null, null, null, null), text(answer), null);
    }

    /** The provider's text for people: its status, its error, or both. */
    public static String text(JsonNode answer) {
        String status = answer.path("status").asText("");
        String error = answer.path("error").asText("");
        return status.isEmpty() || error.isEmpty() ? status + error : status + ": " + error;
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "VerifyCheckRequest[" + Redaction.recipient(recipient) + "]";
    }
}
