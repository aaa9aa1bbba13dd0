package io.camelmessaging.clicksend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
 * A message that is found by its reference and recipient was accepted; one that is missing stays of unknown outcome,
 * since the history may lag and does not list everything.
 */
final class HistoryLookup {

    /** Clocks differ; a row of some minutes ago with the same reference and recipient is the same message. */
    private static final long MARGIN_SECONDS = 300;
    private static final int PAGES = 10;

    private final ClickSendEndpoint endpoint;
    private final ClickSendApi api;
    private final ObjectMapper mapper = ProviderJson.mapper();

    HistoryLookup(ClickSendEndpoint endpoint) {
        this.endpoint = endpoint;
        this.api = new ClickSendApi(endpoint, ClickSendOperation.smsHistory);
    }

    /** The answer of a send, or what the history tells instead of one. */
    CompletionStage<ApiResponse> settle(CompletionStage<ApiResponse> sent, Batch batch) {
        long from = Instant.now().getEpochSecond() - MARGIN_SECONDS;
        return sent.handle((response, thrown) -> {
            boolean open = thrown != null ? left(thrown) : response.status() >= 500;
            if (!open || batch.items().stream().noneMatch(item -> item.customString() != null)) {
                return sent;
            }
            return find(batch, from, 1, new ArrayList<>()).handle((found, failed) -> failed != null || found.isEmpty()
                    ? sent : CompletableFuture.completedStage(answer(found))).thenCompose(stage -> stage);
        }).thenCompose(stage -> stage);
    }

    private static boolean left(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return !(cause instanceof TransportException transport) || transport.isSent();
    }

    private CompletionStage<List<SentMessage>> find(Batch batch, long from, int page, List<SentMessage> found) {
        HistoryRequest request = new HistoryRequest(page, ClickSendApi.LARGEST_PAGE, from, null, null, "date:desc", null);
        CompletionStage<ApiResponse> answer;
        try {
            answer = endpoint.getComponent().send(api.call(request), endpoint.getConfiguration());
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedStage(e);
        }
        return answer.handle((response, thrown) -> (Page<?>) api.answer(request, response, thrown)).thenCompose(rows -> {
            rows.rows().stream().map(SentMessage.class::cast).filter(row -> isOneOf(batch, row)).forEach(found::add);
            return rows.hasNext() && page < PAGES && found.size() < batch.items().size()
                    ? find(batch, from, page + 1, found) : CompletableFuture.completedStage(found);
        });
    }

    private static boolean isOneOf(Batch batch, SentMessage row) {
        Set<String> references = new HashSet<>();
        for (SendItem item : batch.items()) {
            references.add(item.customString());
        }
        references.remove(null);
        return references.contains(row.customString());
    }

    /** What the send would have answered for the messages that were found. */
    private ApiResponse answer(List<SentMessage> found) {
        List<Map<String, Object>> messages = found.stream().map(row -> Map.<String, Object> of(
                "to", String.valueOf(row.to()), "custom_string", row.customString(), "message_id",
                String.valueOf(row.messageId()),
                "status", "SUCCESS")).toList();
        try {
            byte[] body = mapper.writeValueAsBytes(Map.of("http_code", 200, "response_code", "SUCCESS", "response_msg",
                    "found in the history", "data", Map.of("total_count", messages.size(), "queued_count", messages.size(),
                            "messages", messages)));
            return new ApiResponse(200, null, body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
