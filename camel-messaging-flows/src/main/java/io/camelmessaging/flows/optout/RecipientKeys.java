/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.optout;

import java.util.Locale;
import java.util.Optional;

import io.camelmessaging.common.NumberCheck;
import io.camelmessaging.common.NumberRule;
import io.camelmessaging.common.PhoneNumbers;

/**
 * The one form in which flows know a person: the number as E.164, or the e-mail address in lower case. Of two numbers
 * that reach one subscriber it is that of {@link SubscriberNumbers}.
 * <p>
 * Routes write numbers as the providers' components take them, and providers write them in forms of their own, mostly
 * without {@code +}; only in one form can a reply be tied to the number that was written to.
 */
public final class RecipientKeys {

    private final PhoneNumbers possible;
    private final PhoneNumbers valid;
    private final PhoneNumbers validAbroad = new PhoneNumbers(NumberCheck.valid, null);
    private final PhoneNumbers possibleAbroad = new PhoneNumbers(NumberCheck.possible, null);

    /**
     * @param defaultRegion the ISO 3166 country of numbers without country code, or null or blank for none
     */
    public RecipientKeys(String defaultRegion) {
        String region = defaultRegion == null || defaultRegion.isBlank() ? null : defaultRegion;
        this.possible = new PhoneNumbers(NumberCheck.possible, region, NumberRule.INTERNATIONAL);
        this.valid = region == null ? validAbroad : new PhoneNumbers(NumberCheck.valid, region);
    }

    /**
     * The key of a recipient as a route gives it. Without {@code +} and without default region its digits begin with a
     * country code, if there are 11 at least.
     *
     * @param  recipient                a number, as text or whole number, or an e-mail address
     * @param  source                   which field or header it came from; named in the exception
     * @throws IllegalArgumentException if it is no number, or a local one without default region
     */
    public String ofRecipient(Object recipient, String source) {
        return recipient instanceof String text && isAddress(text)
                ? address(text) : SubscriberNumbers.key(possible.normalize(recipient, source));
    }

    /**
     * The key of a sender as a provider writes it: digits that begin with a country code where that makes a valid
     * number, else a number of the default region. What is neither, such as a short code, is its own key.
     */
    public String ofSender(String sender) {
        String given = sender.strip();
        if (isAddress(given)) {
            return address(given);
        }
        String international = given.startsWith("+") || given.startsWith("00") ? given : "+" + given;
        return number(validAbroad, international).or(() -> number(valid, given)).or(() -> number(possibleAbroad, international))
                .map(SubscriberNumbers::key).orElse(given);
    }

    private static Optional<String> number(PhoneNumbers numbers, String given) {
        try {
            return Optional.of(numbers.normalize(given, "sender")).filter(number -> number.startsWith("+"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isAddress(String value) {
        return value.indexOf('@') > 0;
    }

    private static String address(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
