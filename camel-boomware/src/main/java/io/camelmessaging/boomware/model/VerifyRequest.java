package io.camelmessaging.boomware.model;

import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.Redaction;
import io.camelmessaging.common.binding.Neutral;
import io.camelmessaging.common.binding.RequestField;
import io.camelmessaging.common.binding.Validated;

/**
 * A one-time code ({@code POST /v1/verify}).
 *
 * @param number               the number to verify in E.164 form; required
 * @param method               {@code sms}, {@code voice} or {@code call}; required
 * @param from                 the sender id of the SMS; null for the default
 * @param language             the language of text or voice; null for en
 * @param codeLength           4 to 6; null for 4
 * @param ip                   the end user's IP address, or null
 * @param codeExpiry           the lifetime of the code in a unit that the provider does not state, or null
 * @param checkAttemptsAllowed how many failed checks are allowed, or null
 * @param callbackUrl          where the delivery receipt goes; null for none
 * @param extraFields          fields that the provider has and this component does not know, by their wire names
 */
public record VerifyRequest(
        @RequestField(value = Neutral.TO, required = true, phoneNumber = true) String number,
        @RequestField(required = true) String method,
        @RequestField(value = Neutral.FROM, sender = true) String from,
        String language,
        Integer codeLength,
        String ip,
        Integer codeExpiry,
        Integer checkAttemptsAllowed,
        @RequestField(Neutral.CALLBACK_URL) String callbackUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            Validated {

    private static final Set<String> METHODS = Set.of("sms", "voice", "call");

    public VerifyRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public void validate() {
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException(
                    "boomware:verify takes sms, voice or call as method, and '" + Redaction.text(method) + "' is none.");
        }
        if (codeLength != null && (codeLength < 4 || codeLength > 6)) {
            throw new IllegalArgumentException("boomware:verify takes a codeLength of 4 to 6, and got " + codeLength + ".");
        }
    }

    /** Names no text and no full number. */
    @Override
    public String toString() {
        return "VerifyRequest[" + Redaction.recipient(number) + "]";
    }
}
