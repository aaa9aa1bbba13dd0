/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.camelmessaging.clicksend.model.SendItem;
import io.camelmessaging.clicksend.model.Upload;
import io.camelmessaging.common.FailureDetails;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.support.MessagingProducer;
import io.camelmessaging.common.support.PlannedSend;
import io.camelmessaging.common.support.ProviderClient;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages, as many in a call as the provider takes.
 */
final class ClickSendProducer extends MessagingProducer<ClickSendApi> {

    private static final Logger LOG = LoggerFactory.getLogger(ClickSendProducer.class);

    private final ClickSendOperation operation;
    private final ClickSendConfiguration configuration;
    private final ProviderClient<ClickSendApi> uploads;
    private final FileField fileField;
    /** Null unless the option asks for it. */
    private final HistoryLookup lookup;

    ClickSendProducer(ClickSendEndpoint endpoint, ProviderClient<ClickSendApi> client) {
        super(endpoint, client);
        this.operation = endpoint.getOperation();
        this.configuration = endpoint.getConfiguration();
        this.fileField = FileField.of(operation);
        this.uploads = client.speaking(client.api().speaking(ClickSendOperation.upload));
        this.lookup = configuration.isLookup() && operation.hasHistory()
                ? new HistoryLookup(client, endpoint.toldMessages()) : null;
    }

    /** A failure leaves the exchange as it was, to be repeated. */
    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        if (!uploadsFiles()) {
            return super.process(exchange, callback);
        }
        Runnable restore = fileField.restoring(exchange.getMessage());
        return super.process(exchange, doneSync -> {
            if (exchange.getException() != null) {
                restore.run();
            }
            callback.done(doneSync);
        });
    }

    private boolean uploadsFiles() {
        return fileField != null && configuration.isAutoUpload();
    }

    /** Uploads the files that stand where a URL is sent; none for a request that is wrong. */
    @Override
    protected CompletionStage<?> prepare(Exchange exchange) {
        if (!uploadsFiles()) {
            return null;
        }
        Exchange trial = exchange.copy();
        fileField.upload(trial, (file, convert) -> CompletableFuture.completedStage("https://to-be-uploaded.invalid/"));
        List<RecipientOutcome> notSent
                = requests(trial).stream().flatMap(request -> client().api().recipients(request).stream())
                        .map(recipient -> RecipientOutcome.of(recipient, RecipientOutcome.State.NOT_SENT)).toList();
        return fileField.upload(exchange, (file, convert) -> upload(UploadFile.of(exchange, file, convert), convert))
                .exceptionallyCompose(thrown -> CompletableFuture.failedStage(nothingSent(unwrapped(thrown), notSent)));
    }

    /** Whether the file is there is not known, and does no harm: the message that it is for has not left. */
    private Throwable nothingSent(Throwable thrown, List<RecipientOutcome> notSent) {
        try {
            throw thrown;
        } catch (OutcomeUnknownException unknown) {
            return new ProviderUnavailableException(
                    null, new FailureDetails(
                            unknown.provider(), operation.name(), unknown.getHttpResponseCode(), unknown.providerCode(),
                            unknown.providerText(),
                            "the upload of its file got no clear answer and no message was sent, so it may be sent again,"
                                                    + " with a new upload, or elsewhere",
                            unknown))
                    .withOutcomes(notSent);
        } catch (MessagingException failure) {
            return failure.withOutcomes(notSent);
        } catch (Throwable other) {
            return other;
        }
    }

    private CompletionStage<String> upload(UploadFile file, Conversion convert) {
        if (configuration.isDryRun()) {
            return CompletableFuture.completedStage("https://dry-run.invalid/");
        }
        return call(uploads, new UploadRequest(convert, file)).thenApply(uploaded -> ((Upload) uploaded).url());
    }

    @Override
    protected List<Record> requests(Exchange exchange) {
        if (fileField != null) {
            fileField.refuseFiles(exchange, operation);
        }
        List<SendItem> items = new ArrayList<>();
        for (Record request : binder().bindAll(exchange)) {
            SendItem item = (SendItem) request;
            checkItem(item);
            items.add(item);
        }
        return batches(items);
    }

    private void checkItem(SendItem item) {
        if ((item.to() == null) == (item.listId() == null)) {
            throw new IllegalArgumentException(
                    "clicksend:" + operation.name() + (item.to() == null
                            ? " needs a recipient: give it as the key to of a Map body, the header CamelMessagingTo or the option"
                              + " to, or name a contact list as list_id (header CamelClicksendListId, option listId)."
                            : " got both a recipient and list_id: leave one out."));
        }
        if (item.mayBecomeUnicode()) {
            LOG.warn(
                    "clicksend:{} sends a text of more than 536 characters with one of ^ { } [ ] ~ | \\ or the euro sign: ClickSend"
                     + " may count it as unicode, and cut it there; message_parts of the answer tells.",
                    operation.name());
        }
        if (!configuration.isAllowTruncation()) {
            item.checkTexts(operation.name());
        }
    }

    /** As many at a time as a call takes; what differs in the fields of the request itself goes out apart. */
    private List<Record> batches(List<SendItem> items) {
        int most = configuration.getBatchSize() > 0 ? configuration.getBatchSize() : operation.envelope().batchSize();
        List<Record> requests = new ArrayList<>();
        List<SendItem> batch = new ArrayList<>();
        Map<String, Object> top = Map.of();
        for (SendItem item : items) {
            Map<String, Object> itsTop = binder().values((Record) item, operation.envelope().top());
            if (!batch.isEmpty() && (batch.size() == most || !itsTop.equals(top))) {
                requests.add(new Batch(List.copyOf(batch), top, false));
                batch.clear();
            }
            top = itsTop;
            batch.add(item);
        }
        requests.add(new Batch(List.copyOf(batch), top, true));
        return requests;
    }

    @Override
    protected int segments(Record request) {
        return ((Batch) request).items().stream().mapToInt(SendItem::segments).max().orElse(0);
    }

    @Override
    protected List<PlannedSend.PlannedMessage> planned(Record request) {
        return ((Batch) request).items().stream().map(item -> new PlannedSend.PlannedMessage(
                item.to(), binder().text((Record) item), Math.max(1, item.segments())))
                .toList();
    }

    @Override
    protected void told(List<RecipientOutcome> outcomes) {
        if (lookup != null) {
            lookup.remember(outcomes);
        }
    }

    @Override
    protected CompletionStage<?> resolve(Record request, OutcomeUnknownException failure, Instant began) {
        return lookup == null ? null : lookup.find((Batch) request, failure, began);
    }
}
