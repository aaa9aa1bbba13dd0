/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.camelmessaging.clicksend.model.HistoryRequest;
import io.camelmessaging.clicksend.model.MessagesSent;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.clicksend.model.SendItem;
import io.camelmessaging.clicksend.model.SentMessage;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.support.ProviderClient;

/**
 * Turns a send without a clear answer into what the history tells of it.
 * <p>
 * A row tells of a message if it has its reference and its recipient, was added after the call began, and told of no
 * other message before; what it says of the message is its own status. One that is missing stays of unknown outcome,
 * since the history may lag and does not list everything.
 */
final class HistoryLookup {

    /** Wider than the rows that count, as it is not documented what the provider compares. */
    private static final long MARGIN_SECONDS = 300;
    private static final int MAX_PAGES = 10;
    /** What a message is in the history once it was taken; whether it arrives is for its receipt. */
    private static final Set<String> TAKEN = Set.of("QUEUED", "SCHEDULED", "WAITAPPROVAL", "SENT", "COMPLETED", "RECEIVED",
            "SUCCESS");
    /** What it is if it reached nobody. */
    private static final Set<String> REFUSED = Set.of("FAILED", "CANCELLED", "CANCELLEDAFTERREVIEW");
    private static final String FAILED_CODE = "301";

    private final ProviderClient<ClickSendApi> sends;
    private final ProviderClient<ClickSendApi> history;
    /** Times on the wire are whole seconds, too coarse to tell two sends apart. */
    private final ToldMessages told;

    /**
     * @param sends speaks the operation whose messages are looked up
     * @param told  the messages of the account whose outcome is known
     */
    HistoryLookup(ProviderClient<ClickSendApi> sends, ToldMessages told) {
        this.sends = sends;
        this.history = sends.speaking(sends.api().speaking(ClickSendOperation.smsHistory));
        this.told = told;
    }

    /** No row of the history tells of another message than these. */
    void remember(List<RecipientOutcome> outcomes) {
        told.addAll(outcomes.stream().map(RecipientOutcome::messageId).filter(Objects::nonNull).toList());
    }

    /**
     * What the send would have answered for the messages that the history has.
     *
     * @return null if it cannot have them: the provider answered, or the messages have no reference to know them by
     */
    CompletionStage<MessagesSent> find(Batch batch, OutcomeUnknownException failure, Instant began) {
        int status = failure.getHttpResponseCode();
        boolean open = status == 0 || status >= 500;
        if (!open || batch.items().stream().noneMatch(item -> item.customString() != null && item.to() != null)) {
            return null;
        }
        return find(batch, began.getEpochSecond(), 1, new ArrayList<>()).thenApply(rows -> {
            List<SentMessage> found = claim(batch, rows);
            return found.isEmpty() ? null : sends.api().told(MessagesSent.found(found), batch);
        });
    }

    private CompletionStage<List<SentMessage>> find(Batch batch, long began, int page, List<SentMessage> found) {
        HistoryRequest request = new HistoryRequest(
                null, ClickSendConfiguration.MAX_PAGE_SIZE, began - MARGIN_SECONDS, null, null, "date:desc", null);
        return history.call(new PageRequest(request, page)).thenApply(answer -> (Page<?>) answer).thenCompose(rows -> {
            rows.rows().stream().map(SentMessage.class::cast)
                    .filter(row -> row.messageId() != null && isSince(began, row) && status(row) != null)
                    .filter(row -> batch.items().stream().anyMatch(item -> Correlation.isSame(item, row)))
                    .forEach(found::add);
            return rows.hasNext() && page < MAX_PAGES && found.size() < batch.items().size()
                    ? find(batch, began, page + 1, found) : CompletableFuture.completedStage(found);
        });
    }

    private static boolean isSince(long began, SentMessage row) {
        Long added = row.dateAdded() == null ? row.date() : row.dateAdded();
        return added != null && added >= began;
    }

    /** As a send answers it; null for one that tells neither yes nor no. */
    static String status(SentMessage row) {
        // such as Queued:WaitSend
        String status = row.status() == null ? "" : row.status().split(":", 2)[0].trim().toUpperCase(Locale.ROOT);
        if (FAILED_CODE.equals(row.statusCode()) || REFUSED.contains(status)
                || ClickSendErrors.TABLE.find(status).isPresent()) {
            return row.status() == null ? FAILED_CODE : row.status();
        }
        return TAKEN.contains(status) ? "SUCCESS" : null;
    }

    /** For each message of the batch one row at the most, and each row for one message, whoever looks. */
    private List<SentMessage> claim(Batch batch, List<SentMessage> rows) {
        List<SentMessage> left = new ArrayList<>(rows);
        List<SentMessage> found = new ArrayList<>();
        for (SendItem item : batch.items()) {
            left.stream().filter(row -> Correlation.isSame(item, row) && told.claim(row.messageId())).findFirst()
                    .ifPresent(row -> {
                        left.remove(row);
                        found.add(row.withStatus(status(row)));
                    });
        }
        return found;
    }
}
