/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * The time zones in which the owner of a phone number may live, by the numbering plan.
 */
public final class RecipientZones {

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final PhoneNumberToTimeZonesMapper zones = PhoneNumberToTimeZonesMapper.getInstance();

    /**
     * The zones of a number, several where its country or its mobile networks span several; empty where the plan tells
     * none, as for satellite phones.
     *
     * @param e164 a number with {@code +} and country code
     */
    public Set<ZoneId> of(String e164) {
        PhoneNumber number;
        try {
            number = numbers.parse(e164, null);
        } catch (NumberParseException e) {
            return Set.of();
        }
        // a number that nobody has is looked up by its prefix, so that test numbers have a zone too
        List<String> names = numbers.isValidNumber(number)
                ? zones.getTimeZonesForNumber(number) : zones.getTimeZonesForGeographicalNumber(number);
        return known(names);
    }

    /**
     * The zones of a country.
     *
     * @param region two letters; null for none
     */
    public Set<ZoneId> ofRegion(String region) {
        PhoneNumber anywhere = region == null ? null : numbers.getExampleNumberForType(region, PhoneNumberType.TOLL_FREE);
        return anywhere == null ? Set.of() : known(zones.getTimeZonesForNumber(anywhere));
    }

    private static Set<ZoneId> known(List<String> names) {
        return names.stream().filter(name -> !PhoneNumberToTimeZonesMapper.getUnknownTimeZone().equals(name))
                .map(ZoneId::of).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The zones that a header or parameter names.
     *
     * @param  names                    one IANA name such as {@code Europe/Tallinn}, or several with commas
     * @param  flow                     the Kamelet that needs it; named in the exception
     * @param  source                   the header or parameter; named in the exception
     * @throws IllegalArgumentException if one is no zone
     */
    public static Set<ZoneId> named(String flow, String names, String source) {
        Set<ZoneId> zones = new LinkedHashSet<>();
        for (String name : names.split(",")) {
            try {
                zones.add(ZoneId.of(name.strip()));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        flow + " takes a time zone such as Europe/Tallinn as " + source + ", and '" + name.strip()
                                                   + "' is none.");
            }
        }
        return zones;
    }
}
