/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * A lookup ({@code /v1/insight/hlr}).
 *
 * @param number      the number to look up in E.164 form; required
 * @param callbackUrl where a receipt would go, or null
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record HlrRequest(
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true, body = true) String number,
        @RequestField(CommonField.CALLBACK_URL) String callbackUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public HlrRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "HlrRequest[" + Redaction.recipient(number) + "]";
    }
}
