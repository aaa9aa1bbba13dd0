/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

/**
 * What became of an act.
 *
 * @param act    the act
 * @param result one word
 * @param note   why it was not applied, without personal data; null if it was
 */
public record AnsweredAct(Act act, Result result, String note) {

    private static final int MAX_NOTE = 500;

    /** What may become of an act. */
    public enum Result {
        /** It was done. */
        APPLIED,
        /** It was not, as it makes no sense for the flow as it stands. */
        REFUSED,
        /** It was not, as nobody came to it in time. */
        BUSY
    }

    public AnsweredAct {
        note = ColumnText.cut(note, MAX_NOTE);
    }
}
