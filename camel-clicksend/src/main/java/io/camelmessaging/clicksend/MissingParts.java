/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What ClickSend no longer has, or never had, for the receipts of calls, MMS and faxes: its newest documents name
 * neither all feeds nor all rules, nor all calls that mark. What is missing is told once and holds nothing back.
 */
final class MissingParts {

    /** What may be missing; the names are those of the details of the health check. */
    enum Part {

        feed("receipts were to be read, so this account has no feed of receipts",
             "It is asked again with each poll; if it never comes, remove the route."),
        rule("the rule was to be made by which receipts are kept, so there is none for this channel",
             "The feed is read without; createRule=false leaves the rule out."),
        marks("receipts were to be marked as read, so this account's cannot be marked",
              "It goes on, and knows processed receipts by its idempotent repository alone; give a durable one as the option"
                                                                                        + " idempotentRepository, or a restart processes them again.");

        private final String what;
        private final String consequence;

        Part(String what, String consequence) {
            this.what = what;
            this.consequence = consequence;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(MissingParts.class);
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final ReceiptChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Part, String> missing = new EnumMap<>(Part.class);

    MissingParts(ReceiptChannel channel) {
        this.channel = channel;
    }

    /**
     * Notes that a call was refused because a part is missing.
     *
     * @throws RequestRejectedException the refusal, if it says something else, or the channel is SMS, which has all
     */
    void note(Part part, RequestRejectedException refusal) {
        if (!isMissing(channel, refusal)) {
            throw refusal;
        }
        String told = "ClickSend answered " + refusal.getHttpResponseCode() + " as " + part.what + ".";
        lock.lock();
        try {
            if (missing.putIfAbsent(part, told) == null) {
                LOG.warn("clicksend:deliveryReceipts?channel={}: {} {}", channel, told, part.consequence);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a refusal says that ClickSend has not what was asked for; of SMS it has all. */
    static boolean isMissing(ReceiptChannel channel, RequestRejectedException refusal) {
        int status = refusal.getHttpResponseCode();
        return channel != ReceiptChannel.sms
                && (status == NOT_FOUND || status == METHOD_NOT_ALLOWED || refusal.reason() == RejectionReason.NOT_FOUND);
    }

    void found(Part part) {
        lock.lock();
        try {
            missing.remove(part);
        } finally {
            lock.unlock();
        }
    }

    boolean isMissing(Part part) {
        lock.lock();
        try {
            return missing.containsKey(part);
        } finally {
            lock.unlock();
        }
    }

    /** For the health check. */
    Map<String, Object> details() {
        lock.lock();
        try {
            Map<String, Object> details = new HashMap<>();
            missing.forEach((part, told) -> details.put(part.name(), told));
            return details;
        } finally {
            lock.unlock();
        }
    }
}
