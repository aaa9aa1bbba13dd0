/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.support.CorrelatedAnswer;
import io.camelmessaging.common.support.ProviderBean;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/** What the pigeon speaks. */
public final class Wire {

    private Wire() {
    }

    public record Sms(
            @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String number,
            @RequestField(value = CommonField.TEXT, required = true) String text,
            @RequestField(value = CommonField.FROM, sender = true) String sender,
            @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

        public Sms {
            extraFields = ExtraFields.copy(extraFields);
        }

        @Override
        public String toString() {
            return "Sms";
        }
    }

    public record Accepted(String id, @JsonIgnore String recipient) implements SendResult, CorrelatedAnswer, ProviderBean {

        @Override
        public Accepted sentTo(List<String> recipients) {
            return new Accepted(id, recipients.get(0));
        }

        @Override
        public List<RecipientOutcome> outcomes() {
            return List.of(new RecipientOutcome(recipient, RecipientOutcome.State.ACCEPTED, id, null, null, null));
        }

        @Override
        public String toString() {
            return "Accepted[" + id + "]";
        }
    }

    public record Receipt(
            @JsonProperty("id") String messageId,
            @JsonProperty("number") String recipient,
            @JsonProperty("status") String rawStatus)
            implements
                DeliveryReceipt,
                ProviderBean {

        @Override
        public String eventId() {
            return messageId + ":" + rawStatus;
        }

        @Override
        public DeliveryStatus deliveryStatus() {
            return "HOME".equals(rawStatus) ? DeliveryStatus.DELIVERED : DeliveryStatus.UNKNOWN;
        }

        @Override
        public Instant occurredAt() {
            return null;
        }

        @Override
        public boolean complete() {
            return messageId != null && rawStatus != null;
        }

        @Override
        public String toString() {
            return "Receipt[" + messageId + "]";
        }
    }
}
