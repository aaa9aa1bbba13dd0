/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.clicksend.ClickSendConstants;
import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.ProviderBean;

/**
 * A delivery receipt, polled or pushed.
 *
 * @param timestampSend when the message was sent, in seconds since 1970
 * @param timestamp     when the status was reached, in seconds since 1970
 * @param messageId     the id that the send answered
 * @param status        {@code Delivered} or {@code Undelivered}, by which nothing is judged; null in a polled receipt
 * @param statusCode    200 and 300 on the way, 201 delivered, 301 failed; a word for a fax
 * @param statusText    its text, which gives the reason of a failure
 * @param errorCode     a number without a fixed meaning, which delivered messages have too; null for none
 * @param errorText     its text, which may say nothing; null for none
 * @param customString  the reference of the send
 * @param userId        the user, or null
 * @param subaccountId  the subaccount
 * @param messageType   {@code sms}, {@code voice}, {@code mms} or {@code fax}
 * @param digits        the keys that were pressed in a call, or null
 * @param extraFields   fields that the provider has and this component does not know, by their wire names
 */
public record Receipt(
        @JsonProperty("timestamp_send") Long timestampSend,
        Long timestamp,
        @JsonProperty("message_id") @JsonAlias( {
                "messageid" }) String messageId,
        String status,
        @JsonProperty("status_code") String statusCode,
        @JsonProperty("status_text") String statusText,
        @JsonProperty("error_code") String errorCode,
        @JsonProperty("error_text") String errorText,
        @JsonProperty("custom_string") @JsonAlias({ "customstring" }) String customString,
        @JsonProperty("user_id") Long userId,
        @JsonProperty("subaccount_id") Long subaccountId,
        @JsonProperty("message_type") @JsonAlias({ "_message_type" }) String messageType,
        String digits,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            DeliveryReceipt,
            ProviderBean{

    public Receipt {
        extraFields = ExtraFields.copy(extraFields);
    }

    /**
     * Message and status: a receipt is pushed and polled more than once. Of a call the keys belong to it, as they may
     * come after the status.
     */
    @Override
    public String eventId() {
        return messageId + ":" + rawStatus() + (digits == null || digits.isEmpty() ? "" : ":" + digits);
    }

    @Override
    public String rawStatus() {
        return statusCode == null || statusCode.isEmpty() ? status : statusCode;
    }

    /**
     * What the code says, and nothing else: a delivered message may have an error code, and the word in {@code status}
     * stands for too much. Of a fax the code is a word; an unknown code of 300 and above is not known to be final, and
     * without a code nothing is known.
     */
    @Override
    public DeliveryStatus deliveryStatus() {
        return statusCode == null ? DeliveryStatus.UNKNOWN : switch (statusCode.trim().toLowerCase(Locale.ROOT)) {
            case "200", "300", "sent", "queued" -> DeliveryStatus.SENT;
            case "201", "delivered", "completed" -> DeliveryStatus.DELIVERED;
            case "301", "undelivered", "failed", "cancelled" -> DeliveryStatus.UNDELIVERED;
            default -> DeliveryStatus.UNKNOWN;
        };
    }

    @Override
    public String keysPressed() {
        return digits;
    }

    /** A receipt does not name the recipient. */
    @Override
    public String recipient() {
        return null;
    }

    @Override
    public String reference() {
        return customString == null || customString.isEmpty() ? null : customString;
    }

    @Override
    public Instant occurredAt() {
        return UnixTime.instant(timestamp == null ? timestampSend : timestamp);
    }

    @Override
    public boolean complete() {
        return messageId != null && rawStatus() != null;
    }

    @Override
    public Map<String, Object> headers() {
        Map<String, Object> headers = new HashMap<>();
        headers.put(ClickSendConstants.RAW_STATUS, rawStatus());
        headers.put(ClickSendConstants.DIGITS, digits == null || digits.isEmpty() ? null : digits);
        return headers;
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "Receipt[" + messageId + ", " + statusCode + "]";
    }
}
