package io.camelmessaging.sendmode.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.Redaction;
import io.camelmessaging.common.binding.Neutral;
import io.camelmessaging.common.binding.RequestField;

/**
 * A code to check ({@code GET /verify}); a right one is used up.
 *
 * @param code        what the user typed; required
 * @param recipient   the number that the code was sent to, in the same form; required
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record VerifyCheckRequest(
        @RequestField(required = true, body = true, personal = true) String code,
        @RequestField(value = Neutral.TO, required = true, phoneNumber = true) String recipient,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public VerifyCheckRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Names no code and no full number. */
    @Override
    public String toString() {
        return "VerifyCheckRequest[" + Redaction.recipient(recipient) + "]";
    }
}
