/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import org.apache.camel.RuntimeCamelException;

/**
 * A message was not sent, because sends are stopped or the guard could not judge it. Nobody was called, and it may be
 * sent later.
 */
public final class SendNotJudgedException extends RuntimeCamelException {

    private static final long serialVersionUID = 1L;

    SendNotJudgedException(String message) {
        super(message);
    }

    SendNotJudgedException(String message, Throwable cause) {
        super(message, cause);
    }

    static SendNotJudgedException ofStep(Verdict.Broken broken) {
        return new SendNotJudgedException(
                "The message was not sent, as " + broken.why()
                                          + "; the flow rests until a person releases or drops it, and asks again by itself.");
    }

    static SendNotJudgedException database(String state) {
        return new SendNotJudgedException(
                "The message was not sent, as the guard could not ask its database (SQL state " + state
                                          + "): see that it is up and can be reached, and send the message again.");
    }
}
