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
import io.camelmessaging.common.support.ProviderBean;

/**
 * The answer to an opt-out.
 *
 * @param status           {@code OK}
 * @param statusCode       0
 * @param acceptedDateTime when, as the provider wrote it
 * @param mobileNumber     the number
 * @param optOutReason     what the request calls optoutresponse
 * @param extraFields      fields that the provider has and this component does not know, by their wire names
 */
public record OptOutResult(
        String status,
        Integer statusCode,
        String acceptedDateTime,
        @JsonProperty("mobilenumber") String mobileNumber,
        @JsonProperty("optoutreason") String optOutReason,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            ProviderBean {

    public OptOutResult {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "OptOutResult[" + status + ", " + Redaction.recipient(mobileNumber) + "]";
    }
}
