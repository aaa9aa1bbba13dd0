/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.camelmessaging.flows.engine.FlowParameters;

/**
 * What one segment costs, by country, before a provider tells it.
 *
 * @param currency   of all prices
 * @param perSegment millionths of it, by country
 * @param others     those of all other destinations; null if they have none
 */
record Prices(String currency, Map<String, Long> perSegment, Long others) {

    static final String NAME = "prices";
    private static final String OTHERS = "*";
    private static final Pattern PRICE = Pattern.compile("(\\S+?)\\s*[=:]\\s*([0-9.]+)\\s*([A-Za-z]{3})");

    /** Reads the parameter {@code prices}; null if it is not given. */
    static Prices of(FlowParameters parameters) {
        Map<String, Long> perSegment = new HashMap<>();
        String currency = null;
        for (String one : parameters.list(NAME)) {
            Matcher price = PRICE.matcher(one);
            if (!price.matches()) {
                throw parameters.wrong(NAME, one, "is no price of a country's SMS segment such as IE=0.06 EUR, or *=0.15 EUR"
                                                  + " for all others");
            }
            Money money = Money.of(parameters, NAME, one, price.group(2), price.group(3));
            if (currency != null && !currency.equals(money.currency())) {
                throw parameters.wrong(NAME, one, "is in " + money.currency() + ", and another in " + currency
                                                  + ": one budget has one currency, so convert them");
            }
            currency = money.currency();
            String country = price.group(1).equals(OTHERS) ? OTHERS : Countries.of(parameters, NAME, price.group(1));
            if (perSegment.put(country, money.micros()) != null) {
                throw parameters.wrong(NAME, one, "is the second price of " + country);
            }
        }
        Long others = perSegment.remove(OTHERS);
        return currency == null ? null : new Prices(currency, Map.copyOf(perSegment), others);
    }

    /** The price of a message; empty if the table has none for its destination. */
    OptionalLong of(Destination destination, int segments) {
        Long price = destination == null ? others : perSegment.getOrDefault(destination.country(), others);
        return price == null ? OptionalLong.empty() : OptionalLong.of(Math.multiplyExact(price, Math.max(1, segments)));
    }
}
