/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.ProviderBean;

/**
 * The state of a request.
 *
 * @param id          the request
 * @param product     the kind of request, such as {@code verify.sms}
 * @param number      the target
 * @param mccmnc      the mobile country and network code, with leading zeros
 * @param network     the operator
 * @param country     the two-letter country
 * @param status      the delivery status in the provider's own word; {@link #deliveryStatus()} reads it
 * @param createdAt   when, as the provider wrote it
 * @param payload     the parameters of the request, text and personal data among them; may be absent
 * @param rate        the price, in a currency that the provider does not state; may be absent
 * @param sender      the sender used; may be absent
 * @param goals       the goals reported; may be absent
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record RequestInfo(
        @JsonAlias("requestId") String id,
        String product,
        String number,
        String mccmnc,
        String network,
        String country,
        String status,
        Long createdAt,
        Map<String, Object> payload,
        BigDecimal rate,
        String sender,
        List<String> goals,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            ProviderBean {

    public RequestInfo {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** The status in the words that all providers share. */
    public DeliveryStatus deliveryStatus() {
        return WireStatus.read(status);
    }

    /** When the request was made; null if the provider does not say. */
    public Instant createdTime() {
        return WireTime.instant(createdAt);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "RequestInfo[" + id + ", " + product + ", " + status + "]";
    }
}
