/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

/** What somebody found out about an attempt in doubt. */
public enum Verdict {
    /** The provider has it: the flow goes on as after a send that was accepted. */
    WAS_SENT,
    /** The provider never got it: the flow goes on as after a call that provably reached nobody. */
    WAS_NOT_SENT
}
