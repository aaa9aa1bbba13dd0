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
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;
import io.camelmessaging.common.support.binding.Validated;

/**
 * A contact to add to a list ({@code POST /lists/../contacts}).
 *
 * @param listId            the list; required
 * @param firstName         the first name, or null
 * @param lastName          the last name, or null
 * @param phoneNumber       the number; this, an e-mail address or a fax number is needed
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
 * @param extraFields       fields that the provider has and this component does not know, by their wire names
 */
public record ContactRequest(
        @JsonProperty("list_id") @RequestField(required = true) Long listId,
        @JsonProperty("first_name") @RequestField(personal = true) String firstName,
        @JsonProperty("last_name") @RequestField(personal = true) String lastName,
        @JsonProperty("phone_number") @RequestField(value = CommonField.TO, phoneNumber = true) String phoneNumber,
        @RequestField(personal = true) String email,
        @JsonProperty("fax_number") @RequestField(phoneNumber = true) String faxNumber,
        @JsonProperty("organization_name") @RequestField(personal = true) String organizationName,
        @JsonProperty("address_line_1") @RequestField(personal = true) String addressLine1,
        @JsonProperty("address_line_2") @RequestField(personal = true) String addressLine2,
        @JsonProperty("address_city") @RequestField(personal = true) String addressCity,
        @JsonProperty("address_state") @RequestField(personal = true) String addressState,
        @JsonProperty("address_postal_code") @RequestField(personal = true) String addressPostalCode,
        @JsonProperty("address_country") @RequestField(country = true, personal = true) String addressCountry,
        @JsonProperty("custom_1") @RequestField(personal = true) String custom1,
        @JsonProperty("custom_2") @RequestField(personal = true) String custom2,
        @JsonProperty("custom_3") @RequestField(personal = true) String custom3,
        @JsonProperty("custom_4") @RequestField(personal = true) String custom4,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            Validated {

    public ContactRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public void validate() {
        if (phoneNumber == null && email == null && faxNumber == null) {
            throw new IllegalArgumentException(
                    "clicksend:createContact needs phone_number, email or fax_number: give it as a key of a Map body, or the"
                                               + " number in the header CamelMessagingTo.");
        }
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "ContactRequest[list " + listId + ", " + Redaction.recipient(phoneNumber) + "]";
    }
}
