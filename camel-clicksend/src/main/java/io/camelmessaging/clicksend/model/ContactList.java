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
 * A contact list.
 *
 * @param listId           its id
 * @param listName         its name
 * @param listEmailId      the local part of its e-mail address
 * @param contactsCount    how many contacts it has
 * @param importInProgress 1 while an import runs
 * @param optoutInProgress 1 while opt-outs are removed
 * @param httpCode         the status that the answer names; null in a row of a listing
 * @param responseCode     the code of the answer, mostly {@code SUCCESS}; null in a row of a listing
 * @param responseMsg      the answer's text for people; its wording changes; null in a row of a listing
 * @param extraFields      fields that the provider has and this component does not know, by their wire names
 */
public record ContactList(
        @JsonProperty("list_id") Long listId,
        @JsonProperty("list_name") String listName,
        @JsonProperty("list_email_id") String listEmailId,
        @JsonProperty("_contacts_count") Integer contactsCount,
        @JsonProperty("_import_in_progress") Integer importInProgress,
        @JsonProperty("_optout_in_progress") Integer optoutInProgress,
        @JsonProperty("http_code") Integer httpCode,
        @JsonProperty("response_code") String responseCode,
        @JsonProperty("response_msg") String responseMsg,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            Answer {

    public ContactList {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "ContactList[" + listId + "]";
    }
}
