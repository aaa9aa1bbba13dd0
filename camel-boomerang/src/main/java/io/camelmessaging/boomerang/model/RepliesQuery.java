/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;

/**
 * Which replies to read ({@code GET /get_responses}).
 *
 * @param ignorePrevious   whether to leave out those that were fetched before
 * @param markAsRead       whether those that are fetched become read
 * @param uniqueIdentifier only those to messages with this idempotency key; null for all
 * @param customParameter  only those to messages with this reference; null for all
 * @param campaignName     only those to messages of this campaign; null for all
 * @param transactionId    only those to this message; null for all
 * @param conversationId   only those of this conversation; null for all
 * @param page             the page, from 1; null for the first
 * @param extraFields      parameters that the provider has and this component does not know, by their wire names
 */
public record RepliesQuery(
        @JsonProperty("ignore_previous") boolean ignorePrevious,
        @JsonProperty("mark_as_read") boolean markAsRead,
        @JsonProperty("unique_identifier") String uniqueIdentifier,
        @JsonProperty("custom_parameter") String customParameter,
        @JsonProperty("campaign_name") String campaignName,
        @JsonProperty("transaction_id") String transactionId,
        String conversationId,
        Integer page,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public RepliesQuery {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** The same for the page after this. */
    public RepliesQuery nextPage() {
        return new RepliesQuery(
                ignorePrevious, markAsRead, uniqueIdentifier, customParameter, campaignName, transactionId, conversationId,
                page == null ? 2 : page + 1, extraFields);
    }
}
