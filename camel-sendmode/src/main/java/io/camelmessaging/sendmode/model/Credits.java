/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.math.BigDecimal;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.BalanceAnswer;
import io.camelmessaging.common.support.ProviderBean;

/**
 * The credits that are left ({@code GET /credits}).
 *
 * @param status      {@code OK}
 * @param statusCode  0
 * @param balance     credits left
 * @param extraFields fields that the provider has and this component does not know, by their wire names
 */
public record Credits(
        String status,
        Integer statusCode,
        BigDecimal balance,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            BalanceAnswer,
            ProviderBean {

    public Credits {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Credits are no money. */
    @Override
    public String balanceCurrency() {
        return null;
    }
}
