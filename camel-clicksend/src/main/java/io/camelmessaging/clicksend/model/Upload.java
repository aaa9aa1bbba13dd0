/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.Collections;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.clicksend.ClickSendConstants;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.ProvidesHeaders;

/**
 * An uploaded file.
 *
 * @param uploadId     its id
 * @param fileName     its name
 * @param dateAdded    when it was added, in seconds since 1970
 * @param dateDelete   when it will be deleted, in seconds since 1970
 * @param userId       the user
 * @param url          its public URL; the provider speaks of 10 minutes
 * @param httpCode     the status that the answer names
 * @param responseCode the code of the answer, mostly {@code SUCCESS}
 * @param responseMsg  the answer's text for people; its wording changes
 * @param extraFields  fields that the provider has and this component does not know, by their wire names
 */
public record Upload(
        @JsonProperty("upload_id") Long uploadId,
        @JsonProperty("file_name") String fileName,
        @JsonProperty("date_added") Long dateAdded,
        @JsonProperty("date_delete") Long dateDelete,
        @JsonProperty("user_id") Long userId,
        @JsonProperty("_url") String url,
        @JsonProperty("http_code") Integer httpCode,
        @JsonProperty("response_code") String responseCode,
        @JsonProperty("response_msg") String responseMsg,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            Answer,
            ProvidesHeaders {

    public Upload {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public Map<String, Object> headers() {
        return Collections.singletonMap(ClickSendConstants.URL, url);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "Upload[" + uploadId + "]";
    }
}
