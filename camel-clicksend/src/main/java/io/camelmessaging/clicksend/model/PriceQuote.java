/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.PartialAnswer;

/**
 * What SMS would cost. Nothing was sent, although each message looks as if it were.
 *
 * @param totalPrice   the price of all
 * @param totalCount   how many messages there were
 * @param queuedCount  how many were accepted
 * @param blockedCount how many were blocked by country, sender or registration
 * @param messages     what each would cost
 * @param currency     the currency; null for MMS
 * @param httpCode     the status that the answer names
 * @param responseCode the code of the answer, mostly {@code SUCCESS}
 * @param responseMsg  the answer's text for people; its wording changes
 * @param extraFields  fields that the provider has and this component does not know, by their wire names
 */
public record PriceQuote(
        @JsonProperty("total_price") BigDecimal totalPrice,
        @JsonProperty("total_count") Integer totalCount,
        @JsonProperty("queued_count") Integer queuedCount,
        @JsonProperty("blocked_count") Integer blockedCount,
        List<SentMessage> messages,
        @JsonProperty("_currency") @JsonAlias("currency") Currency currency,
        @JsonProperty("http_code") Integer httpCode,
        @JsonProperty("response_code") String responseCode,
        @JsonProperty("response_msg") String responseMsg,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            PartialAnswer<PriceQuote>,
            Answer {

    public PriceQuote {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** One answer of several; its code and text are those of the first. */
    @Override
    public PriceQuote followedBy(List<PriceQuote> following) {
        List<PriceQuote> answers = Stream.concat(Stream.of(this), following.stream()).toList();
        return new PriceQuote(
                answers.stream().map(PriceQuote::totalPrice).filter(price -> price != null).reduce(BigDecimal::add)
                        .orElse(null),
                sum(answers.stream().map(PriceQuote::totalCount).toList()),
                sum(answers.stream().map(PriceQuote::queuedCount).toList()),
                sum(answers.stream().map(PriceQuote::blockedCount).toList()),
                messages == null ? null : answers.stream().flatMap(answer -> answer.messages.stream()).toList(),
                currency, httpCode, responseCode, responseMsg, extraFields);
    }

    private static Integer sum(List<Integer> counts) {
        return counts.stream().filter(count -> count != null).reduce(Integer::sum).orElse(null);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "PriceQuote[" + queuedCount + " of " + totalCount + "]";
    }
}
