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
 * A call that reads a text out ({@code POST /voice}).
 *
 * @param voiceIntro           what is read out first; it asks for the keys 1 (listen) or 2 (ignore)
 * @param messageContent       what is read out after the intro; required
 * @param voiceThankYou        what is read out at the end; null for nothing
 * @param voiceRedirectMessage what is read out while the call is diverted; null for nothing
 * @param redirectNumber       the number that key 9 diverts the call to; null for none
 * @param voiceRetries         how many further attempts to make if nobody answers, 0 to 3; null for the account's own
 * @param voiceDelay           how many minutes to wait between attempts; null for the account's own
 * @param recipientAddress     the recipients: phone numbers with their country code; required
 * @param emailResponses       the e-mail address that replies are forwarded to; null for none
 * @param pushResponses        the URL that replies are posted to; null for none
 * @param priority             whether to send outside the account's social hours; null for no
 * @param uniqueIdentifier     the idempotency key: the provider ignores a message whose key it knows; null for none
 * @param campaignName         a label, found again in receipts; null for none
 * @param customParameter      your own reference, found again in receipts and replies; null for none
 * @param locale               the voice's language; the accepted values are not published; null for the account's own
 * @param extraFields          fields that the provider has and this component does not know, by their wire names
 */
public record VoiceRequest(
        @JsonProperty("voice_intro") String voiceIntro,
        @JsonProperty("message_content") @RequestField(value = CommonField.TEXT, required = true) String messageContent,
        @JsonProperty("voice_thank_you") String voiceThankYou,
        @JsonProperty("voice_redirect_message") String voiceRedirectMessage,
        @JsonProperty("voice_redirect_no") @JsonSerialize(using = NumberObject.class) @RequestField(phoneNumber = true) String redirectNumber,
        @JsonProperty("voice_retries") @RequestField(least = 0, most = 3) Integer voiceRetries,
        @JsonProperty("voice_delay") @RequestField(least = 0) Integer voiceDelay,
        @JsonProperty("recipient_address") @JsonSerialize(contentUsing = NumberObject.class) @RequestField(value = CommonField.TO,
                                                                                                           required = true,
                                                                                                           phoneNumber = true) List<String> recipientAddress,
        @JsonProperty("email_responses") String emailResponses,
        @JsonProperty("push_responses") @RequestField(CommonField.CALLBACK_URL) String pushResponses,
        Boolean priority,
        @JsonProperty("unique_identifier") @RequestField(CommonField.IDEMPOTENCY_KEY) String uniqueIdentifier,
        @JsonProperty("campaign_name") String campaignName,
        @JsonProperty("custom_parameter") @RequestField(CommonField.REFERENCE) String customParameter,
        String locale,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            BoomerangRequest {

    public VoiceRequest {
        recipientAddress = recipientAddress == null ? List.of() : List.copyOf(recipientAddress);
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public List<String> recipients() {
        return recipientAddress;
    }

    @Override
    public VoiceRequest piece(List<String> newRecipients, String newUniqueIdentifier) {
        return new VoiceRequest(
                voiceIntro, messageContent, voiceThankYou, voiceRedirectMessage, redirectNumber, voiceRetries, voiceDelay,
                newRecipients, emailResponses, pushResponses, priority, newUniqueIdentifier, campaignName, customParameter,
                locale, extraFields);
    }

    @Override
    public void validate() {
        BoomerangRequest.requireRecipients("voice", recipientAddress);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return BoomerangRequest.describe("VoiceRequest", recipientAddress);
    }
}
