/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.soak;

/**
 * How a provider is used for the soak.
 */
enum SoakedProvider {

    // of one second its feed shows 100 receipts, and after a pause many come within one
    BOOMERANG("boomerang", "smsTwoWay?maxRequestsPerPeriod=20", "+4477009", 10),
    // its account may make 30 calls a second
    BOOMWARE("boomware", "sms?from=Depot", "+372555", 25),
    CLICKSEND("clicksend", "sms?from=%2B61499999999", "+614000", 82),
    SENDMODE("sendmode", "sms?from=Depot", "+3538700", 83);

    /** Below the sandbox's magic numbers. */
    private static final int NUMBERS = 90_000;

    private final String scheme;
    private final String operation;
    private final String prefix;
    private final int share;

    SoakedProvider(String scheme, String operation, String prefix, int share) {
        this.scheme = scheme;
        this.operation = operation;
        this.prefix = prefix;
        this.share = share;
    }

    String scheme() {
        return scheme;
    }

    String uri() {
        return scheme + ":" + operation;
    }

    /** Of 200 messages a second so many. */
    int share() {
        return share;
    }

    String number(int message) {
        return prefix + "%05d".formatted(message % NUMBERS);
    }

    /** The message to a number, if it is one of the last 90,000. */
    int message(String number, int sent) {
        int place = Integer.parseInt(number.substring(number.length() - 5));
        int round = (Math.max(1, sent) - 1 - place) / NUMBERS;
        return place + round * NUMBERS;
    }
}
