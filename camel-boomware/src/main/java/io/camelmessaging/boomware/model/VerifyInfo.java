/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.ProviderBean;

/**
 * The state of a verification.
 *
 * @param status                  {@code processing}, {@code verified}, or a word not known
 * @param number                  the number being verified
 * @param method                  {@code sms}, {@code voice} or {@code call}
 * @param verificationRequestedAt when it was started, as the provider wrote it
 * @param verifiedAt              when it was verified, as the provider wrote it; null if it is not
 * @param checkAttempts           the checks made so far
 * @param requestId               the verification; may be absent
 * @param extraFields             fields that the provider has and this component does not know, by their wire names
 */
public record VerifyInfo(
        String status,
        String number,
        String method,
        Long verificationRequestedAt,
        Long verifiedAt,
        Integer checkAttempts,
        String requestId,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            ProviderBean {

    public VerifyInfo {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Whether the number is verified. */
    public boolean verified() {
        return "verified".equalsIgnoreCase(status);
    }

    /** When it was started; null if the provider does not say. */
    public Instant verificationRequestedTime() {
        return WireTime.instant(verificationRequestedAt);
    }

    /** When it was verified; null if it is not. */
    public Instant verifiedTime() {
        return WireTime.instant(verifiedAt);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "VerifyInfo[" + status + ", " + Redaction.recipient(number) + "]";
    }
}
