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
 * A contact.
 *
 * @param contactId         its id
 * @param listId            its list
 * @param firstName         the first name, or null
 * @param lastName          the last name, or null
 * @param phoneNumber       the number
 * @param email             the e-mail address, or null
 * @param faxNumber         the fax number, or null
 * @param organizationName  the organization, or null
 * @param addressLine1      the street, or null
 * @param addressLine2      a second line, or null
 * @param addressCity       the city, or null
 * @param addressState      the state, or null
 * @param addressPostalCode the postal code, or null
 * @param addressCountry    the two-letter country, or null
 * @param custom1           a free field, or null
 * @param custom2           a free field, or null
 * @param custom3           a free field, or null
 * @param custom4           a free field, or null
 * @param dateAdded         when it was added, in seconds since 1970
 * @param dateUpdated       when it was changed, in seconds since 1970
 * @param listName          the name of the list
 * @param httpCode          the status that the answer names; null in a row of a listing
 * @param responseCode      the code of the answer, mostly {@code SUCCESS}; null in a row of a listing
 * @param responseMsg       the answer's text for people; its wording changes; null in a row of a listing
 * @param extraFields       fields that the provider has and this component does not know, by their wire names
 */
public record Contact(
        @JsonProperty("contact_id") Long contactId,
        @JsonProperty("list_id") Long listId,
        @JsonProperty("first_name") String firstName,
        @JsonProperty("last_name") String lastName,
        @JsonProperty("phone_number") String phoneNumber,
        String email,
        @JsonProperty("fax_number") String faxNumber,
        @JsonProperty("organization_name") String organizationName,
        @JsonProperty("address_line_1") String addressLine1,
        @JsonProperty("address_line_2") String addressLine2,
        @JsonProperty("address_city") String addressCity,
        @JsonProperty("address_state") String addressState,
        @JsonProperty("address_postal_code") String addressPostalCode,
        @JsonProperty("address_country") String addressCountry,
        @JsonProperty("custom_1") String custom1,
        @JsonProperty("custom_2") String custom2,
        @JsonProperty("custom_3") String custom3,
        @JsonProperty("custom_4") String custom4,
        @JsonProperty("date_added") Long dateAdded,
        @JsonProperty("date_updated") Long dateUpdated,
        @JsonProperty("_list_name") String listName,
        @JsonProperty("http_code") Integer httpCode,
        @JsonProperty("response_code") String responseCode,
        @JsonProperty("response_msg") String responseMsg,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            Answer {

    public Contact {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "Contact[" + contactId + " of list " + listId + "]";
    }
}
