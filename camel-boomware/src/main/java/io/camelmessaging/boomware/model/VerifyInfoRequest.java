/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A question for the state of a verification ({@code POST /v1/verify/info}).
 *
 * @param requestId   the id that verify answered; required
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record VerifyInfoRequest(
        @RequestField(value = CommonField.VERIFICATION_ID, required = true, body = true) String requestId,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public VerifyInfoRequest {
        extraFields = ExtraFields.copy(extraFields);
    }
}
