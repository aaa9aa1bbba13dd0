/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.boomware.BoomwareConstants;
import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.InternationalNumber;
import io.camelmessaging.common.support.ProviderBean;

/**
 * A delivery receipt.
 *
 * @param requestId   the id that the sending operation answered
 * @param number      the recipient, with or without a plus
 * @param status      the status in the provider's own word
 * @param timestamp   when, as the provider wrote it
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record DeliveryCallback(
        String requestId,
        String number,
        String status,
        Long timestamp,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            DeliveryReceipt,
            ProviderBean {

    public DeliveryCallback {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** The request and its status: receipts are repeated, and a request has several. */
    @Override
    public String eventId() {
        return requestId + ":" + status.toUpperCase(Locale.ROOT);
    }

    @Override
    public String messageId() {
        return requestId;
    }

    @Override
    public String recipient() {
        return InternationalNumber.of(number);
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
    public Instant occurredAt() {
        return WireTime.instant(timestamp);
    }

    @Override
    public boolean complete() {
        return requestId != null && status != null;
    }

    @Override
    public Map<String, Object> headers() {
        return Map.of(BoomwareConstants.RAW_STATUS, status);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "DeliveryCallback[" + requestId + ", " + status + "]";
    }
}
