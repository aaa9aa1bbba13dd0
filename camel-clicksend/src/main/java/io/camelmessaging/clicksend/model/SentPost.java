/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.math.BigDecimal;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.ProviderBean;

/**
 * What became of one letter or postcard.
 *
 * @param messageId         its id
 * @param status            {@code SUCCESS}, or why it was refused
 * @param addressName       the recipient's name
 * @param addressLine1      the street
 * @param addressLine2      a second line
 * @param addressCity       the city
 * @param addressState      the state
 * @param addressPostalCode the postal code
 * @param addressCountry    the two-letter country
 * @param returnAddressId   the return address
 * @param customString      the reference
 * @param source            the sending program
 * @param schedule          when it is printed, in seconds since 1970
 * @param colour            1 for colour
 * @param duplex            1 for both sides
 * @param postPages         how many pages
 * @param postPrice         the price
 * @param priorityPost      1 for priority
 * @param priority          the priority of a postcard
 * @param dateAdded         when it was accepted, in seconds since 1970
 * @param userId            the user
 * @param subaccountId      the subaccount
 * @param fileUrl           the file
 * @param letterFileName    the name of the file
 * @param returnAddress     the return address
 * @param apiUsername       the user's name
 * @param extraFields       fields that the provider has and this component does not know, by their wire names
 */
public record SentPost(
        @JsonProperty("message_id") String messageId,
        String status,
        @JsonProperty("address_name") String addressName,
        @JsonProperty("address_line_1") String addressLine1,
        @JsonProperty("address_line_2") String addressLine2,
        @JsonProperty("address_city") String addressCity,
        @JsonProperty("address_state") String addressState,
        @JsonProperty("address_postal_code") String addressPostalCode,
        @JsonProperty("address_country") String addressCountry,
        @JsonProperty("return_address_id") Long returnAddressId,
        @JsonProperty("custom_string") String customString,
        String source,
        Long schedule,
        Integer colour,
        Integer duplex,
        @JsonProperty("post_pages") BigDecimal postPages,
        @JsonProperty("post_price") BigDecimal postPrice,
        @JsonProperty("priority_post") Integer priorityPost,
        Integer priority,
        @JsonProperty("date_added") Long dateAdded,
        @JsonProperty("user_id") Long userId,
        @JsonProperty("subaccount_id") Long subaccountId,
        @JsonProperty("_file_url") String fileUrl,
        @JsonProperty("letter_file_name") String letterFileName,
        @JsonProperty("_return_address") ReturnAddress returnAddress,
        @JsonProperty("_api_username") String apiUsername,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            SentEntry,
            ProviderBean {

    public SentPost {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** The recipient's name: a letter has no number. */
    @Override
    public String to() {
        return addressName;
    }

    @Override
    public Integer parts() {
        return postPages == null ? null : postPages.intValue();
    }

    @Override
    public BigDecimal price() {
        return postPrice;
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "SentPost[" + messageId + ", " + status + "]";
    }
}
