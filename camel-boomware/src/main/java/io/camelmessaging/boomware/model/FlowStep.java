/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.binding.HoldsRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step of a failover chain.
 *
 * @param type        the channel: push, viber, rcs or sms; required
 * @param message     the fields of that channel's own operation without the number; required
 * @param failover    when to go on; required on every step but the last
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record FlowStep(
        String type,
        Map<String, Object> message,
        FlowFailover failover,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    private static final Logger LOG = LoggerFactory.getLogger(FlowStep.class);

    public FlowStep {
        extraFields = ExtraFields.copy(extraFields);
    }

    void validate(String step, boolean isLast) {
        if (type == null || type.isBlank()) {
            throw new IllegalArgumentException(step + ".type is missing: name the channel, such as push, viber or sms.");
        }
        if (message == null || message.isEmpty()) {
            throw new IllegalArgumentException(step + ".message is missing: give the fields of the channel, such as text.");
        }
        if (message.containsKey("number")) {
            throw new IllegalArgumentException(
                    step + ".message must not hold number: one number beside flow is for all steps.");
        }
        if (failover != null) {
            failover.validate(step);
        } else if (!isLast) {
            throw new IllegalArgumentException(
                    step + ".failover is missing: every step but the last says with wait and condition when to go on.");
        }
        if (isLast && failover != null) {
            LOG.warn("{}.failover is on the last step, after which there is none to go on to; it is sent as given.", step);
        }
        if (failover != null && "read".equalsIgnoreCase(failover.condition()) && ("sms".equals(type) || "push".equals(type))) {
            LOG.warn("{} waits for the condition read, which {} does not report; it is sent as given.", step, type);
        }
    }

    /** The same with the fields of its message checked as those of the channel's own operation. */
    FlowStep withChecked(HoldsRequests.Fields fields, String place) {
        Class<? extends Record> channel = Channels.request(type);
        return channel == null
                ? this : new FlowStep(type, fields.checked(channel, message, place + ".message"), failover, extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "FlowStep[" + type + "]";
    }
}
