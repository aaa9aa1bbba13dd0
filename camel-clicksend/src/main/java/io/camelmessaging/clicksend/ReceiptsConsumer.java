/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.camelmessaging.clicksend.MissingParts.Part;
import io.camelmessaging.clicksend.model.Receipt;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.support.ProviderClient;
import io.camelmessaging.common.support.wire.HttpMethod;
import org.apache.camel.Processor;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the box of unread receipts.
 * <p>
 * The provider marks receipts by a cut-off in time only. What is older than everything that is not yet processed is
 * marked right after a reading that saw all of it, and before the new ones are handed out; nothing is marked without a
 * cut-off.
 */
final class ReceiptsConsumer extends BoxConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptsConsumer.class);

    /** As many as a reading has at the most: whatever is still unread is still known. */
    private static final int REMEMBERED = 100_000;
    /** So many that are processed and held back from being marked are told of. */
    private static final int MANY_HELD_BACK = 1_000;

    private final ClickSendConfiguration configuration;
    private final IdempotentRepository processed;
    private final MissingParts missing;
    private String heldBack;

    ReceiptsConsumer(ClickSendEndpoint endpoint, Processor processor, ProviderClient<ClickSendApi> client) {
        this(endpoint, processor, client, repository(endpoint.getConfiguration()));
    }

    private ReceiptsConsumer(ClickSendEndpoint endpoint, Processor processor, ProviderClient<ClickSendApi> client,
                             IdempotentRepository processed) {
        super(endpoint, processor, client, processed);
        this.configuration = endpoint.getConfiguration();
        this.processed = processed;
        this.missing = new MissingParts(configuration.getChannel());
    }

    private static IdempotentRepository repository(ClickSendConfiguration configuration) {
        return configuration.getIdempotentRepository() != null
                ? configuration.getIdempotentRepository() : MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED);
    }

    @Override
    protected Map<String, Object> healthDetails() {
        return missing.details();
    }

    @Override
    void registerRule() throws Exception {
        try {
            super.registerRule();
        } catch (RequestRejectedException e) {
            missing.note(Part.rule, e);
        }
    }

    @Override
    protected List<Item> fetch() throws Exception {
        List<Receipt> receipts = new ArrayList<>();
        boolean complete;
        try {
            complete = read(Receipt.class, receipts);
            missing.found(Part.feed);
        } catch (RequestRejectedException e) {
            missing.note(Part.feed, e);
            complete = false;
        }
        if (complete) {
            markProcessed(receipts);
        }
        return receipts.stream().map(receipt -> new Item(receipt, () -> {
            // the next reading marks it, together with all that is older
        })).toList();
    }

    /** The boundary of the cut-off is not documented: a second is left to either side. */
    private void markProcessed(List<Receipt> receipts) throws Exception {
        Receipt oldestOpen = null;
        long newestDone = 0;
        int done = 0;
        for (Receipt receipt : receipts) {
            if (processed.contains(key(receipt))) {
                newestDone = Math.max(newestDone, sent(receipt));
                done++;
            } else if (oldestOpen == null || sent(receipt) < sent(oldestOpen)) {
                oldestOpen = receipt;
            }
        }
        long cutOff = oldestOpen == null ? newestDone : Math.min(sent(oldestOpen) - 1, newestDone);
        long toMark = receipts.stream().filter(receipt -> receipt.timestampSend() != null && receipt.timestampSend() < cutOff)
                .count();
        tellHeldBack(oldestOpen, done - toMark);
        if (cutOff > 0 && toMark > 0 && !missing.isMissing(Part.marks)) {
            mark(cutOff);
        }
    }

    private static long sent(Receipt receipt) {
        return receipt.timestampSend() == null ? 0 : receipt.timestampSend();
    }

    private void mark(long cutOff) throws Exception {
        try {
            client().await(HttpMethod.PUT, "/" + configuration.getChannel() + "/receipts-read?date_before=" + cutOff,
                    Map.of("date_before", cutOff));
        } catch (RequestRejectedException e) {
            missing.note(Part.marks, e);
        }
    }

    /** Once for each receipt that holds many others back, not with each poll. */
    private void tellHeldBack(Receipt oldestOpen, long count) {
        if (oldestOpen == null || count < MANY_HELD_BACK) {
            heldBack = null;
        } else if (!oldestOpen.eventId().equals(heldBack)) {
            heldBack = oldestOpen.eventId();
            LOG.warn(
                    "clicksend:deliveryReceipts?channel={}: {} processed receipts cannot be marked as read, since the receipt {} "
                     + "of an older message is not processed: ClickSend marks by a cut-off in time only. They are read with each "
                     + "poll and not processed again; see why that receipt fails on its route.",
                    configuration.getChannel(), count, heldBack);
        }
    }
}
