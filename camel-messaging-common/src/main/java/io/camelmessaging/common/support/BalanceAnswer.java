/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.math.BigDecimal;

/**
 * An answer that tells what is left in the account.
 */
public interface BalanceAnswer {

    /** What is left, in money or credits; null if the provider left it out. */
    BigDecimal balance();

    /** The currency by ISO 4217; null for credits, and where the provider names none. */
    String balanceCurrency();
}
