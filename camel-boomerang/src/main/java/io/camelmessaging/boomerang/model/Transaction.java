/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;

/**
 * One message that the provider took.
 *
 * @param transactionId   the id that replies and receipts name
 * @param partsPerMessage how many SMS parts are charged; null where there are none
 * @param telephoneNumber the recipient of an SMS or a call, as the provider writes it
 * @param emailAddress    the recipient of an e-mail
 * @param boomerangId     the provider's own id of the message, where it tells it
 * @param extraFields     fields that the provider has and this component does not know, by their wire names
 */
public record Transaction(
        @JsonProperty("transaction_id") String transactionId,
        @JsonProperty("parts_per_message") Integer partsPerMessage,
        @JsonProperty("telephone_number") String telephoneNumber,
        @JsonProperty("email_address") String emailAddress,
        @JsonProperty("boomerang_id") @JsonAlias("boomerangId") String boomerangId,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public Transaction {
        extraFields = ExtraFields.copy(extraFields);
    }

    String recipient() {
        return telephoneNumber == null ? emailAddress : telephoneNumber;
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "Transaction[" + transactionId + "]";
    }
}
