/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

/** What a rule says to a send. */
sealed interface Verdict {

    /** The rule is kept. */
    Verdict PASS = new Pass();

    /** The rule is kept. */
    record Pass() implements Verdict {
    }

    /**
     * The rule is broken.
     *
     * @param rule its name
     * @param mode what becomes of the message
     * @param why  one clause without personal data
     */
    record Broken(String rule, RuleMode mode, String why) implements Verdict {
    }
}
