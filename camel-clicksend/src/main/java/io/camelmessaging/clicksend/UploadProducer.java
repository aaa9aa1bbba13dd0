/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;

import io.camelmessaging.common.support.MessagingProducer;
import io.camelmessaging.common.support.ProviderClient;
import org.apache.camel.Exchange;

/**
 * Uploads the file that an exchange holds.
 */
final class UploadProducer extends MessagingProducer<ClickSendApi> {

    private final ClickSendConfiguration configuration;

    UploadProducer(ClickSendEndpoint endpoint, ProviderClient<ClickSendApi> client) {
        super(endpoint, client);
        this.configuration = endpoint.getConfiguration();
    }

    @Override
    protected List<Record> requests(Exchange exchange) {
        Conversion convert = conversion(exchange);
        return List.of(new UploadRequest(convert, UploadFile.of(exchange, exchange.getMessage().getBody(), convert)));
    }

    private Conversion conversion(Exchange exchange) {
        Object header = exchange.getMessage().getHeader(ClickSendConstants.CONVERT);
        try {
            Conversion convert = header == null ? configuration.getConvert() : Conversion.valueOf(header.toString());
            if (convert != null) {
                return convert;
            }
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw new IllegalArgumentException(
                "clicksend:upload needs fax, mms, csv, post or postcard as the option convert or the header "
                                           + ClickSendConstants.CONVERT + ".");
    }
}
