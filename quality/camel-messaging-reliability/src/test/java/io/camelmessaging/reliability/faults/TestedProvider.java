/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.faults;

import java.util.List;

/**
 * How a provider is used for the fault table.
 */
enum TestedProvider {

    // a feed of which a page holds 100 receipts and whose cursor counts seconds is not read whole above 100 a second
    BOOMERANG("boomerang", "smsTwoWay?maxRequestsPerPeriod=30", "+4477009",
              List.of(Feed.polled("deliveryReceipts", true), Feed.polled("replies", false),
                      Feed.pushed("replies", false, false))),
    BOOMWARE("boomware", "sms?maxRequestsPerPeriod=30", "+372555",
             List.of(Feed.pushed("deliveryReceipts", true, false), Feed.pushed("inboundSms", false, true))),
    CLICKSEND("clicksend", "sms?maxRequestsPerPeriod=0", "+614000",
              List.of(Feed.polled("deliveryReceipts", true), Feed.polled("inboundSms", false),
                      Feed.pushed("deliveryReceipts", true, true), Feed.pushed("inboundSms", false, true))),
    SENDMODE("sendmode", "sms?maxRequestsPerPeriod=0", "+3538700",
             List.of(Feed.pushed("deliveryReceipts", true, true), Feed.nameless("replies")));

    /**
     * Where events come from.
     *
     * @param operation the endpoint's operation
     * @param polled    whether it is polled; else the provider calls
     * @param receipts  whether it brings receipts; else inbound messages
     * @param repeated  whether an event whose route failed comes again
     * @param told      whether anything tells an event that comes again from one that is like it
     */
    record Feed(String operation, boolean polled, boolean receipts, boolean repeated, boolean told) {

        static Feed polled(String operation, boolean receipts) {
            return new Feed(operation, true, receipts, true, true);
        }

        static Feed pushed(String operation, boolean receipts, boolean repeated) {
            return new Feed(operation, false, receipts, repeated, true);
        }

        /** Inbound messages without id and time. */
        static Feed nameless(String operation) {
            return new Feed(operation, false, false, true, false);
        }

        String path() {
            return receipts ? "/receipts" : "/inbound";
        }
    }

    private final String scheme;
    private final String operation;
    private final String prefix;
    private final List<Feed> feeds;

    TestedProvider(String scheme, String operation, String prefix, List<Feed> feeds) {
        this.scheme = scheme;
        this.operation = operation;
        this.prefix = prefix;
        this.feeds = feeds;
    }

    String scheme() {
        return scheme;
    }

    String send() {
        return scheme + ":" + operation;
    }

    List<Feed> feeds() {
        return feeds;
    }

    /** The number of the recipient of the n-th message; far from the sandbox's magic ones up to 97,999. */
    String number(int message) {
        return prefix + "%05d".formatted(message);
    }

    /** The digits that a recipient's number begins with. */
    String digits() {
        return prefix.substring(1);
    }

    String sender() {
        return this == CLICKSEND ? "+61499999999" : "Depot";
    }
}
