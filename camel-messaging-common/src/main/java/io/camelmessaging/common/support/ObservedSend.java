/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.List;

import io.camelmessaging.common.DryRunResult;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.observe.SendObservation;
import io.camelmessaging.common.observe.SendOutcome;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/** The callback of a send that somebody observes: tells what it came to, which its exchange holds, and goes on. */
final class ObservedSend implements AsyncCallback {

    private final Observers observers;
    private final MessagingEndpoint endpoint;
    private final Exchange exchange;
    private final AsyncCallback callback;
    private final long began = System.nanoTime();

    ObservedSend(Observers observers, MessagingEndpoint endpoint, Exchange exchange, AsyncCallback callback) {
        this.observers = observers;
        this.endpoint = endpoint;
        this.exchange = exchange;
        this.callback = callback;
    }

    @Override
    public void done(boolean doneSync) {
        // a dry run sends nothing, and counts as nothing
        if (!(exchange.getMessage().getBody() instanceof DryRunResult)) {
            SendObservation send = observation(exchange.getException());
            observers.tell(observer -> observer.sendEnded(send));
        }
        callback.done(doneSync);
    }

    private SendObservation observation(Exception failure) {
        List<RecipientOutcome> outcomes = outcomes(failure);
        return new SendObservation(
                endpoint.scheme(), endpoint.getOperation().name(), outcome(failure, outcomes), reason(failure),
                System.nanoTime() - began, count(outcomes, RecipientOutcome.State.ACCEPTED),
                count(outcomes, RecipientOutcome.State.REJECTED), count(outcomes, RecipientOutcome.State.UNKNOWN),
                count(outcomes, RecipientOutcome.State.NOT_SENT));
    }

    private List<RecipientOutcome> outcomes(Exception failure) {
        if (failure != null) {
            return failure instanceof MessagingException told ? told.outcomes() : List.of();
        }
        return exchange.getMessage().getBody() instanceof SendResult result ? result.outcomes() : List.of();
    }

    private SendOutcome outcome(Exception failure, List<RecipientOutcome> outcomes) {
        if (failure instanceof RequestRejectedException) {
            return SendOutcome.REJECTED;
        }
        if (failure instanceof ProviderUnavailableException) {
            return SendOutcome.UNAVAILABLE;
        }
        if (failure instanceof OutcomeUnknownException) {
            return SendOutcome.UNKNOWN;
        }
        if (failure != null) {
            return SendOutcome.NOT_SENT;
        }
        if (exchange.isRouteStop()) {
            return SendOutcome.HELD;
        }
        return count(outcomes, RecipientOutcome.State.ACCEPTED) < outcomes.size() ? SendOutcome.PARTIAL : SendOutcome.ACCEPTED;
    }

    private static RejectionReason reason(Exception failure) {
        return failure instanceof RequestRejectedException rejected ? rejected.reason() : null;
    }

    private static int count(List<RecipientOutcome> outcomes, RecipientOutcome.State state) {
        int count = 0;
        for (RecipientOutcome outcome : outcomes) {
            if (outcome.state() == state) {
                count++;
            }
        }
        return count;
    }
}
