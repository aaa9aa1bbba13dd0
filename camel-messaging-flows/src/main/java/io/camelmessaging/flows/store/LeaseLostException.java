/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

/**
 * A write came too late: the lease had ended and another worker took the flow over.
 * <p>
 * Nothing was written; the other worker goes on.
 */
public final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LeaseLostException(Flow flow) {
        super("The flow " + flow.name() + " " + flow.shown()
              + " was taken over by another worker after its lease had ended; the option lease should be longer than "
              + "any pause of this process.");
    }
}
