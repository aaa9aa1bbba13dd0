package io.camelmessaging.boomware.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.binding.RequestField;

/**
 * A code to check ({@code POST /v1/verify/check}); each check may use up an attempt.
 *
 * @param requestId   the id that verify answered; required
 * @param code        what the user typed; required
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record VerifyCheckRequest(
        @RequestField(required = true) String requestId,
        @RequestField(required = true, body = true, personal = true) String code,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public VerifyCheckRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Names no code. */
    @Override
    public String toString() {
        return "VerifyCheckRequest[" + requestId + "]";
    }
}
