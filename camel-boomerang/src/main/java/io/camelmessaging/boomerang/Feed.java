/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.List;

import io.camelmessaging.boomerang.model.FeedPage;
import io.camelmessaging.common.MessagingEvent;

/**
 * How one feed is read to its end: with which query to begin, and with which to go on.
 *
 * @param <Q> the query
 * @param <E> what the feed holds
 */
interface Feed<Q extends Record, E extends MessagingEvent> {

    /** The query that a reading begins with. */
    Q begin();

    /**
     * The query that goes on after a page.
     *
     * @param  asked the query that brought the page
     * @param  page  what came
     * @param  fresh whether the page brought anything that this reading had not seen
     * @return       null at the end
     */
    Q next(Q asked, FeedPage<E> page, boolean fresh);

    /** The event with what the wire does not say. */
    E complete(E event);

    /** What was read to the end is done with, except for these. */
    default void done(List<E> open) {
        // most feeds keep nothing
    }
}
