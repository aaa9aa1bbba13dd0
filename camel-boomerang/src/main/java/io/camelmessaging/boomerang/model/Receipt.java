/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.boomerang.BoomerangConstants;
import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Fingerprint;
import io.camelmessaging.common.support.InternationalNumber;
import io.camelmessaging.common.support.ProviderBean;

/**
 * A delivery receipt.
 *
 * @param transactionId   the message
 * @param status          the status in the provider's own letter or word
 * @param statusDate      when, as the provider writes it
 * @param destination     the recipient: digits, mostly without a plus, or an e-mail address
 * @param customParameter the reference that the message was sent with
 * @param campaignName    the campaign that it was sent with
 * @param uniqueId        presumably the idempotency key that it was sent with
 * @param occurredAt      when; null where the date cannot be read; not on the wire
 * @param extraFields     fields that the provider has and this component does not know, by their wire names
 */
public record Receipt(
        @JsonProperty("transaction_id") String transactionId,
        String status,
        @JsonProperty("status_date") String statusDate,
        String destination,
        @JsonProperty("custom_parameter") String customParameter,
        @JsonProperty("campaign_name") String campaignName,
        @JsonProperty("unique_id") String uniqueId,
        @JsonIgnore Instant occurredAt,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            DeliveryReceipt,
            ProviderBean {

    public Receipt {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** The same receipt, its date read as one of this zone. */
    public Receipt datedIn(ZoneId zone) {
        return new Receipt(
                transactionId, status, statusDate, destination, customParameter, campaignName, uniqueId,
                WireTime.instant(statusDate, zone), extraFields);
    }

    /**
     * The message, its status, when, and in short to whom: a message has several receipts, and they have no id of their
     * own.
     */
    @Override
    public String eventId() {
        return transactionId + ":" + status + ":" + statusDate + ":"
               + Fingerprint.shortOf(16, transactionId, status, statusDate, destination);
    }

    @Override
    public String messageId() {
        return transactionId;
    }

    /** The recipient, as E.164 where it is a number. */
    @Override
    public String recipient() {
        return InternationalNumber.of(destination);
    }

    @Override
    public DeliveryStatus deliveryStatus() {
        return WireStatus.read(status);
    }

    @Override
    public String rawStatus() {
        return status;
    }

    @Override
    public String reference() {
        return customParameter;
    }

    @Override
    public Map<String, Object> headers() {
        return Collections.singletonMap(BoomerangConstants.RAW_STATUS, status);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "Receipt[" + transactionId + ", " + status + "]";
    }
}
