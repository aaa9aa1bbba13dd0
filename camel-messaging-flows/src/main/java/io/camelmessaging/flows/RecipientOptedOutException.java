/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.flows.engine.FinalRefusal;
import io.camelmessaging.flows.optout.OptOuts;
import org.apache.camel.RuntimeCamelException;

/**
 * A message was not sent because its recipient has opted out.
 * <p>
 * It is no {@link io.camelmessaging.common.RequestRejectedException}, with which a failover would go on to the next
 * provider: nobody may send it.
 */
public final class RecipientOptedOutException extends RuntimeCamelException implements FinalRefusal {

    private static final long serialVersionUID = 1L;

    /**
     * @param recipient  the first one that opted out; masked here
     * @param optOut     when and how
     * @param recipients how many recipients the message has
     * @param refused    how many of them opted out
     */
    RecipientOptedOutException(String recipient, OptOuts.OptOut optOut, int recipients, int refused) {
        super("The message was not sent, as " + Redaction.recipient(recipient) + " opted out at " + optOut.happenedAt() + " ("
              + optOut.cause() + ")"
              + (recipients == 1 ? "" : ", like " + refused + " of its " + recipients + " recipients in all")
              + ": send it through no other provider either; the header " + FlowConstants.OPT_OUT_REFUSED
              + " holds who opted out. A confirmation of the opt-out passes with the header "
              + FlowConstants.OPT_OUT_EXEMPT + ".");
    }
}
