/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.internal.transport.AccountDispatcher;
import io.camelmessaging.common.observe.ObservedAccount;

/** An account at a provider: its dispatcher and its limit, shared by all its endpoints. */
final class MessagingAccount implements ObservedAccount {

    private static final int PERCENT = 100;

    private final String provider;
    private final String account;
    private final AccountDispatcher dispatcher;
    private volatile AccountLimit limit;
    private volatile Refusal lastRefusal;

    /**
     * A call that the provider refused or did not answer clearly.
     *
     * @param reason     of a rejection; null of the others
     * @param httpStatus 0 if there was none
     * @param code       the provider's; null if it gave none
     */
    private record Refusal(Instant at, String outcome, RejectionReason reason, int httpStatus, String code) {

        static Refusal of(MessagingException failure) {
            String outcome = failure instanceof RequestRejectedException
                    ? "rejected" : failure instanceof ProviderUnavailableException ? "unavailable" : "unknown";
            return new Refusal(
                    Instant.now().truncatedTo(ChronoUnit.SECONDS), outcome,
                    failure instanceof RequestRejectedException rejected ? rejected.reason() : null,
                    failure.getHttpResponseCode(), Redaction.code(failure.providerCode()));
        }

        @Override
        public String toString() {
            return outcome + (reason == null ? "" : " (" + reason.name().toLowerCase(Locale.ROOT) + ")")
                   + (httpStatus <= 0 ? "" : ", HTTP " + httpStatus) + (code == null ? "" : ", code " + code) + " at " + at;
        }
    }

    /**
     * @param account the account in short
     */
    MessagingAccount(String provider, String account, AccountDispatcher dispatcher, AccountLimit limit) {
        this.provider = provider;
        this.account = account;
        this.dispatcher = dispatcher;
        this.limit = limit;
    }

    AccountDispatcher dispatcher() {
        return dispatcher;
    }

    AccountLimit limit() {
        return limit;
    }

    void limit(AccountLimit other) {
        limit = other;
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public int inFlight() {
        return dispatcher.inFlight();
    }

    @Override
    public int maxInFlight() {
        return dispatcher.maxInFlight();
    }

    @Override
    public int queued() {
        return dispatcher.queued();
    }

    @Override
    public int maxQueued() {
        return dispatcher.maxQueued();
    }

    @Override
    public int waitingForLimit() {
        return dispatcher.limit().waiting();
    }

    @Override
    public double limitUsed() {
        return dispatcher.limit().used();
    }

    /** A call came to this. */
    void refused(MessagingException failure) {
        lastRefusal = Refusal.of(failure);
    }

    /** What a console shows; no credential, no text and no number. */
    Map<String, Object> describe() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("provider", provider);
        shown.put("account", account);
        shown.put("inFlight", inFlight());
        shown.put("maxInFlight", maxInFlight());
        shown.put("queued", queued());
        shown.put("maxQueued", maxQueued());
        shown.put("limit", limit.toString());
        shown.put("waitingForLimit", waitingForLimit());
        double used = limitUsed();
        if (!Double.isNaN(used)) {
            shown.put("limitUsed", used);
        }
        Refusal refusal = lastRefusal;
        if (refusal != null) {
            shown.put("lastRefusal", refusal.toString());
        }
        return shown;
    }

    @Override
    public String toString() {
        double used = limitUsed();
        Refusal refusal = lastRefusal;
        return provider + " " + account + ": " + inFlight() + " of " + maxInFlight() + " calls in flight, " + queued() + " of "
               + maxQueued() + " queued, " + limit + (Double.isNaN(used) ? "" : " (" + Math.round(used * PERCENT) + "% used)")
               + ", " + waitingForLimit() + " wait for it, "
               + (refusal == null ? "nothing refused" : "last refusal: " + refusal);
    }
}
