/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

/** What somebody may do at the desk. */
public enum DeskRole {
    /** See flows and counts; numbers are masked, and texts are left out. */
    VIEW,
    /** See numbers and texts as well. */
    SEE,
    /** Cancel, retry, release and decide; stop sends, and release or drop what is held. */
    ACT
}
