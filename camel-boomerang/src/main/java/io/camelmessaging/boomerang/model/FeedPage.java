/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.util.List;

import io.camelmessaging.common.MessagingEvent;

/**
 * One answer of a polled feed.
 *
 * @param <E> what the feed holds
 */
public interface FeedPage<E extends MessagingEvent> extends WireAnswer {

    /** Whether more is waiting. */
    boolean moreWaits();

    /** What came, in the provider's order. */
    List<E> events();
}
