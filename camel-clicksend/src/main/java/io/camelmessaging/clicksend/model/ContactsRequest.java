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
 * A page of a list's contacts ({@code GET /lists/..}).
 *
 * @param listId       the list; required
 * @param page         the page, from 1; null for 1
 * @param limit        rows a page, 15 to 100; null for 100
 * @param updatedAfter only contacts that changed after this time, in seconds since 1970, not milliseconds; null for all
 * @param extraFields  fields that the provider has and this component does not know, by their wire names
 */
public record ContactsRequest(
        @JsonProperty("list_id") @RequestField(required = true) Long listId,
        @RequestField(least = 1) Integer page,
        @RequestField(least = 15, most = 100) Integer limit,
        @JsonProperty("updated_after") @RequestField(least = 0, most = UnixTime.LATEST) Long updatedAfter,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public ContactsRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "ContactsRequest[" + listId + "]";
    }
}
