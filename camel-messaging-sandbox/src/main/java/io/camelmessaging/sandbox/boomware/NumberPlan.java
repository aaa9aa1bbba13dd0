/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomware;

import java.util.List;

/**
 * The network behind a number: one invented network per country code.
 *
 * @param prefix  country calling code
 * @param country ISO 3166 code
 * @param mccmnc  mobile country and network code
 * @param network name
 */
record NumberPlan(String prefix, String country, String mccmnc, String network) {

    private static final NumberPlan UNKNOWN = new NumberPlan("", "ZZ", "00101", "Example Test Network");
    private static final List<NumberPlan> PLANS = List.of(new NumberPlan("372", "EE", "24801", "Example Mobile Estonia"),
            new NumberPlan("353", "IE", "27201", "Example Mobile Ireland"),
            new NumberPlan("49", "DE", "26201", "Example Mobile Germany"),
            new NumberPlan("44", "GB", "23410", "Example Mobile Britain"),
            new NumberPlan("61", "AU", "50501", "Example Mobile Australia"),
            new NumberPlan("1", "US", "310260", "Example Mobile America"));

    static NumberPlan of(String number) {
        String digits = number.replaceAll("\\D", "");
        return PLANS.stream().filter(plan -> digits.startsWith(plan.prefix())).findFirst().orElse(UNKNOWN);
    }
}
