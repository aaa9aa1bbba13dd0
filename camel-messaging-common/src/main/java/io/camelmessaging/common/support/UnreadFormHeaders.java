/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/**
 * The usual filter of headers, for servlets that would make headers of a form's fields: such a servlet leaves the form
 * unread if the message, which has no other header yet, says so.
 */
public final class UnreadFormHeaders extends HttpHeaderFilterStrategy {

    @Override
    public boolean applyFilterToExternalHeaders(String headerName, Object headerValue, Exchange exchange) {
        exchange.getMessage().setHeader(Exchange.SKIP_WWW_FORM_URLENCODED, true);
        return super.applyFilterToExternalHeaders(headerName, headerValue, exchange);
    }
}
