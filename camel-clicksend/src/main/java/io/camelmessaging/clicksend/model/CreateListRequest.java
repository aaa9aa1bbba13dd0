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
 * A contact list to make ({@code POST /lists}).
 *
 * @param listName    its name; two lists may have the same; required
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record CreateListRequest(
        @JsonProperty("list_name") @RequestField(required = true, body = true) String listName,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public CreateListRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "CreateListRequest[]";
    }
}
