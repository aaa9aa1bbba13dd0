package io.camelmessaging.sendmode.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.Masked;
import io.camelmessaging.common.ProviderBean;

/**
 * A customer's reply. The provider gives it no id, no time and no reference.
 *
 * @param mobileNumber who replied: international digits without a plus
 * @param text         what it says, on the wire {@code command}
 * @param sentTo       the number or short code that it was sent to
 * @param receivedAt   when it arrived here; not on the wire
 * @param sender       who replied, as E.164 where it can be told; not on the wire
 * @param extraFields  parameters that this component does not know
 */
public record CustomerReply(
        @JsonProperty("mobilenumber") String mobileNumber,
        @JsonProperty("command") String text,
        @JsonProperty("sentto") String sentTo,
        @JsonIgnore Instant receivedAt,
        @JsonIgnore String sender,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            InboundMessage,
            ProviderBean {

    private static final Set<String> OPT_OUT
            = Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");

    public CustomerReply {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Whether the whole message is an opt-out word, in any case. */
    public boolean optOut() {
        return OPT_OUT.contains(text.strip().toUpperCase(Locale.ROOT));
    }

    /** Sender and time of arrival: two equal replies are two replies, since nothing on the wire tells a repeat. */
    @Override
    public String eventId() {
        return mobileNumber + ":" + receivedAt;
    }

    @Override
    public String messageId() {
        return null;
    }

    @Override
    public String recipient() {
        return sentTo;
    }

    /** When it arrived here. */
    @Override
    public Instant occurredAt() {
        return receivedAt;
    }

    /** Names no text and no full number. */
    @Override
    public String toString() {
        return "CustomerReply[" + Masked.recipient(mobileNumber) + "]";
    }
}
