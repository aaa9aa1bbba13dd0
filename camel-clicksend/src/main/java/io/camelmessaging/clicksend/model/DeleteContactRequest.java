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
 * A contact to delete ({@code DELETE /lists/../contacts/..}).
 *
 * @param listId      the list; required
 * @param contactId   the contact; required
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record DeleteContactRequest(
        @JsonProperty("list_id") @RequestField(required = true) Long listId,
        @JsonProperty("contact_id") @RequestField(required = true) Long contactId,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public DeleteContactRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "DeleteContactRequest[" + listId + "]";
    }
}
