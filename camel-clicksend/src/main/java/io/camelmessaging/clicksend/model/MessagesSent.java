/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.support.PartialAnswer;

/**
 * The answer to a send: each message has a status of its own. It is the {@code data} of ClickSend's envelope.
 *
 * @param totalPrice   the price of all
 * @param totalCount   how many messages there were
 * @param queuedCount  how many were accepted
 * @param blockedCount how many were blocked by country, sender or registration
 * @param messages     SMS, MMS, calls or faxes; empty for post
 * @param recipients   letters or postcards; empty otherwise
 * @param currency     the currency; null for MMS
 * @param outcomes     one for each input, and one for each contact of a list; not on the wire
 * @param httpCode     the status that the answer names
 * @param responseCode the code of the answer, mostly {@code SUCCESS}
 * @param responseMsg  the answer's text for people; its wording changes
 * @param extraFields  fields that the provider has and this component does not know, by their wire names
 */
public record MessagesSent(
        @JsonProperty("total_price") BigDecimal totalPrice,
        @JsonProperty("total_count") Integer totalCount,
        @JsonProperty("queued_count") Integer queuedCount,
        @JsonProperty("blocked_count") Integer blockedCount,
        List<SentMessage> messages,
        List<SentPost> recipients,
        @JsonProperty("_currency") @JsonAlias("currency") Currency currency,
        @JsonIgnore List<RecipientOutcome> outcomes,
        @JsonProperty("http_code") Integer httpCode,
        @JsonProperty("response_code") String responseCode,
        @JsonProperty("response_msg") String responseMsg,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            SendResult,
            PartialAnswer<MessagesSent>,
            Answer {

    public MessagesSent {
        messages = present(messages);
        recipients = present(recipients);
        outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
        extraFields = ExtraFields.copy(extraFields);
    }

    private static <E> List<E> present(List<E> entries) {
        if (entries == null) {
            return null;
        }
        // not a further copy of a list that was copied before: an answer is made several times, of a thousand entries each
        return entries.stream().allMatch(Objects::nonNull)
                ? List.copyOf(entries) : entries.stream().filter(Objects::nonNull).toList();
    }

    /** What the provider tells of each message. */
    public List<? extends SentEntry> entries() {
        return messages != null ? messages : recipients != null ? recipients : List.of();
    }

    /** The same answer with the outcomes. */
    public MessagesSent with(List<RecipientOutcome> newOutcomes) {
        List<RecipientOutcome> priced
                = newOutcomes.stream().map(outcome -> outcome.pricedIn(Currency.codeOf(currency))).toList();
        return new MessagesSent(
                totalPrice, totalCount, queuedCount, blockedCount, messages, recipients, currency, priced, httpCode,
                responseCode, responseMsg, extraFields);
    }

    /** The same answer with what stands around it. */
    public MessagesSent answered(Integer code, String newResponseCode, String newResponseMsg) {
        return new MessagesSent(
                totalPrice, totalCount, queuedCount, blockedCount, messages, recipients, currency, outcomes, code,
                newResponseCode, newResponseMsg, extraFields);
    }

    /** What a send would have answered for messages that the history has. */
    public static MessagesSent found(List<SentMessage> messages) {
        int queued = (int) messages.stream().filter(message -> "SUCCESS".equals(message.status())).count();
        return new MessagesSent(
                null, messages.size(), queued, null, messages, null, null, null, 200, "SUCCESS", "found in the history", null);
    }

    /** One answer of several; its code and text are those of the first. */
    @Override
    public MessagesSent followedBy(List<MessagesSent> following) {
        List<MessagesSent> answers = Stream.concat(Stream.of(this), following.stream()).toList();
        return new MessagesSent(
                answers.stream().map(MessagesSent::totalPrice).filter(price -> price != null).reduce(BigDecimal::add)
                        .orElse(null),
                sum(answers.stream().map(MessagesSent::totalCount).toList()),
                sum(answers.stream().map(MessagesSent::queuedCount).toList()),
                sum(answers.stream().map(MessagesSent::blockedCount).toList()),
                messages == null ? null : answers.stream().flatMap(answer -> answer.messages.stream()).toList(),
                recipients == null ? null : answers.stream().flatMap(answer -> answer.recipients.stream()).toList(),
                currency, answers.stream().flatMap(answer -> answer.outcomes.stream()).toList(), httpCode,
                responseCode, responseMsg, extraFields);
    }

    private static Integer sum(List<Integer> counts) {
        return counts.stream().filter(count -> count != null).reduce(Integer::sum).orElse(null);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "MessagesSent[" + queuedCount + " of " + totalCount + "]";
    }
}
