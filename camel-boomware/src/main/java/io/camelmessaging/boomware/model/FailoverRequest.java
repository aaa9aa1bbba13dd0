/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.HoldsRequests;
import io.camelmessaging.common.support.binding.RequestField;
import io.camelmessaging.common.support.binding.Validated;

/**
 * A chain of channels that Boomware tries in order ({@code POST /v1/messaging/failover}): the whole chain runs at the
 * provider.
 *
 * @param number      the recipient of every step in E.164 form; required
 * @param flow        the steps, the first is tried first; required
 * @param callbackUrl where the delivery receipt goes; null for none
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record FailoverRequest(
        @RequestField(value = CommonField.TO, required = true, phoneNumber = true) String number,
        @RequestField(required = true, message = true) List<FlowStep> flow,
        @RequestField(CommonField.CALLBACK_URL) String callbackUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            HoldsRequests,
            Validated {

    public FailoverRequest {
        extraFields = ExtraFields.copy(extraFields);
    }

    @Override
    public void validate() {
        if (flow.isEmpty()) {
            throw new IllegalArgumentException("boomware:failover needs at least one step in flow.");
        }
        for (int i = 0; i < flow.size(); i++) {
            if (flow.get(i) == null) {
                throw new IllegalArgumentException("boomware:failover: flow[" + i + "] is null.");
            }
            flow.get(i).validate("boomware:failover: flow[" + i + "]", i == flow.size() - 1);
        }
    }

    @Override
    public FailoverRequest withChecked(Fields fields) {
        return new FailoverRequest(
                number,
                IntStream.range(0, flow.size()).mapToObj(i -> flow.get(i).withChecked(fields, "flow[" + i + "]")).toList(),
                callbackUrl, extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "FailoverRequest[" + Redaction.recipient(number) + "]";
    }
}
