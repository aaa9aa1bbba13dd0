package io.camelmessaging.clicksend;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.clicksend.model.HistoryRequest;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.clicksend.model.SendItem;
import io.camelmessaging.clicksend.model.SentMessage;
import io.camelmessaging.common.ProviderJson;
import io.camelmessaging.common.transport.ApiResponse;
import io.camelmessaging.common.transport.TransportException;

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
    private static final int PAGES = 10;
    /** What a message is in the history once it was taken; whether it arrives is for its receipt. */
    private static final Set<String> TAKEN = Set.of("QUEUED", "SCHEDULED", "WAITAPPROVAL", "SENT", "COMPLETED", "RECEIVED",
            "SUCCESS");
    /** What it is if it reached nobody. */
    private static final Set<String> REFUSED = Set.of("FAILED", "CANCELLED", "CANCELLEDAFTERREVIEW");
    private static final String FAILED_CODE = "301";

    private final ClickSendEndpoint endpoint;
    private final ClickSendApi api;
    private final ObjectMapper mapper = ProviderJson.mapper();
    /** Times on the wire are whole seconds, too coarse to tell two sends apart. */
    private final ToldMessages told;

    HistoryLookup(ClickSendEndpoint endpoint) {
        this.endpoint = endpoint;
        this.told = endpoint.getComponent().toldMessages();
        this.api = new ClickSendApi(endpoint, ClickSendOperation.smsHistory);
    }

    /** The answer of a send, or what the history tells instead of one. */
    CompletionStage<ApiResponse> settle(CompletionStage<ApiResponse> sent, Batch batch) {
        long began = Instant.now().getEpochSecond();
        return sent.handle((response, thrown) -> {
            boolean open = thrown != null ? left(thrown) : response.status() >= 500;
            if (!open && response != null) {
                remember(response);
            }
            if (!open || batch.items().stream().noneMatch(item -> item.customString() != null && item.to() != null)) {
                return sent;
            }
            return find(batch, began, 1, new ArrayList<>()).handle((rows, failed) -> {
                List<SentMessage> found = failed != null ? List.of() : claim(batch, rows);
                return found.isEmpty() ? sent : CompletableFuture.completedStage(answer(found));
            }).thenCompose(stage -> stage);
        }).thenCompose(stage -> stage);
    }

    private static boolean left(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return !(cause instanceof TransportException transport) || transport.isSent();
    }

    private void remember(ApiResponse response) {
        try {
            told.addAll(mapper.readTree(response.body()).path("data").path("messages").findValuesAsText("message_id"));
        } catch (IOException e) {
            // an answer that cannot be read names no message, and whoever reads it tells of that
        }
    }

    private CompletionStage<List<SentMessage>> find(Batch batch, long began, int page, List<SentMessage> found) {
        HistoryRequest request = new HistoryRequest(
                page, ClickSendApi.LARGEST_PAGE, began - MARGIN_SECONDS, null, null, "date:desc", null);
        CompletionStage<ApiResponse> answer;
        try {
            answer = endpoint.getComponent().send(api.call(request), endpoint.getConfiguration());
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedStage(e);
        }
        return answer.handle((response, thrown) -> (Page<?>) api.answer(request, response, thrown)).thenCompose(rows -> {
            rows.rows().stream().map(SentMessage.class::cast)
                    .filter(row -> row.messageId() != null && isSince(began, row) && status(row) != null)
                    .filter(row -> batch.items().stream().anyMatch(item -> Correlation.isSame(item, row)))
                    .forEach(found::add);
            return rows.hasNext() && page < PAGES && found.size() < batch.items().size()
                    ? find(batch, began, page + 1, found) : CompletableFuture.completedStage(found);
        });
    }

    private static boolean isSince(long began, SentMessage row) {
        Long added = row.dateAdded() == null ? row.date() : row.dateAdded();
        return added != null && added >= began;
    }

    /** As a send answers it; null for one that tells neither yes nor no. */
    private static String status(SentMessage row) {
        // such as Queued:WaitSend
        String status = row.status() == null ? "" : row.status().split(":", 2)[0].trim().toUpperCase(Locale.ROOT);
        if (FAILED_CODE.equals(row.statusCode()) || REFUSED.contains(status) || ItemStatus.reason(status) != null) {
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
                        found.add(row);
                    });
        }
        return found;
    }

    /** What the send would have answered for the messages that were found. */
    private ApiResponse answer(List<SentMessage> found) {
        List<Map<String, Object>> messages = found.stream().map(row -> Map.<String, Object> of(
                "to", row.to(), "custom_string", row.customString(), "message_id", row.messageId(), "status", status(row)))
                .toList();
        long queued = messages.stream().filter(message -> "SUCCESS".equals(message.get("status"))).count();
        try {
            byte[] body = mapper.writeValueAsBytes(Map.of("http_code", 200, "response_code", "SUCCESS", "response_msg",
                    "found in the history", "data", Map.of("total_count", messages.size(), "queued_count", queued,
                            "messages", messages)));
            return new ApiResponse(200, null, body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
