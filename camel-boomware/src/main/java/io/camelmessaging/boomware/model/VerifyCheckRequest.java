/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.VerificationRequest;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A code to check ({@code POST /v1/verify/check}); each check may use up an attempt.
 *
 * @param requestId   the id that verify answered; required
 * @param code        what the user typed; required
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record VerifyCheckRequest(
        @RequestField(value = CommonField.VERIFICATION_ID, required = true) String requestId,
        @RequestField(required = true, body = true, personal = true) String code,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            VerificationRequest {

    public VerifyCheckRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public VerifyCheckResult failed(JsonNode answer) {
        return new VerifyCheckResult(
                false, null, null, null, requestId, answer.path("errorCode").asInt(), answer.path("errorReason").asText(null),
                null);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "VerifyCheckRequest[" + requestId + "]";
    }
}
