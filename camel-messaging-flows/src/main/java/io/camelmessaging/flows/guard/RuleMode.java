/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

/** What becomes of a message that a rule is broken by. */
public enum RuleMode {
    /** It is not sent, and the route fails. */
    REFUSE,
    /** It is kept in the database until a person releases or drops it. */
    HOLD,
    /** It is sent, and a line of the log and a counter tell of it. */
    REPORT
}
