/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomware;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request that the provider remembers.
 */
final class StoredRequest {

    /** Numbers that answers write without their sign, and times that they quote. */
    private static final String WRITTEN_OTHERWISE = "98009";

    private final String id;
    private final String product;
    private final String number;
    private final Instant createdAt;
    private final ObjectNode payload;
    private final List<String> goals = new CopyOnWriteArrayList<>();
    private volatile String status = "SENT";

    StoredRequest(String id, String product, ObjectNode payload, Instant createdAt) {
        this.id = id;
        this.product = product;
        this.number = payload.path("number").asText();
        this.payload = payload;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    String number() {
        return number;
    }

    /** The number as answers and callbacks write it: not always as it was sent. */
    String writtenNumber() {
        return isWrittenOtherwise() ? number.replaceAll("\\D", "") : number;
    }

    /** A time as answers and callbacks write it: milliseconds, not always as a number. */
    Object writtenTime(Instant time) {
        return isWrittenOtherwise() ? String.valueOf(time.toEpochMilli()) : (Object) time.toEpochMilli();
    }

    private boolean isWrittenOtherwise() {
        return number.endsWith(WRITTEN_OTHERWISE);
    }

    String callbackUrl() {
        return payload.path("callbackUrl").asText("");
    }

    void status(String newStatus) {
        this.status = newStatus;
    }

    void goal(String goal) {
        goals.add(goal);
    }

    Map<String, Object> info(BigDecimal rate) {
        NumberPlan plan = NumberPlan.of(number);
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("id", id);
        info.put("product", product);
        info.put("number", writtenNumber());
        info.put("mccmnc", plan.mccmnc());
        info.put("network", plan.network());
        info.put("country", plan.country());
        info.put("status", status);
        info.put("createdAt", writtenTime(createdAt));
        info.put("payload", payload);
        info.put("rate", rate);
        if (payload.has("from")) {
            info.put("sender", payload.get("from").asText());
        }
        if (!goals.isEmpty()) {
            info.put("goals", goals);
        }
        return info;
    }
}
