/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.ProviderBean;

/**
 * What a lookup found.
 *
 * @param id          the id of the lookup
 * @param product     {@code insight.hlr}
 * @param number      the number looked up
 * @param mccmnc      the mobile country and network code, with leading zeros
 * @param network     the operator
 * @param country     the two-letter country
 * @param status      {@code DELIVERED} (the subscriber was reached), {@code UNDELIVERED} or {@code REJECTED}
 * @param createdAt   when, as the provider wrote it
 * @param imsi        the subscriber identity, often partial; null if not known
 * @param ported      whether the number moved from another operator; null if not known
 * @param roaming     whether the subscriber is abroad; null if not known
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record HlrResult(
        @JsonAlias("requestId") String id,
        String product,
        String number,
        String mccmnc,
        String network,
        String country,
        String status,
        Long createdAt,
        String imsi,
        Boolean ported,
        Boolean roaming,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            ProviderBean {

    public HlrResult {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Whether the subscriber was reached. */
    public boolean reachable() {
        return "DELIVERED".equalsIgnoreCase(status);
    }

    /** When the lookup was made; null if the provider does not say. */
    public Instant createdTime() {
        return WireTime.instant(createdAt);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "HlrResult[" + Redaction.recipient(number) + ", " + status + "]";
    }
}
