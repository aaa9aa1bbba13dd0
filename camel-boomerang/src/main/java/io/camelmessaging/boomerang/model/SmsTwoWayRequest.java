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
 * An SMS whose replies are tied to it ({@code POST /sms2}).
 *
 * @param conversationId   what groups messages and their replies; null for none
 * @param messageContent   the text; required
 * @param recipientAddress the recipients: phone numbers with their country code; required
 * @param validityPeriod   how many days replies are taken, at least 1; null for the account's own
 * @param openTicket       whether several replies belong to the message and not the first alone; null for no
 * @param emailResponses   the e-mail address that replies are forwarded to; null for none
 * @param pushResponses    the URL that replies are posted to; null for none
 * @param priority         whether to send outside the account's social hours; null for no
 * @param uniqueIdentifier the idempotency key: the provider ignores a message whose key it knows; null for none
 * @param campaignName     a label, found again in receipts; null for none
 * @param customParameter  your own reference, found again in receipts and replies; null for none
 * @param extraFields      fields that the provider has and this component does not know, by their wire names
 */
public record SmsTwoWayRequest(
        @JsonProperty("conversation_id") String conversationId,
        @JsonProperty("message_content") @RequestField(value = CommonField.TEXT, required = true) String messageContent,
        @JsonProperty("recipient_address") @JsonSerialize(contentUsing = NumberObject.class) @RequestField(value = CommonField.TO,
                                                                                                           required = true,
                                                                                                           phoneNumber = true) List<String> recipientAddress,
        @JsonProperty("validity_period") @RequestField(least = 1) Integer validityPeriod,
        @JsonProperty("open_ticket") Boolean openTicket,
        @JsonProperty("email_responses") String emailResponses,
        @JsonProperty("push_responses") @RequestField(CommonField.CALLBACK_URL) String pushResponses,
        Boolean priority,
        @JsonProperty("unique_identifier") @RequestField(CommonField.IDEMPOTENCY_KEY) String uniqueIdentifier,
        @JsonProperty("campaign_name") String campaignName,
        @JsonProperty("custom_parameter") @RequestField(CommonField.REFERENCE) String customParameter,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            BoomerangRequest {

    public SmsTwoWayRequest {
        recipientAddress = recipientAddress == null ? List.of() : List.copyOf(recipientAddress);
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public List<String> recipients() {
        return recipientAddress;
    }

    @Override
    public SmsTwoWayRequest piece(List<String> newRecipients, String newUniqueIdentifier) {
        return new SmsTwoWayRequest(
                conversationId, messageContent, newRecipients, validityPeriod, openTicket, emailResponses, pushResponses,
                priority, newUniqueIdentifier, campaignName, customParameter, extraFields);
    }

    @Override
    public void validate() {
        BoomerangRequest.requireRecipients("smsTwoWay", recipientAddress);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return BoomerangRequest.describe("SmsTwoWayRequest", recipientAddress);
    }
}
