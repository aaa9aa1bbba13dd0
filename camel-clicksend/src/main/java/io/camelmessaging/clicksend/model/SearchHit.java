/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.ProviderBean;

/**
 * A list or a contact that a search found.
 *
 * @param id            the id of the list or contact
 * @param name          its name
 * @param contact       the number of a contact; of a list the local part of its e-mail address
 * @param type          {@code list} or {@code contact}
 * @param contactsCount how many contacts a list has; null for a contact
 * @param extraFields   fields that the provider has and this component does not know, by their wire names
 */
public record SearchHit(
        Long id,
        String name,
        String contact,
        String type,
        @JsonProperty("contacts_count") Integer contactsCount,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            ProviderBean {

    public SearchHit {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "SearchHit[" + type + " " + id + "]";
    }
}
