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
import io.camelmessaging.common.support.binding.Validated;

/**
 * A push notification ({@code POST /v1/messaging/push}) to apps that embed the vendor's SDK and have bound the number.
 *
 * @param number      the recipient in E.164 form; required
 * @param text        the body; required unless both android and ios are given
 * @param title       the title, or null
 * @param target      {@code all} devices of the number or the {@code last} one; null for the default
 * @param ttl         the time to live in a unit that the provider does not state, or null
 * @param priority    {@code high} or {@code normal}, or null
 * @param collapseKey replaces an undelivered earlier push with the same key; or null
 * @param android     the FCM message, with {@code data} and {@code notification}, or null; text and title are then not
 *                    used for Android
 * @param ios         the APNs payload, with {@code aps} and own keys, or null; text and title are then not used for iOS
 * @param callbackUrl where the delivery receipt goes; null for none
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record PushRequest(
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String number,
        @RequestField(CommonField.TEXT) String text,
        @RequestField(CommonField.SUBJECT) String title,
        @RequestField(words = {
                "all", "last" }) String target,
        @RequestField(least = 0) Integer ttl,
        @RequestField(words = { "high", "normal" }) String priority,
        String collapseKey,
        Map<String, Object> android,
        Map<String, Object> ios,
        @RequestField(CommonField.CALLBACK_URL) String callbackUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            Validated{

    public PushRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public void validate() {
        if (text == null && (android == null || ios == null)) {
            throw new IllegalArgumentException(
                    "boomware:push needs text: give it as a text body, the key text of a Map body or the header"
                                               + " CamelBoomwareText, or give both android and ios.");
        }
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "PushRequest[" + Redaction.recipient(number) + "]";
    }
}
