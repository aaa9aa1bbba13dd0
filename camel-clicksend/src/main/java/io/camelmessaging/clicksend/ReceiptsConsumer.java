package io.camelmessaging.clicksend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.camelmessaging.clicksend.model.Receipt;
import io.camelmessaging.common.transport.HttpMethod;
import org.apache.camel.Processor;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/**
 * Polls the box of unread receipts.
 * <p>
 * The provider marks receipts by a cut-off in time only. What is older than everything that is not yet processed is
 * marked right after a reading that saw all of it, and before the new ones are handed out; nothing is marked without a
 * cut-off.
 */
final class ReceiptsConsumer extends BoxConsumer {

    private static final int PAGES = 100;
    private static final int REMEMBERED = 10_000;

    private final ClickSendEndpoint endpoint;
    private final ClickSendConfiguration configuration;
    private final IdempotentRepository processed;

    ReceiptsConsumer(ClickSendEndpoint endpoint, Processor processor) {
        this(endpoint, processor, repository(endpoint.getConfiguration()));
    }

    private ReceiptsConsumer(ClickSendEndpoint endpoint, Processor processor, IdempotentRepository processed) {
        super(endpoint, processor, processed);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.processed = processed;
    }

    private static IdempotentRepository repository(ClickSendConfiguration configuration) {
        return configuration.getIdempotentRepository() != null
                ? configuration.getIdempotentRepository() : MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED);
    }

    @Override
    protected List<Item> fetch() throws Exception {
        List<Receipt> receipts = new ArrayList<>();
        if (read(Receipt.class, PAGES, receipts)) {
            markProcessed(receipts);
        }
        return receipts.stream().map(receipt -> new Item(receipt, () -> {
            // the next reading marks it, together with all that is older
        })).toList();
    }

    /** The boundary of the cut-off is not documented: a second is left to either side. */
    private void markProcessed(List<Receipt> receipts) throws Exception {
        long oldestOpen = Long.MAX_VALUE;
        long newestDone = 0;
        for (Receipt receipt : receipts) {
            long sent = receipt.timestampSend() == null ? 0 : receipt.timestampSend();
            if (processed.contains(key(receipt))) {
                newestDone = Math.max(newestDone, sent);
            } else {
                oldestOpen = Math.min(oldestOpen, sent);
            }
        }
        long cutOff = Math.min(oldestOpen - 1, newestDone);
        boolean somethingToMark = receipts.stream().anyMatch(receipt -> receipt.timestampSend() != null
                && receipt.timestampSend() < cutOff);
        if (cutOff > 0 && somethingToMark) {
            endpoint.call(api(), HttpMethod.PUT, "/" + configuration.getChannel() + "/receipts-read?date_before=" + cutOff,
                    Map.of("date_before", cutOff));
        }
    }
}
