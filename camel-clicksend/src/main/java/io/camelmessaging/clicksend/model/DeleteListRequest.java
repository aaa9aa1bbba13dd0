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
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A list to delete with its contacts ({@code DELETE /lists/..}).
 *
 * @param listId      the list; required
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record DeleteListRequest(
        @JsonProperty("list_id") @RequestField(required = true) Long listId,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public DeleteListRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "DeleteListRequest[" + listId + "]";
    }
}
