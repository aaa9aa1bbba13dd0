/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomware;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.sandbox.SandboxState;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.Stage;
import io.camelmessaging.sandbox.WireAnswer;

/**
 * Takes a message through its statuses and posts a callback for each.
 */
final class BoomwareDelivery {

    /** The provider's documents name the content type in this order. */
    private static final String CALLBACK_CONTENT_TYPE = "json/application";
    private static final String UNKNOWN_STATUS = "MYSTERY";
    private static final Set<String> SHOWN = Set.of("number", "text", "title", "from", "callbackUrl");

    private final SandboxState state;
    private final String provider;
    private final ObjectMapper json = new ObjectMapper();

    BoomwareDelivery(SandboxState state, String provider) {
        this.state = state;
        this.provider = provider;
    }

    /** A message by itself: every status is the request's and is called back. */
    void start(StoredRequest request, String channel, ObjectNode body) {
        SentMessage message = show(request, channel, body);
        deliver(message, status -> {
            request.status(status);
            callBack(request, message, status);
        });
    }

    /** Puts the message onto the recipient's handset. */
    SentMessage show(StoredRequest request, String channel, ObjectNode body) {
        Map<String, Object> fields = new LinkedHashMap<>(json.convertValue(body, new TypeReference<Map<String, Object>>() {
        }));
        fields.keySet().removeAll(SHOWN);
        return state.messages().accept(provider, request.id(), channel, SandboxState.recipientKey(request.number()),
                BoomwareProvider.text(body, "from"), BoomwareProvider.text(body, "title"), BoomwareProvider.text(body, "text"),
                fields);
    }

    /** Tells each status of the message's delivery script, one after the other. */
    void deliver(SentMessage message, Consumer<String> reached) {
        state.deliver(message, stage -> {
            // no document knows a status for what was given up
            String status = stage == Stage.EXPIRED ? "UNDELIVERED" : stage.name();
            state.messages().status(message.key(), status);
            reached.accept(status);
        });
    }

    void callBack(StoredRequest request, SentMessage message, String status) {
        if (request.callbackUrl().isEmpty()) {
            return;
        }
        Map<String, Object> callback = new LinkedHashMap<>();
        callback.put("requestId", request.id());
        callback.put("number", request.writtenNumber());
        callback.put("status", state.faults().status(provider, message.channel(), status, UNKNOWN_STATUS));
        callback.put("timestamp", request.writtenTime(state.clock().now()));
        state.faults().receipt(provider, message.channel(), message.key(),
                () -> state.callbacks().post(provider, request.callbackUrl(), CALLBACK_CONTENT_TYPE,
                        WireAnswer.toJson(callback)).thenAccept(
                                answer -> state.messages().note(message.key(), "callback",
                                        callback.get("status") + " answered " + answer.status())));
    }
}
