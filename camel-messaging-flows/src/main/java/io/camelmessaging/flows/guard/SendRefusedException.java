/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import io.camelmessaging.flows.engine.FinalRefusal;
import org.apache.camel.RuntimeCamelException;

/**
 * A message was not sent because a rule of a guard refuses it.
 * <p>
 * It is no {@link io.camelmessaging.common.RequestRejectedException}, with which a failover would go on to the next
 * provider.
 */
public final class SendRefusedException extends RuntimeCamelException implements FinalRefusal {

    private static final long serialVersionUID = 1L;

    private final String guard;
    private final String rule;

    SendRefusedException(String guard, Verdict.Broken broken, int recipients, int refused) {
        super("The message was not sent, as " + broken.why() + " (rule " + broken.rule() + " of the guard " + guard + ")"
              + (recipients == 1
                      ? "" : "; the rule is broken by " + refused + " of its " + recipients
                             + " recipients, and none was sent to")
              + ": do not send it through another provider either; if it is right to send it, change the rule.");
        this.guard = guard;
        this.rule = broken.rule();
    }

    private SendRefusedException(String message, String guard, String rule) {
        super(message);
        this.guard = guard;
        this.rule = rule;
    }

    static SendRefusedException dropped(String guard, Verdict.Broken broken) {
        return new SendRefusedException(
                "The message was not sent, as somebody dropped it, which the rule " + broken.rule() + " of the guard " + guard
                                        + " held: do not send it through another provider either.",
                guard, broken.rule());
    }

    /** The guard's name. */
    public String guard() {
        return guard;
    }

    /** The rule, by the parameter that sets it, such as {@code maxPerRecipient}. */
    public String rule() {
        return rule;
    }
}
