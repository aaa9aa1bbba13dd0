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
 * A page of the sent SMS ({@code GET /sms/history}).
 *
 * @param page        the page, from 1; null for 1
 * @param limit       rows a page, 15 to 100; null for 100
 * @param dateFrom    sent from this time on, in seconds since 1970, not milliseconds; null for all
 * @param dateTo      sent up to this time; null for all
 * @param search      {@code field:value}, on the wire {@code q}; fields are status, to, from, subaccount_id,
 *                    message_id; null for all
 * @param orderBy     such as {@code date:desc}; null for the provider's order
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record HistoryRequest(
        @RequestField(least = 1) Integer page,
        @RequestField(least = 15, most = 100) Integer limit,
        @JsonProperty("date_from") @RequestField(least = 0, most = UnixTime.LATEST) Long dateFrom,
        @JsonProperty("date_to") @RequestField(least = 0, most = UnixTime.LATEST) Long dateTo,
        @JsonProperty("q") @RequestField(personal = true) String search,
        @JsonProperty("order_by") String orderBy,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public HistoryRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "HistoryRequest[]";
    }
}
