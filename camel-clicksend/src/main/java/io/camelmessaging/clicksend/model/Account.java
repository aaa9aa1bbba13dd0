/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.BalanceAnswer;

/**
 * The account; the API key that the provider puts into this answer is taken out.
 *
 * @param balance             what is left; may be negative
 * @param currency            the currency
 * @param active              1 if active
 * @param banned              1 if banned
 * @param country             the country
 * @param defaultCountrySms   the country of local numbers
 * @param timezone            the time zone
 * @param smsMessageCharLimit how many SMS parts a text may have before the provider cuts it
 * @param unicodeSms          the setting for Unicode
 * @param onTrial             1 on trial
 * @param privateUploads      1 if uploads are private
 * @param subaccount          the subaccount without its key
 * @param httpCode            the status that the answer names
 * @param responseCode        the code of the answer, mostly {@code SUCCESS}
 * @param responseMsg         the answer's text for people; its wording changes
 * @param extraFields         fields that the provider has and this component does not know, by their wire names
 */
public record Account(
        BigDecimal balance,
        @JsonProperty("_currency") Currency currency,
        Integer active,
        Integer banned,
        String country,
        @JsonProperty("default_country_sms") String defaultCountrySms,
        String timezone,
        @JsonProperty("setting_sms_message_char_limit") Integer smsMessageCharLimit,
        @JsonProperty("setting_unicode_sms") Integer unicodeSms,
        @JsonProperty("on_trial") Integer onTrial,
        @JsonProperty("private_uploads") Integer privateUploads,
        @JsonProperty("_subaccount") Map<String, Object> subaccount,
        @JsonProperty("http_code") Integer httpCode,
        @JsonProperty("response_code") String responseCode,
        @JsonProperty("response_msg") String responseMsg,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            Answer,
            BalanceAnswer {

    public Account {
        subaccount = withoutKey(subaccount);
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public String balanceCurrency() {
        return Currency.codeOf(currency);
    }

    /** The key of a subaccount is a credential, and no route asked for it. */
    private static Map<String, Object> withoutKey(Map<String, Object> given) {
        if (given == null || !given.containsKey("api_key")) {
            return given;
        }
        Map<String, Object> rest = new LinkedHashMap<>(given);
        rest.remove("api_key");
        return rest;
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "Account[" + balance + "]";
    }
}
