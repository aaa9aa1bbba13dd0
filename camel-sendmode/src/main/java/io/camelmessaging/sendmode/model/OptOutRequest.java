/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A number for the opt-out list ({@code POST /optout}).
 *
 * @param mobileNumber     the number; required
 * @param optOutResponse   what the person answered when opting out, or null; the older interface takes 50 characters
 * @param returnedResponse text that the provider forwards to the URL set in the account, or null
 * @param extraFields      fields that the provider has and this component does not know, by their wire names
 */
public record OptOutRequest(
        @JsonProperty("mobilenumber") @RequestField(value = CommonField.TO, required = true,
                                                    phoneNumber = true) String mobileNumber,
        @JsonProperty("optoutresponse") @RequestField(body = true, personal = true) String optOutResponse,
        @JsonProperty("returnedresponse") @RequestField(personal = true) String returnedResponse,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public OptOutRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "OptOutRequest[" + Redaction.recipient(mobileNumber) + "]";
    }
}
