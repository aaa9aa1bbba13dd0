/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.support.ProviderBean;
import io.camelmessaging.sendmode.SendmodeConstants;

/**
 * A delivery report. Its id first appears here: the answer to a send holds none.
 *
 * @param eventIdOnWire the provider's id of the message, on the wire {@code EventID}
 * @param phoneNumber   the recipient: international digits without a plus
 * @param dataType      {@code SMS}
 * @param status        the status in the provider's own word
 * @param customerId    the reference of the send, or null
 * @param recipient     the recipient as E.164 where it can be told; not on the wire
 * @param extraFields   parameters that this component does not know
 */
public record DeliveryReport(
        @JsonProperty("EventID") String eventIdOnWire,
        @JsonProperty("Phonenumber") String phoneNumber,
        @JsonProperty("DataType") String dataType,
        @JsonProperty("Status") String status,
        @JsonProperty("CustomerID") String customerId,
        @JsonIgnore String recipient,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            DeliveryReceipt,
            ProviderBean {

    private static final String OPTED_OUT = "OPTED OUT - BLOCKED";
    private static final Map<String, DeliveryStatus> STATUSES = Map.of("DELIVRD", DeliveryStatus.DELIVERED, "DISPATCHED",
            DeliveryStatus.SENT, "EXPIRED", DeliveryStatus.EXPIRED, "UNDELIV", DeliveryStatus.UNDELIVERED, "REJECTD",
            DeliveryStatus.REJECTED, OPTED_OUT, DeliveryStatus.REJECTED, "FAILED", DeliveryStatus.UNDELIVERED);

    public DeliveryReport {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Message, number and status: whether a send to several numbers has one id or one for each is not said. */
    @Override
    public String eventId() {
        return eventIdOnWire + ":" + phoneNumber + ":" + status.toUpperCase(Locale.ROOT);
    }

    @Override
    public String messageId() {
        return eventIdOnWire;
    }

    @Override
    public DeliveryStatus deliveryStatus() {
        return STATUSES.getOrDefault(status.toUpperCase(Locale.ROOT), DeliveryStatus.UNKNOWN);
    }

    @Override
    public String rawStatus() {
        return status;
    }

    @Override
    public RejectionReason rejectionReason() {
        return OPTED_OUT.equalsIgnoreCase(status) ? RejectionReason.OPTED_OUT : null;
    }

    @Override
    public String reference() {
        return customerId;
    }

    /** The provider does not say when. */
    @Override
    public Instant occurredAt() {
        return null;
    }

    @Override
    public Map<String, Object> headers() {
        return Map.of(SendmodeConstants.RAW_STATUS, status);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "DeliveryReport[" + eventIdOnWire + ", " + status + "]";
    }
}
