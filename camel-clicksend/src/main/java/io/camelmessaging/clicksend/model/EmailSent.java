/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;

/**
 * The answer to an e-mail.
 *
 * @param messageId          its id
 * @param status             such as {@code WaitApproval}
 * @param statusText         text for people
 * @param price              the price of the e-mail, to all of its recipients
 * @param fromEmailAddressId the sender's address
 * @param fromName           the sender's name
 * @param to                 the recipients
 * @param cc                 further recipients
 * @param bcc                hidden recipients
 * @param subject            the subject
 * @param body               the text
 * @param bodyPlainText      the text without HTML
 * @param schedule           when it is sent
 * @param softBounceCount    soft bounces
 * @param hardBounceCount    hard bounces
 * @param dateAdded          when it was accepted, in seconds since 1970
 * @param customString       the reference
 * @param attachments        the attachments
 * @param currency           the currency
 * @param userId             the user
 * @param subaccountId       the subaccount
 * @param httpCode           the status that the answer names
 * @param responseCode       the code of the answer, mostly {@code SUCCESS}
 * @param responseMsg        the answer's text for people; its wording changes
 * @param extraFields        fields that the provider has and this component does not know, by their wire names
 */
public record EmailSent(
        @JsonProperty("message_id") String messageId,
        String status,
        @JsonProperty("status_text") String statusText,
        BigDecimal price,
        @JsonProperty("from_email_address_id") Long fromEmailAddressId,
        @JsonProperty("from_name") String fromName,
        List<Map<String, Object>> to,
        List<Map<String, Object>> cc,
        List<Map<String, Object>> bcc,
        String subject,
        String body,
        @JsonProperty("body_plain_text") String bodyPlainText,
        Long schedule,
        @JsonProperty("soft_bounce_count") Integer softBounceCount,
        @JsonProperty("hard_bounce_count") Integer hardBounceCount,
        @JsonProperty("date_added") Long dateAdded,
        @JsonProperty("custom_string") String customString,
        @JsonProperty("_attachments") List<Map<String, Object>> attachments,
        @JsonProperty("_currency") Currency currency,
        @JsonProperty("user_id") Long userId,
        @JsonProperty("subaccount_id") Long subaccountId,
        @JsonProperty("http_code") Integer httpCode,
        @JsonProperty("response_code") String responseCode,
        @JsonProperty("response_msg") String responseMsg,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            SendResult,
            Answer {

    /** Guards count in millionths. */
    private static final int SHARE_SCALE = 6;

    public EmailSent {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** One for each recipient, with its share of the price, so that the shares are the price. */
    @Override
    public List<RecipientOutcome> outcomes() {
        if (to == null || to.isEmpty()) {
            return List.of(outcome(null, price));
        }
        List<RecipientOutcome> outcomes = new ArrayList<>(to.size());
        BigDecimal share = price == null ? null : price.divide(BigDecimal.valueOf(to.size()), SHARE_SCALE, RoundingMode.DOWN);
        for (Map<String, Object> one : to) {
            // the first one has what is left over
            BigDecimal part = share == null || !outcomes.isEmpty()
                    ? share : price.subtract(share.multiply(BigDecimal.valueOf(to.size() - 1L)));
            outcomes.add(outcome(String.valueOf(one.get("email")), part));
        }
        return outcomes;
    }

    private RecipientOutcome outcome(String recipient, BigDecimal part) {
        return new RecipientOutcome(
                recipient, RecipientOutcome.State.ACCEPTED, messageId, status, null,
                part == null ? null : part.stripTrailingZeros(), Currency.codeOf(currency));
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "EmailSent[" + messageId + ", " + status + "]";
    }
}
