/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.HoldsRequests;
import io.camelmessaging.common.support.binding.RequestField;
import io.camelmessaging.common.support.binding.Validated;

/**
 * A message over a channel that has no operation of its own ({@code POST /v1/messaging/{channel}}).
 *
 * @param channel     the channel: lower-case letters, digits, - and _; required
 * @param number      the recipient in E.164 form; required
 * @param text        the message text, or null
 * @param from        the sender id: a number, or an alphanumeric name that Boomware approved; null for the default
 * @param callbackUrl where the delivery receipt goes; null for none
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record ChannelMessageRequest(
        @RequestField(required = true) String channel,
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String number,
        @RequestField(CommonField.TEXT) String text,
        @RequestField(CommonField.FROM) String from,
        @RequestField(CommonField.CALLBACK_URL) String callbackUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            HoldsRequests,
            Validated {

    private static final Pattern CHANNEL = Pattern.compile("[a-z0-9_-]+");

    public ChannelMessageRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public void validate() {
        if (!CHANNEL.matcher(channel).matches()) {
            throw new IllegalArgumentException(
                    "boomware:messaging takes a channel of lower-case letters, digits, - and _, and '" + Redaction.text(channel)
                                               + "' is none.");
        }
        if ("failover".equals(channel)) {
            throw new IllegalArgumentException("boomware:messaging has no channel failover: use boomware:failover.");
        }
    }

    @Override
    public ChannelMessageRequest withChecked(Fields fields) {
        Class<? extends Record> known = Channels.request(channel);
        if (known != null) {
            Map<String, Object> given = new LinkedHashMap<>(extraFields);
            given.put("text", text);
            given.put("from", from);
            given.values().removeIf(Objects::isNull);
            fields.checked(known, given, "");
        }
        return this;
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "ChannelMessageRequest[" + Redaction.recipient(number) + "]";
    }
}
