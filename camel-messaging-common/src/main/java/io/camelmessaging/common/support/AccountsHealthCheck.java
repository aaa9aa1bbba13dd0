/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells whether an account's queue is about to be full, after which its sends fail at once. Whether calls succeed is
 * told by the checks of producers and consumers.
 * <p>
 * It has no say in readiness and liveness: a node that is taken away leaves what waits to the others, and one that is
 * started again has lost it.
 */
final class AccountsHealthCheck extends AbstractHealthCheck {

    /** A queue that is used to more than this is about to be full. */
    private static final double NEARLY_FULL = 0.9;

    private final Observers observers;

    AccountsHealthCheck(Observers observers) {
        super("camel", "messaging-accounts");
        this.observers = observers;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        List<String> full = new ArrayList<>();
        for (MessagingAccount account : observers.accounts()) {
            String name = account.provider() + "." + account.account();
            int queued = account.queued();
            builder.detail(name + ".in.flight", account.inFlight());
            builder.detail(name + ".queued", queued);
            builder.detail(name + ".waiting.for.limit", account.waitingForLimit());
            if (queued > account.maxQueued() * NEARLY_FULL) {
                full.add(name + " (" + queued + " calls wait and " + account.maxQueued() + " may)");
            }
        }
        if (!full.isEmpty()) {
            builder.message("The queue of these accounts is nearly full: " + String.join(", ", full)
                            + ". Beyond that (maxQueued) sends fail at once. Send more slowly, or raise the limit of the account,"
                            + " maxInFlight or maxQueued.")
                    .down();
        }
    }
}
