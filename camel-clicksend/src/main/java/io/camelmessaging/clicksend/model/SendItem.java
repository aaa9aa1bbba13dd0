/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

/**
 * One message of a sending request.
 */
public sealed interface SendItem permits SmsRequest, MmsRequest, VoiceRequest, FaxRequest, PostItem {

    /** The recipient; null if it goes to a list. */
    String to();

    /** The caller's reference, or null. */
    String customString();

    /** The contact list, or null. */
    default Long listId() {
        return null;
    }

    /**
     * Checks its texts.
     *
     * @throws IllegalArgumentException if one is longer than the provider takes, which cuts it in silence
     */
    default void checkTexts(String operation) {
        // most have no limit
    }

    /** How many SMS segments are sent of its text; 0 if it is no SMS. */
    default int segments() {
        return 0;
    }

    /** Whether the provider may send its text as unicode, and cut it, for a character that GSM has in its extension. */
    default boolean mayBecomeUnicode() {
        return false;
    }
}
