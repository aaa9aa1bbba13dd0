/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;

/**
 * The array of a request that holds its messages, and which fields stand beside it instead of in each message.
 *
 * @param items     the array's name: {@code messages} or {@code recipients}
 * @param batchSize how many go out in a request unless the option says otherwise
 * @param top       fields of the request itself
 */
record Envelope(String items, int batchSize, List<String> top) {

    /** How many messages a request may hold. */
    static final int MAX_ITEMS = 1000;

    static final Envelope SMS = new Envelope("messages", 1000, List.of("shorten_urls", "senders"));
    static final Envelope MMS = new Envelope("messages", 1000, List.of("media_file"));
    static final Envelope VOICE = new Envelope("messages", 1000, List.of());
    /** The limits of fax and post are not published. */
    static final Envelope FAX = new Envelope("messages", 50, List.of("file_url"));
    static final Envelope LETTER = new Envelope(
            "recipients", 50, List.of("file_url", "colour", "duplex", "template_used",
                    "priority_post", "source"));
    static final Envelope POSTCARD = new Envelope("recipients", 50, List.of("file_urls", "source"));
}
