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
 * The currency of prices.
 *
 * @param currencyNameShort the ISO code
 * @param currencyPrefixD   the sign of the unit
 * @param currencyPrefixC   the sign of its hundredth
 * @param currencyNameLong  the name
 * @param extraFields       fields that the provider has and this component does not know, by their wire names
 */
public record Currency(
        @JsonProperty("currency_name_short") String currencyNameShort,
        @JsonProperty("currency_prefix_d") String currencyPrefixD,
        @JsonProperty("currency_prefix_c") String currencyPrefixC,
        @JsonProperty("currency_name_long") String currencyNameLong,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            ProviderBean {

    public Currency {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** The ISO code of a currency that may not be told; null if it is not. */
    static String codeOf(Currency currency) {
        return currency == null ? null : currency.currencyNameShort;
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "Currency[]";
    }
}
