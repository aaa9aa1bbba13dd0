/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.math.BigDecimal;
import java.util.List;

import io.camelmessaging.common.RecipientOutcome;
import org.apache.camel.CamelContext;

/**
 * Judges every send of a Camel context after it was bound and before it is made, whichever route, step of a flow or
 * template asks for it: at most one of a context.
 * <p>
 * Operations whose answer is no {@link io.camelmessaging.common.SendResult}, such as lookups and opt-outs, are no
 * sends.
 */
public interface SendControl {

    /**
     * Judges a send. It is called on the thread of the route.
     *
     * @throws RuntimeException if the send may not be made: nothing is, and the exchange fails with it
     */
    Admission admit(PlannedSend send);

    /** The one of a context; null if it has none. */
    static SendControl of(CamelContext context) {
        return SendControlPlace.of(context).control();
    }

    /** Makes it the one of a context, from the next send on. */
    static void control(CamelContext context, SendControl control) {
        SendControlPlace.of(context).control(control);
    }

    /** What became of the question whether a send may be made. */
    interface Admission {

        /** Whether it is made; if not, it was taken over to be made later, and the route ends here. */
        boolean isGranted();

        /**
         * The price of a message by a table, for a dry run.
         *
         * @param  index of the message in {@link PlannedSend#messages()}
         * @return       null if none is known
         */
        default BigDecimal price(int index) {
            return null;
        }

        /** The currency of these prices by ISO 4217; null if none is known. */
        default String currency() {
            return null;
        }

        /**
         * The send has ended, which is told once.
         *
         * @param outcomes what is known of its recipients; empty if nothing is
         * @param failure  what the exchange fails with; null if it does not
         */
        void ended(List<RecipientOutcome> outcomes, Throwable failure);
    }
}
