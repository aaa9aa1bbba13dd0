package io.camelmessaging.boomware.model;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.ProviderBean;

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
            ProviderBean {

    public VerifyCheckResult {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** The answer to a code that was not right. */
    public static VerifyCheckResult failed(String requestId, int errorCode, String errorReason) {
        return new VerifyCheckResult(false, null, null, null, requestId, errorCode, errorReason, null);
    }

    /** The same answer as one to a right code. */
    public VerifyCheckResult asVerified(String checkedRequestId) {
        return new VerifyCheckResult(
                true, number, method, verifiedAt, requestId == null ? checkedRequestId : requestId, null, null, extraFields);
    }

    /** When the number was verified; null if it was not or the provider does not say. */
    public Instant verifiedTime() {
        return WireTime.instant(verifiedAt);
    }

    /** Names no full number. */
    @Override
    public String toString() {
        return "VerifyCheckResult[verified=" + verified + ", requestId=" + requestId + ", errorCode=" + errorCode + "]";
    }
}
