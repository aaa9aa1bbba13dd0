/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * An SMS that cannot be answered ({@code POST /sms1}).
 *
 * @param from             the sender name, up to 11 characters; required
 * @param messageContent   the text; required
 * @param recipientAddress the recipients: phone numbers with their country code; required
 * @param priority         whether to send outside the account's social hours; null for no
 * @param uniqueIdentifier the idempotency key: the provider ignores a message whose key it knows; null for none
 * @param campaignName     a label, found again in receipts; null for none
 * @param customParameter  your own reference, found again in receipts and replies; null for none
 * @param extraFields      fields that the provider has and this component does not know, by their wire names
 */
public record SmsOneWayRequest(
        @RequestField(value = CommonField.FROM, required = true, sender = true) String from,
        @JsonProperty("message_content") @RequestField(value = CommonField.TEXT, required = true) String messageContent,
        @JsonProperty("recipient_address") @JsonSerialize(contentUsing = NumberObject.class) @RequestField(value = CommonField.TO,
                                                                                                           required = true,
                                                                                                           phoneNumber = true) List<String> recipientAddress,
        Boolean priority,
        @JsonProperty("unique_identifier") @RequestField(CommonField.IDEMPOTENCY_KEY) String uniqueIdentifier,
        @JsonProperty("campaign_name") String campaignName,
        @JsonProperty("custom_parameter") @RequestField(CommonField.REFERENCE) String customParameter,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            BoomerangRequest {

    public SmsOneWayRequest {
        recipientAddress = recipientAddress == null ? List.of() : List.copyOf(recipientAddress);
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public List<String> recipients() {
        return recipientAddress;
    }

    @Override
    public SmsOneWayRequest piece(List<String> newRecipients, String newUniqueIdentifier) {
        return new SmsOneWayRequest(
                from, messageContent, newRecipients, priority, newUniqueIdentifier, campaignName, customParameter, extraFields);
    }

    @Override
    public void validate() {
        BoomerangRequest.requireRecipients("smsOneWay", recipientAddress);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return BoomerangRequest.describe("SmsOneWayRequest", recipientAddress);
    }
}
