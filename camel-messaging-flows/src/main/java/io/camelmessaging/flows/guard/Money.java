/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.camelmessaging.common.internal.Suggestions;
import io.camelmessaging.flows.engine.FlowParameters;

/**
 * An amount of a currency, such as {@code 50 EUR}.
 *
 * @param micros   millionths of the currency: prices of SMS have up to five places
 * @param currency ISO 4217
 */
record Money(long micros, String currency) {

    private static final int PLACES = 6;
    private static final Set<String> CURRENCIES
            = Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode).collect(Collectors.toUnmodifiableSet());

    /** Millionths of an amount, rounded up as nothing gets cheaper by it. */
    static long micros(BigDecimal amount) {
        return amount.movePointRight(PLACES).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    static BigDecimal amount(long micros) {
        return BigDecimal.valueOf(micros, PLACES).stripTrailingZeros();
    }

    /**
     * Reads a parameter.
     *
     * @param  amount                   the number
     * @param  currency                 the currency
     * @throws IllegalArgumentException if it is no amount from 0 on, or no currency
     */
    static Money of(FlowParameters parameters, String name, String value, String amount, String currency) {
        String code = currency.toUpperCase(Locale.ROOT);
        if (!CURRENCIES.contains(code)) {
            throw parameters.wrong(name, value, "names no currency: give its three letters as in ISO 4217"
                                                + Suggestions.hint(code, List.copyOf(CURRENCIES)));
        }
        try {
            long micros = micros(new BigDecimal(amount));
            if (micros >= 0) {
                return new Money(micros, code);
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below
        }
        throw parameters.wrong(name, value, "is no amount such as 50 EUR");
    }
}
