/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

/** What flows remember beside their columns: the names of the texts in {@code Flow.data()}. */
public final class Remembered {

    /** Until when nothing is to be done unless an event comes. */
    public static final String UNTIL = "until";
    /** Why the last step was given up, or why the flow ended as it did. */
    public static final String REASON = "reason";
    /** The step of a conversation that is sent next. */
    public static final String NEXT_STEP = "nextStep";
    /** When a held message goes out. */
    public static final String SCHEDULE = "schedule";
    /** The attempt in doubt that only a person can decide. */
    public static final String LEFT_TO_PEOPLE = "leftToPeople";
    /** Of a reply: its text, sender and time. */
    public static final String REPLY_TEXT = "replyText";
    public static final String REPLY_SENDER = "replySender";
    public static final String REPLY_TIME = "replyTime";

    private Remembered() {
    }
}
