/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.support.ProviderBean;

/**
 * The answer to an import.
 *
 * @param status           {@code OK}
 * @param statusCode       0
 * @param acceptedDateTime when, as the provider wrote it
 * @param group            the list
 * @param customer         the provider's echo of the person, on the wire {@code importdata}
 * @param extraFields      fields that the provider has and this component does not know, by their wire names
 */
public record ImportResult(
        String status,
        Integer statusCode,
        String acceptedDateTime,
        String group,
        @JsonProperty("importdata") Customer customer,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            ProviderBean {

    /**
     * The person as the provider stored it; the fields are those of {@link ImportRequest}, null where none was given.
     *
     * @param mobileNumber the number
     * @param firstName    the first name
     * @param surname      the surname
     * @param address      the address
     * @param town         the town
     * @param county       the county
     * @param email        the e-mail address
     * @param custom1      a free field
     * @param custom2      a free field
     * @param businessName the name of the business
     * @param dateOfBirth  the date of birth, {@code dd/mm/yyyy}
     * @param extraFields  fields that the provider has and this component does not know, by their wire names
     */
    public record Customer(
            @JsonProperty("mobilenumber") String mobileNumber,
            @JsonProperty("firstname") String firstName,
            String surname,
            String address,
            String town,
            String county,
            String email,
            String custom1,
            String custom2,
            @JsonProperty("businessname") String businessName,
            @JsonProperty("dateofbirth") String dateOfBirth,
            @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields) {

        public Customer {
            extraFields = ExtraFields.copy(extraFields);
        }

        /** Omits personal data. */
        @Override
        public String toString() {
            return "Customer[]";
        }
    }

    public ImportResult {
        extraFields = ExtraFields.copy(extraFields);
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "ImportResult[" + status + "]";
    }
}
