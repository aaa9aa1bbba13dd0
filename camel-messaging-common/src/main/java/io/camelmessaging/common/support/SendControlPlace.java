/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.concurrent.locks.ReentrantLock;

import org.apache.camel.CamelContext;

/**
 * Where the {@link SendControl} of a context stands. Every send asks for it, and mostly there is none: Camel looks for
 * a plugin that is missing among all that it has, which took a seventh of the CPU of a send.
 */
final class SendControlPlace {

    /** Two places of one context could let sends pass by the control. */
    private static final ReentrantLock MAKING = new ReentrantLock();

    private volatile SendControl control;

    private SendControlPlace() {
    }

    /** That of a context, which is always there. */
    static SendControlPlace of(CamelContext context) {
        SendControlPlace known = context.getCamelContextExtension().getContextPlugin(SendControlPlace.class);
        if (known != null) {
            return known;
        }
        MAKING.lock();
        try {
            known = context.getCamelContextExtension().getContextPlugin(SendControlPlace.class);
            if (known == null) {
                known = new SendControlPlace();
                context.getCamelContextExtension().addContextPlugin(SendControlPlace.class, known);
            }
            return known;
        } finally {
            MAKING.unlock();
        }
    }

    /** Null if there is none. */
    SendControl control() {
        return control;
    }

    void control(SendControl other) {
        control = other;
    }
}
