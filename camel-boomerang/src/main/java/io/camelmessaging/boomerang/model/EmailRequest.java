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
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * An e-mail ({@code POST /email}).
 *
 * @param from             what the From address says; null for the account's own
 * @param emailSubject     the subject; null for none
 * @param messageContent   the text; required
 * @param emailAddress     the recipients: e-mail addresses; required
 * @param validityPeriod   how many days replies are taken, at least 1; null for the account's own
 * @param openTicket       whether several replies belong to the message and not the first alone; null for no
 * @param emailResponses   the e-mail address that replies are forwarded to; null for none
 * @param pushResponses    the URL that replies are posted to; null for none
 * @param uniqueIdentifier the idempotency key: the provider ignores a message whose key it knows; null for none
 * @param campaignName     a label, found again in receipts; null for none
 * @param customParameter  your own reference, found again in receipts and replies; null for none
 * @param extraFields      fields that the provider has and this component does not know, by their wire names
 */
public record EmailRequest(
        @RequestField(CommonField.FROM) String from,
        @JsonProperty("email_subject") @RequestField(CommonField.SUBJECT) String emailSubject,
        @JsonProperty("message_content") @RequestField(value = CommonField.TEXT, required = true) String messageContent,
        @JsonProperty("email_address") @RequestField(value = CommonField.TO, required = true) List<String> emailAddress,
        @JsonProperty("validity_period") @RequestField(least = 1) Integer validityPeriod,
        @JsonProperty("open_ticket") Boolean openTicket,
        @JsonProperty("email_responses") String emailResponses,
        @JsonProperty("push_responses") @RequestField(CommonField.CALLBACK_URL) String pushResponses,
        @JsonProperty("unique_identifier") @RequestField(CommonField.IDEMPOTENCY_KEY) String uniqueIdentifier,
        @JsonProperty("campaign_name") String campaignName,
        @JsonProperty("custom_parameter") @RequestField(CommonField.REFERENCE) String customParameter,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            BoomerangRequest {

    public EmailRequest {
        emailAddress = emailAddress == null ? List.of() : List.copyOf(emailAddress);
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public List<String> recipients() {
        return emailAddress;
    }

    @Override
    public EmailRequest piece(List<String> newRecipients, String newUniqueIdentifier) {
        return new EmailRequest(
                from, emailSubject, messageContent, newRecipients, validityPeriod, openTicket, emailResponses, pushResponses,
                newUniqueIdentifier, campaignName, customParameter, extraFields);
    }

    @Override
    public void validate() {
        BoomerangRequest.requireRecipients("email", emailAddress);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return BoomerangRequest.describe("EmailRequest", emailAddress);
    }
}
