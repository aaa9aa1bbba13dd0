package io.camelmessaging.clicksend;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.RejectedExecutionException;

import io.camelmessaging.clicksend.model.Answer;
import io.camelmessaging.clicksend.model.Page;

/**
 * The rows of all pages of a listing; a page is read when its first row is asked for.
 * <p>
 * {@link #next()} and {@link #hasNext()} throw a {@link io.camelmessaging.common.MessagingException} if a page cannot
 * be read, and have nothing more afterwards.
 */
final class AllPages implements Iterator<Object>, Answer {

    private final ClickSendEndpoint endpoint;
    private final ClickSendApi api;
    private final Record request;
    private Page<?> page;
    private Iterator<?> rows;
    private boolean ended;

    AllPages(ClickSendEndpoint endpoint, ClickSendApi api, Record request, Page<?> first) {
        this.endpoint = endpoint;
        this.api = api;
        this.request = request;
        this.page = first;
        this.rows = first.rows().iterator();
    }

    /** A listing's request for another of its pages. */
    record Turned(Record request, int page) {
    }

    Integer total() {
        return page.total();
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext() && !ended && page.hasNext()) {
            // the split EIP reads an iterator to its end even after a failure: there is nothing behind one
            ended = true;
            if (endpoint.getCamelContext().isStopping()) {
                throw new RejectedExecutionException("clicksend: the listing was not read to its end, as the context stops.");
            }
            page = api.page(endpoint, new Turned(request, page.currentPage() + 1));
            rows = page.rows().iterator();
            ended = false;
        }
        return rows.hasNext();
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
