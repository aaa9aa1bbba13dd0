/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

import io.camelmessaging.clicksend.model.Answer;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.common.ProvidesHeaders;
import io.camelmessaging.common.support.ProviderClient;

/**
 * The rows of all pages of a listing; a page is read when its first row is asked for.
 * <p>
 * {@link #next()} and {@link #hasNext()} throw a {@link io.camelmessaging.common.MessagingException} if a page cannot
 * be read, and have nothing more afterwards.
 */
final class AllPages implements Iterator<Object>, Answer, ProvidesHeaders {

    private final ProviderClient<ClickSendApi> client;
    private final BooleanSupplier stopping;
    private final Record listing;
    private Page<?> page;
    private Iterator<?> rows;
    private boolean ended;

    /**
     * @param stopping whether nothing is to be read any more
     * @param listing  what is listed
     */
    AllPages(ProviderClient<ClickSendApi> client, BooleanSupplier stopping, Record listing, Page<?> first) {
        this.client = client;
        this.stopping = stopping;
        this.listing = listing;
        this.page = first;
        this.rows = first.rows().iterator();
    }

    @Override
    public Map<String, Object> headers() {
        return page.headers();
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext() && !ended && page.hasNext()) {
            // the split EIP reads an iterator to its end even after a failure: there is nothing behind one
            ended = true;
            if (stopping.getAsBoolean()) {
                throw new RejectedExecutionException("clicksend: the listing was not read to its end, as the context stops.");
            }
            page = turn();
            rows = page.rows().iterator();
            ended = false;
        }
        return rows.hasNext();
    }

    private Page<?> turn() {
        try {
            return (Page<?>) client.await(new PageRequest(listing, page.currentPage() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a page was read", e);
        }
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.next();
    }

    /** That of the page that was read last, as are code and text. */
    @Override
    public Integer httpCode() {
        return page.httpCode();
    }

    @Override
    public String responseCode() {
        return page.responseCode();
    }

    @Override
    public String responseMsg() {
        return page.responseMsg();
    }

    /** Names no row. */
    @Override
    public String toString() {
        return "AllPages[" + page.total() + " rows]";
    }
}
