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
import io.camelmessaging.common.support.ProviderBean;

/**
 * A return address of letters and postcards.
 *
 * @param returnAddressId   its id
 * @param userId            the user
 * @param addressName       the name
 * @param addressLine1      the street
 * @param addressLine2      a second line, or null
 * @param addressCity       the city
 * @param addressState      the state
 * @param addressPostalCode the postal code
 * @param addressCountry    the two-letter country
 * @param extraFields       fields that the provider has and this component does not know, by their wire names
 */
public record ReturnAddress(
        @JsonProperty("return_address_id") Long returnAddressId,
        @JsonProperty("user_id") Long userId,
        @JsonProperty("address_name") String addressName,
        @JsonProperty("address_line_1") String addressLine1,
        @JsonProperty("address_line_2") String addressLine2,
        @JsonProperty("address_city") String addressCity,
        @JsonProperty("address_state") String addressState,
        @JsonProperty("address_postal_code") String addressPostalCode,
        @JsonProperty("address_country") String addressCountry,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            ProviderBean {

    public ReturnAddress {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "ReturnAddress[" + returnAddressId + "]";
    }
}
