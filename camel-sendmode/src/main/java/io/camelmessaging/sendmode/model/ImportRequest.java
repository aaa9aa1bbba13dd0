/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;
import io.camelmessaging.common.support.binding.Validated;

/**
 * A person to add to a list ({@code POST /import}).
 *
 * @param group        the list, which the provider's sources differ on whether it is needed; required
 * @param mobileNumber the number; required
 * @param firstName    the first name, or null
 * @param surname      the surname, or null
 * @param address      the address, or null
 * @param town         the town, or null
 * @param county       the county, or null
 * @param email        the e-mail address, or null
 * @param custom1      a free field, or null
 * @param custom2      a free field, or null
 * @param businessName the name of the business, or null
 * @param dateOfBirth  the date of birth, given as {@code yyyy-MM-dd} or {@code dd/mm/yyyy} and sent as the latter; or
 *                     null
 * @param extraFields  fields that the provider has and this component does not know, by their wire names
 */
public record ImportRequest(
        @RequestField(required = true) String group,
        @JsonProperty("mobilenumber") @RequestField(value = CommonField.TO, required = true,
                                                    phoneNumber = true) String mobileNumber,
        @JsonProperty("firstname") @RequestField(personal = true) String firstName,
        @RequestField(personal = true) String surname,
        @RequestField(personal = true) String address,
        @RequestField(personal = true) String town,
        @RequestField(personal = true) String county,
        @RequestField(personal = true) String email,
        @RequestField(personal = true) String custom1,
        @RequestField(personal = true) String custom2,
        @JsonProperty("businessname") @RequestField(personal = true) String businessName,
        @JsonProperty("dateofbirth") @RequestField(personal = true) String dateOfBirth,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            Validated {

    private static final DateTimeFormatter WIRE
            = DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);

    public ImportRequest {
        LocalDate date = date(dateOfBirth);
        dateOfBirth = date == null ? dateOfBirth : WIRE.format(date);
        extraFields = ExtraFields.copy(extraFields);
    }

    private static LocalDate date(String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.indexOf('/') > 0 ? LocalDate.parse(text, WIRE) : LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public void validate() {
        LocalDate date = date(dateOfBirth);
        if (dateOfBirth != null && (date == null || date.isAfter(LocalDate.now(ZoneOffset.UTC)))) {
            throw new IllegalArgumentException(
                    "sendmode:importCustomer takes a date in the past as dateofbirth, as yyyy-MM-dd or dd/mm/yyyy.");
        }
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "ImportRequest[" + Redaction.recipient(mobileNumber) + "]";
    }
}
