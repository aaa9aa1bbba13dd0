/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * The report of a goal ({@code POST /v1/requests/{id}}).
 *
 * @param id          the id that a sending operation answered; required
 * @param goal        the goal, such as {@code NUMBER_VERIFIED}; required
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record RequestGoalRequest(
        @RequestField(required = true) String id,
        @RequestField(required = true, body = true) String goal,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

    public RequestGoalRequest {
        extraFields = ExtraFields.copy(extraFields);
    }
}
