/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import io.camelmessaging.common.support.BulkConfiguration;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of what comes in.
 */
@UriParams
public abstract class FeedConfiguration extends BulkConfiguration {

    @UriParam(label = "consumer", defaultValue = "sms")
    private ReceiptChannel channel = ReceiptChannel.sms;
    @UriParam(label = "consumer")
    private IdempotentRepository idempotentRepository;
    @UriParam(label = "consumer", defaultValue = "true")
    private boolean createRule = true;
    @UriParam(label = "consumer")
    private boolean webhookAutoRemove;
    @UriParam(label = "consumer")
    private String ruleName;
    @UriParam(label = "consumer", defaultValue = "*")
    private String dedicatedNumber = "*";

    public ReceiptChannel getChannel() {
        return channel;
    }

    /**
     * The channel of deliveryReceipts: sms, voice, mms or fax. That of mms is known from an old client only.
     */
    public void setChannel(ReceiptChannel channel) {
        this.channel = channel;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    /**
     * Remembers what was processed, so that a restart does not process it again. Without one deliveryReceipts remembers
     * 100,000 receipts in memory.
     */
    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public boolean isCreateRule() {
        return createRule;
    }

    /**
     * Whether a polling consumer makes the rule with the action POLL without which the provider keeps nothing to poll.
     * A rule of the same name is used again, and none is removed.
     */
    public void setCreateRule(boolean createRule) {
        this.createRule = createRule;
    }

    public boolean isWebhookAutoRemove() {
        return webhookAutoRemove;
    }

    /**
     * Whether a webhook that stops removes the rule that makes the provider push, unless the rule has another address
     * by then. By default it stays, so that the provider repeats what comes in during a restart, and another process
     * with the same rule goes on hearing. Set it only where one process at a time uses the rule.
     */
    public void setWebhookAutoRemove(boolean webhookAutoRemove) {
        this.webhookAutoRemove = webhookAutoRemove;
    }

    public String getRuleName() {
        return ruleName;
    }

    /**
     * The name by which the rule in the automation API is found again; camel- with the operation, its channel and use
     * by default. Two applications on one account need two names.
     */
    public void setRuleName(String ruleName) {
        this.ruleName = ruleName;
    }

    public String getDedicatedNumber() {
        return dedicatedNumber;
    }

    /**
     * The number of the account whose inbound SMS are wanted; * for all.
     */
    public void setDedicatedNumber(String dedicatedNumber) {
        this.dedicatedNumber = dedicatedNumber;
    }
}
