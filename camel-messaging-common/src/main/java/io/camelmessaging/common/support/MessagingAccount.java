package io.camelmessaging.common.support;

import io.camelmessaging.common.internal.transport.AccountDispatcher;
import io.camelmessaging.common.observe.ObservedAccount;

/** An account at a provider: its dispatcher and its limit, shared by all its endpoints. */
final class MessagingAccount implements ObservedAccount {

    private final String provider;
    private final String account;
    private final AccountDispatcher dispatcher;
    private volatile AccountLimit limit;

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
}
