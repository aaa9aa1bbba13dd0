/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.support.CorrelatedAnswer;
import io.camelmessaging.common.support.PartialAnswer;
import io.camelmessaging.common.support.ProviderBean;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;
import io.camelmessaging.common.support.binding.Validated;

/**
 * What the courier speaks.
 */
public final class Wire {

    private Wire() {
    }

    public record Sms(
            @RequestField(value = CommonField.TO, required = true, phoneNumber = true) @JsonProperty("msisdn") String number,
            @RequestField(value = CommonField.TEXT, required = true) @JsonProperty("message") String text,
            @RequestField(CommonField.FROM) @JsonProperty("sender_id") String senderId,
            @RequestField(CommonField.REFERENCE) @JsonProperty("custom_string") String customString,
            @RequestField(CommonField.SCHEDULE) @JsonProperty("send_at") Instant sendAt,
            @RequestField(CommonField.CALLBACK_URL) @JsonProperty("callback_url") String callbackUrl,
            String language,
            @JsonProperty("validity_minutes") Integer validityMinutes,
            Boolean flash,
            @RequestField(personal = true) Integer pin,
            @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
            implements
                Validated {

        public Sms {
            extraFields = ExtraFields.copy(extraFields);
        }

        @Override
        public void validate() {
            if (validityMinutes != null && validityMinutes < 1) {
                throw new IllegalArgumentException("courier takes validity_minutes from 1, and got " + validityMinutes + ".");
            }
        }

        @Override
        public String toString() {
            return "Sms";
        }
    }

    public record SmsBatch(List<Sms> messages) {
    }

    public record SmsList(
            @RequestField(value = CommonField.TO, required = true, phoneNumber = true) List<String> numbers,
            @RequestField(value = CommonField.TEXT, required = true) String text) {

        @Override
        public String toString() {
            return "SmsList";
        }
    }

    public record Template(
            @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String number,
            @RequestField(required = true) String template,
            Map<String, Object> values) {

        @Override
        public String toString() {
            return "Template";
        }
    }

    public record StatusQuery(@RequestField(required = true, body = true) String id, String fields) {
    }

    public record Cancel(@RequestField(required = true) String list, @RequestField(required = true) String id) {
    }

    public record Accepted(
            String id,
            Integer parts,
            BigDecimal price,
            @JsonIgnore String recipient,
            @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
            implements
                SendResult,
                CorrelatedAnswer,
                ProviderBean {

        public Accepted {
            extraFields = ExtraFields.copy(extraFields);
        }

        @Override
        public Accepted sentTo(List<String> recipients) {
            return new Accepted(id, parts, price, recipients.isEmpty() ? null : recipients.get(0), extraFields);
        }

        @Override
        public List<RecipientOutcome> outcomes() {
            return List.of(new RecipientOutcome(recipient, RecipientOutcome.State.ACCEPTED, id, null, parts, price));
        }
    }

    public record BulkItem(String number, String id, String status) {
    }

    public record BulkResult(List<BulkItem> results) implements SendResult, PartialAnswer<BulkResult>, ProviderBean {

        @Override
        public BulkResult followedBy(List<BulkResult> following) {
            return new BulkResult(
                    Stream.concat(Stream.of(this), following.stream())
                            .flatMap(answer -> answer.results().stream()).toList());
        }

        @Override
        public List<RecipientOutcome> outcomes() {
            return results.stream().map(item -> new RecipientOutcome(
                    item.number(), "OK".equals(item.status())
                            ? RecipientOutcome.State.ACCEPTED : RecipientOutcome.State.REJECTED,
                    item.id(), item.status(), null, null)).toList();
        }
    }

    public record Status(String id, String status) implements ProviderBean {
    }

    public record Balance(BigDecimal amount) implements ProviderBean {
    }

    public record Feed(List<Receipt> receipts) {
    }

    public record Receipt(String id, String number, DeliveryStatus status, Instant at, String reference)
            implements
                DeliveryReceipt,
                ProviderBean {

        @Override
        public String eventId() {
            return id + ":" + status.name();
        }

        @Override
        public String messageId() {
            return id;
        }

        @Override
        public String recipient() {
            return number;
        }

        @Override
        public DeliveryStatus deliveryStatus() {
            return status;
        }

        @Override
        public String rawStatus() {
            return status.name();
        }

        @Override
        public Map<String, Object> headers() {
            return Map.of("CamelCourierRaw", rawStatus());
        }

        @Override
        public Instant occurredAt() {
            return at;
        }

        @Override
        public String toString() {
            return "Receipt";
        }
    }

    public record Inbound(String id, String from, String to, String text, Instant at, String answers)
            implements
                InboundMessage,
                ProviderBean {

        @Override
        public String eventId() {
            return id;
        }

        @Override
        public String messageId() {
            return id;
        }

        @Override
        public String sender() {
            return from;
        }

        @Override
        public String recipient() {
            return to;
        }

        @Override
        public Instant occurredAt() {
            return at;
        }

        @Override
        public String inReplyTo() {
            return answers;
        }

        @Override
        public String toString() {
            return "Inbound";
        }
    }
}
