/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.OptOutWords;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.ProviderBean;
import io.camelmessaging.sendmode.SendmodeConstants;

/**
 * A customer's reply. The provider gives it no id, no time and no reference.
 *
 * @param mobileNumber who replied: international digits without a plus
 * @param text         what it says, on the wire {@code command}
 * @param sentTo       the number or short code that it was sent to
 * @param receivedAt   when it arrived here; not on the wire
 * @param sender       who replied, as E.164 where it can be told; not on the wire
 * @param extraFields  parameters that this component does not know
 */
public record CustomerReply(
        @JsonProperty("mobilenumber") String mobileNumber,
        @JsonProperty("command") String text,
        @JsonProperty("sentto") String sentTo,
        @JsonIgnore Instant receivedAt,
        @JsonIgnore String sender,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            InboundMessage,
            ProviderBean {

    public CustomerReply {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Whether the whole message is an opt-out of {@link OptOutWords#BUILT_IN}. */
    public boolean optOut() {
        return OptOutWords.BUILT_IN.heard(text) == OptOutWords.Heard.OPT_OUT;
    }

    /** Sender and time of arrival: two equal replies are two replies, since nothing on the wire tells a repeat. */
    @Override
    public String eventId() {
        return mobileNumber + ":" + receivedAt;
    }

    @Override
    public String messageId() {
        return null;
    }

    @Override
    public String recipient() {
        return sentTo;
    }

    /** When it arrived here. */
    @Override
    public Instant occurredAt() {
        return receivedAt;
    }

    @Override
    public Map<String, Object> headers() {
        return Map.of(SendmodeConstants.OPT_OUT, optOut());
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "CustomerReply[" + Redaction.recipient(mobileNumber) + "]";
    }
}
