/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;

/**
 * The answer of an operation that has nothing to tell.
 *
 * @param httpCode     the status that the body names
 * @param responseCode {@code SUCCESS}
 * @param responseMsg  text for people
 * @param data         whatever the provider put there; mostly nothing
 * @param extraFields  fields that the provider has and this component does not know, by their wire names
 */
public record Done(
        @JsonProperty("http_code") Integer httpCode,
        @JsonProperty("response_code") String responseCode,
        @JsonProperty("response_msg") String responseMsg,
        Object data,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            Answer {

    public Done {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "Done[" + httpCode + "]";
    }
}
