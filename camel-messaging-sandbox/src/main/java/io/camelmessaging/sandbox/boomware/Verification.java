/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomware;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.camelmessaging.sandbox.VirtualClock;
import io.camelmessaging.sandbox.WireAnswer;

/**
 * A started verification of a number.
 */
final class Verification {

    private static final int DEFAULT_ATTEMPTS = 3;

    private final ReentrantLock lock = new ReentrantLock();
    private final StoredRequest request;
    private final String method;
    private final String code;
    private final int attemptsAllowed;
    private final VirtualClock clock;
    private final Instant startedAt;
    private final Instant expiresAt;
    private int attempts;
    private Instant verifiedAt;

    Verification(StoredRequest request, String method, String code, int attemptsAllowed, VirtualClock clock,
                 double lifeSeconds) {
        this.request = request;
        this.method = method;
        this.code = code;
        this.attemptsAllowed = attemptsAllowed > 0 ? attemptsAllowed : DEFAULT_ATTEMPTS;
        this.clock = clock;
        this.startedAt = clock.now();
        this.expiresAt = startedAt.plus(clock.lasting(lifeSeconds));
    }

    WireAnswer check(String tried) {
        lock.lock();
        try {
            if (verifiedAt != null) {
                // a code is for one use: a second one must not open a door again
                return BoomwareError.WRONG_CODE.answer();
            }
            if (clock.now().isAfter(expiresAt)) {
                return BoomwareError.EXPIRED.answer();
            }
            if (attempts >= attemptsAllowed) {
                return BoomwareError.TOO_MANY_ATTEMPTS.answer();
            }
            attempts++;
            if (!code.equals(tried)) {
                return BoomwareError.WRONG_CODE.answer();
            }
            verifiedAt = clock.now();
            request.status("DELIVERED");
            return WireAnswer.json(200,
                    Map.of("requestId", request.id(), "number", request.writtenNumber(), "method", method, "verifiedAt",
                            request.writtenTime(verifiedAt)));
        } finally {
            lock.unlock();
        }
    }

    WireAnswer info() {
        lock.lock();
        try {
            Map<String, Object> info = new LinkedHashMap<>();
            info.put("requestId", request.id());
            info.put("status", verifiedAt == null ? "processing" : "verified");
            info.put("number", request.writtenNumber());
            info.put("method", method);
            info.put("verificationRequestedAt", request.writtenTime(startedAt));
            if (verifiedAt != null) {
                info.put("verifiedAt", request.writtenTime(verifiedAt));
            }
            info.put("checkAttempts", attempts);
            return WireAnswer.json(200, info);
        } finally {
            lock.unlock();
        }
    }
}
