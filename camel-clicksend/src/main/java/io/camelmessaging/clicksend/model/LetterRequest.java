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
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A letter ({@code POST /post/letters/send}).
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
 * @param fileUrl           the public URL of an A4 PDF of 10 MB at most; of the whole request, like all that follow;
 *                          required
 * @param colour            1 for colour, 0 for black and white; required
 * @param duplex            1 for both sides, 0 for one; required
 * @param templateUsed      1 if the file leaves room for the address; null for 0, which probably adds a cover page
 * @param priorityPost      1 for priority; null for 0
 * @param extraFields       fields that the provider has and this component does not know, by their wire names
 */
public record LetterRequest(
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
        @JsonProperty("file_url") @RequestField(required = true) String fileUrl,
        @RequestField(required = true, flag = true) Integer colour,
        @RequestField(required = true, flag = true) Integer duplex,
        @JsonProperty("template_used") @RequestField(flag = true) Integer templateUsed,
        @JsonProperty("priority_post") @RequestField(flag = true) Integer priorityPost,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            PostItem {

    public LetterRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "LetterRequest[]";
    }
}
