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
 * Which delivery receipts to read ({@code GET /get_all_new_drs}).
 *
 * @param ignorePrevious     whether to leave out those that were fetched before
 * @param drsAfter           only those after this time, as {@code yyyy-MM-dd HH:mm:ss}
 * @param startTransactionId only those from this message on; null for all
 * @param extraFields        parameters that the provider has and this component does not know, by their wire names
 */
public record ReceiptsQuery(
        @JsonProperty("ignore_previous") boolean ignorePrevious,
        @JsonProperty("drs_after") String drsAfter,
        @JsonProperty("start_transaction_id") Long startTransactionId,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public ReceiptsQuery {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** The same from another time or message on. */
    public ReceiptsQuery from(String newDrsAfter, Long newStartTransactionId) {
        return new ReceiptsQuery(ignorePrevious, newDrsAfter, newStartTransactionId, extraFields);
    }
}
