/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;

/**
 * When a failover chain goes on to its next step: if the condition is not met in time, or the step fails before.
 *
 * @param waitFor     how long to wait for the condition, at least 1, probably seconds; required
 * @param condition   what counts as success: {@code delivered} or {@code read}; required
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record FlowFailover(
        @JsonProperty("wait") Integer waitFor,
        String condition,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public FlowFailover {
        extraFields = ExtraFields.copy(extraFields);
    }

    void validate(String step) {
        if (waitFor == null || waitFor < 1) {
            throw new IllegalArgumentException(step + ".failover.wait must be a whole number of at least 1.");
        }
        if (condition == null || condition.isBlank()) {
            throw new IllegalArgumentException(step + ".failover.condition is missing: delivered or read.");
        }
    }
}
