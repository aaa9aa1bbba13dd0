/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.google.i18n.phonenumbers;

import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;

/**
 * What is dialled in a region before a number, as the library's data have it; it shows that to its own package only.
 *
 * @param abroad a regular expression of what is dialled before a country code
 * @param home   what is dialled before a number at home; empty for nothing
 */
public record RegionPrefixes(String abroad, String home) {

    /** Those of a region. */
    public static RegionPrefixes of(String region) {
        PhoneMetadata data = PhoneNumberUtil.getInstance().getMetadataForRegion(region);
        return new RegionPrefixes(data.getInternationalPrefix(), data.getNationalPrefix());
    }
}
