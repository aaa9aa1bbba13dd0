/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;
import io.camelmessaging.common.support.binding.Validated;

/**
 * A postcard ({@code POST /post/postcards/send}).
 *
 * @param addressName       the recipient's name; required
 * @param addressLine1      the street; required
 * @param addressLine2      a second line, or null
 * @param addressCity       the city; required
 * @param addressState      the state; required
 * @param addressPostalCode the postal code; required
 * @param addressCountry    the two-letter country; required
 * @param returnAddressId   the return address, of those that returnAddresses lists; required
 * @param schedule          when to print; null for now
 * @param customString      the caller's reference, which comes back in answers, receipts and replies; at most 50
 *                          characters; null for none
 * @param source            the sending program; null for {@code camel}
 * @param fileUrls          one public URL of a two-page A5 PDF, or two of one page each; of the whole request; required
 * @param extraFields       fields that the provider has and this component does not know, by their wire names
 */
public record PostcardRequest(
        @JsonProperty("address_name") @RequestField(required = true, personal = true) String addressName,
        @JsonProperty("address_line_1") @RequestField(required = true, personal = true) String addressLine1,
        @JsonProperty("address_line_2") @RequestField(personal = true) String addressLine2,
        @JsonProperty("address_city") @RequestField(required = true, personal = true) String addressCity,
        @JsonProperty("address_state") @RequestField(required = true, personal = true) String addressState,
        @JsonProperty("address_postal_code") @RequestField(required = true, personal = true) String addressPostalCode,
        @JsonProperty("address_country") @RequestField(required = true, country = true) String addressCountry,
        @JsonProperty("return_address_id") @RequestField(required = true) Long returnAddressId,
        @RequestField(CommonField.SCHEDULE) UnixTime schedule,
        @JsonProperty("custom_string") @RequestField(value = CommonField.REFERENCE, maxLength = 50) String customString,
        String source,
        @JsonProperty("file_urls") @RequestField(required = true) List<String> fileUrls,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            PostItem,
            Validated {

    public PostcardRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public void validate() {
        if (fileUrls.size() > 2) {
            throw new IllegalArgumentException(
                    "clicksend:postcard takes one or two files (front and back) as file_urls, and got " + fileUrls.size()
                                               + ".");
        }
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "PostcardRequest[]";
    }
}
