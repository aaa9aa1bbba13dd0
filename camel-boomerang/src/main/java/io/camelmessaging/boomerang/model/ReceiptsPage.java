/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;

/**
 * One answer of the feed of delivery receipts ({@code GET /get_all_new_drs}).
 *
 * @param status      the result code, whose values are not published
 * @param message     the text for it
 * @param hasMore     whether more is waiting
 * @param drs         what came; empty where the provider sends null or nothing
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record ReceiptsPage(
        Integer status,
        String message,
        @JsonProperty("has_more") Boolean hasMore,
        List<Receipt> drs,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            FeedPage<Receipt> {

    public ReceiptsPage {
        drs = drs == null ? List.of() : drs.stream().filter(Objects::nonNull).toList();
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public boolean moreWaits() {
        return Boolean.TRUE.equals(hasMore);
    }

    @Override
    public List<Receipt> events() {
        return drs;
    }
}
