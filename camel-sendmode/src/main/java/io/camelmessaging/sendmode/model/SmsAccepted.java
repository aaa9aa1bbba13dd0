/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.support.CorrelatedAnswer;
import io.camelmessaging.common.support.PartialAnswer;
import io.camelmessaging.common.support.ProviderBean;

/**
 * The answer to a send: Sendmode took the message, which is not yet delivered. It holds no message id.
 *
 * @param status           {@code OK}
 * @param statusCode       0
 * @param acceptedDateTime when, as the provider wrote it
 * @param message          the provider's echo
 * @param outcomes         one for each recipient; not on the wire
 * @param extraFields      fields that the provider has and this component does not know, by their wire names
 */
public record SmsAccepted(
        String status,
        Integer statusCode,
        String acceptedDateTime,
        Echo message,
        @JsonIgnore List<RecipientOutcome> outcomes,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            SendResult,
            CorrelatedAnswer,
            PartialAnswer<SmsAccepted>,
            ProviderBean {

    /**
     * What the provider understood.
     *
     * @param senderId     the sender id, or null
     * @param messageText  the text
     * @param customerId   the reference, or null
     * @param scheduleDate when it is sent, or null
     * @param recipients   the numbers in the form in which they were sent
     * @param extraFields  fields that the provider has and this component does not know, by their wire names
     */
    public record Echo(
            @JsonProperty("senderid") String senderId,
            @JsonProperty("messagetext") String messageText,
            @JsonProperty("customerid") String customerId,
            @JsonProperty("scheduledate") String scheduleDate,
            List<String> recipients,
            @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

        public Echo {
            extraFields = ExtraFields.copy(extraFields);
        }

        /** Omits personal data. */
        @Override
        public String toString() {
            return "Echo[" + (recipients == null ? 0 : recipients.size()) + " recipients]";
        }
    }

    public SmsAccepted {
        outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
        extraFields = ExtraFields.copy(extraFields);
    }

    /**
     * The same answer with the outcome of each recipient: one that the echo leaves out is of unknown outcome, since the
     * provider does not say what becomes of a bad number among good ones.
     */
    @Override
    public SmsAccepted sentTo(List<String> recipients) {
        Set<String> echoed = message == null || message.recipients() == null || message.recipients().isEmpty()
                ? null : message.recipients().stream().map(SmsAccepted::digits).collect(Collectors.toSet());
        return new SmsAccepted(
                status, statusCode, acceptedDateTime, message, recipients.stream()
                        .map(recipient -> RecipientOutcome.of(recipient,
                                echoed == null || echoed.contains(digits(recipient))
                                        ? RecipientOutcome.State.ACCEPTED : RecipientOutcome.State.UNKNOWN))
                        .toList(),
                extraFields);
    }

    /** This one, with the outcomes of all. */
    @Override
    public SmsAccepted followedBy(List<SmsAccepted> following) {
        List<RecipientOutcome> all = new ArrayList<>(outcomes);
        following.forEach(answer -> all.addAll(answer.outcomes));
        return new SmsAccepted(status, statusCode, acceptedDateTime, message, all, extraFields);
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "SmsAccepted[" + status + ", " + outcomes.size() + " recipients]";
    }
}
