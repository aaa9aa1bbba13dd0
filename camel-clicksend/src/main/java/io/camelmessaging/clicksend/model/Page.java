/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.clicksend.ClickSendConstants;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.ProvidesHeaders;

/**
 * One page of rows.
 *
 * @param total        how many rows there are
 * @param perPage      how many a page holds
 * @param currentPage  this page, from 1
 * @param lastPage     the last page; 0 if there is no row
 * @param nextPageUrl  as the provider gives it; never followed, since it may name another host
 * @param prevPageUrl  as the provider gives it; never followed
 * @param from         the number of the first row
 * @param to           the number of the last row
 * @param rows         the rows, on the wire {@code data}
 * @param httpCode     the status that the answer names
 * @param responseCode the code of the answer, mostly {@code SUCCESS}
 * @param responseMsg  the answer's text for people; its wording changes
 * @param extraFields  fields that the provider has and this component does not know, by their wire names
 * @param <T>          the type of the rows
 */
public record Page<T>(
        Integer total,
        @JsonProperty("per_page") Integer perPage,
        @JsonProperty("current_page") Integer currentPage,
        @JsonProperty("last_page") Integer lastPage,
        @JsonProperty("next_page_url") String nextPageUrl,
        @JsonProperty("prev_page_url") String prevPageUrl,
        Integer from,
        Integer to,
        @JsonProperty("data") List<T> rows,
        @JsonProperty("http_code") Integer httpCode,
        @JsonProperty("response_code") String responseCode,
        @JsonProperty("response_msg") String responseMsg,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            Answer,
            ProvidesHeaders {

    public Page {
        rows = rows == null ? List.of() : rows.stream().filter(Objects::nonNull).toList();
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Whether there is a page behind this one. */
    public boolean hasNext() {
        return currentPage != null && lastPage != null && currentPage < lastPage && !rows.isEmpty();
    }

    @Override
    public Map<String, Object> headers() {
        return Collections.singletonMap(ClickSendConstants.TOTAL, total);
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "Page[" + currentPage + " of " + lastPage + ", " + rows.size() + " rows]";
    }
}
