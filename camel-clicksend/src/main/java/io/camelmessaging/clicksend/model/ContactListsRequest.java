/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A page of the contact lists ({@code GET /lists}).
 *
 * @param page        the page, from 1; null for 1
 * @param limit       rows a page, 15 to 100; null for 100
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record ContactListsRequest(
        @RequestField(least = 1) Integer page,
        @RequestField(least = 15, most = 100) Integer limit,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public ContactListsRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "ContactListsRequest[" + page + "]";
    }
}
