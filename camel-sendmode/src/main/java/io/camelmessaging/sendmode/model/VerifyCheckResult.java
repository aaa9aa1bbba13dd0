/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.VerificationReason;
import io.camelmessaging.common.support.ProviderBean;
import io.camelmessaging.common.support.VerificationAnswer;
import io.camelmessaging.common.support.VerificationRequest;
import io.camelmessaging.sendmode.SendmodeConstants;

/**
 * What a check of a code came to.
 *
 * @param verified    whether the code was right
 * @param status      {@code OK}, {@code CODE_EXPIRED} or {@code CODE_INVALID}
 * @param statusCode  0, 104 expired, 105 wrong or used
 * @param message     what the provider says of the code; null if it was not right
 * @param error       the provider's text; null if the code was right
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record VerifyCheckResult(
        boolean verified,
        String status,
        Integer statusCode,
        Check message,
        String error,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            VerificationAnswer,
            ProviderBean {

    /**
     * A checked code.
     *
     * @param recipient      the number
     * @param code           the code
     * @param expireDatetime when it expires, {@code dd/MM/yyyy HH:mm:ss}
     * @param status         {@code VERIFIED}
     * @param verifiedDate   when it was verified, {@code dd/MM/yyyy HH:mm:ss}
     * @param extraFields    fields that the provider has and this component does not know, by their wire names
     */
    public record Check(String recipient, String code, String expireDatetime, String status, String verifiedDate,
            @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

        public Check {
            extraFields = ExtraFields.copy(extraFields);
        }

        /** Omits personal data. */
        @Override
        public String toString() {
            return "Check[" + status + "]";
        }
    }

    public VerifyCheckResult {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public boolean saysVerified() {
        return message != null && "VERIFIED".equalsIgnoreCase(message.status());
    }

    @Override
    public VerifyCheckResult asVerified(VerificationRequest checked) {
        return new VerifyCheckResult(true, status, statusCode, message, error, extraFields);
    }

    @Override
    public VerificationReason reason() {
        if (verified) {
            return null;
        }
        return switch (statusCode == null ? 0 : statusCode) {
            case 104 -> VerificationReason.EXPIRED;
            case 105 -> VerificationReason.WRONG_CODE;
            default -> VerificationReason.OTHER;
        };
    }

    @Override
    public Map<String, Object> headers() {
        return Map.of(SendmodeConstants.VERIFIED, verified);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "VerifyCheckResult[verified=" + verified + ", statusCode=" + statusCode + "]";
    }
}
