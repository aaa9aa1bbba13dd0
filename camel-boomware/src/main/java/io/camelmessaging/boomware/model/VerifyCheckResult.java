/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.boomware.BoomwareConstants;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.VerificationReason;
import io.camelmessaging.common.support.ProviderBean;
import io.camelmessaging.common.support.VerificationAnswer;
import io.camelmessaging.common.support.VerificationRequest;

/**
 * What a check of a code came to.
 *
 * @param verified    whether the code was right
 * @param number      the verified number; null if the code was not right
 * @param method      {@code sms}, {@code voice} or {@code call}; null if the code was not right
 * @param verifiedAt  when, as the provider wrote it; {@link #verifiedTime()} reads it
 * @param requestId   the verification
 * @param errorCode   20 unknown id, 21 wrong code, 22 expired, 23 too many attempts; null if the code was right
 * @param errorReason the provider's text, or null
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record VerifyCheckResult(
        boolean verified,
        String number,
        String method,
        Long verifiedAt,
        String requestId,
        Integer errorCode,
        String errorReason,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            VerificationAnswer,
            ProviderBean {

    public VerifyCheckResult {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public boolean saysVerified() {
        return number != null || verifiedAt != null;
    }

    @Override
    public VerifyCheckResult asVerified(VerificationRequest checked) {
        String id = requestId == null ? ((VerifyCheckRequest) checked).requestId() : requestId;
        return new VerifyCheckResult(true, number, method, verifiedAt, id, null, null, extraFields);
    }

    @Override
    public VerificationReason reason() {
        if (verified) {
            return null;
        }
        return switch (errorCode == null ? 0 : errorCode) {
            case 20 -> VerificationReason.NOT_FOUND;
            case 21 -> VerificationReason.WRONG_CODE;
            case 22 -> VerificationReason.EXPIRED;
            case 23 -> VerificationReason.TOO_MANY_ATTEMPTS;
            default -> VerificationReason.OTHER;
        };
    }

    @Override
    public String verificationId() {
        return requestId;
    }

    @Override
    public Map<String, Object> headers() {
        return Map.of(BoomwareConstants.VERIFIED, verified);
    }

    /** When the number was verified; null if it was not or the provider does not say. */
    public Instant verifiedTime() {
        return WireTime.instant(verifiedAt);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "VerifyCheckResult[verified=" + verified + ", requestId=" + requestId + ", errorCode=" + errorCode + "]";
    }
}
