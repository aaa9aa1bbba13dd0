/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.camelmessaging.common.PhoneNumbers;
import io.camelmessaging.common.support.MessagingProducer;
import io.camelmessaging.common.support.ProviderClient;
import io.camelmessaging.sendmode.model.SmsRequest;
import org.apache.camel.Exchange;

/**
 * Calls one operation of Sendmode.
 */
final class SendmodeProducer extends MessagingProducer<SendmodeApi> {

    /** What is sent as it is written; marks of other alphabets are not. */
    private static final Pattern WRITTEN = Pattern.compile("[+0-9 ()./-]+");

    private final SendmodeOperation operation;
    private final SendmodeConfiguration configuration;

    SendmodeProducer(SendmodeEndpoint endpoint) {
        super(endpoint, new ProviderClient<>(endpoint, new SendmodeApi(endpoint, endpoint.getOperation())));
        this.operation = endpoint.getOperation();
        this.configuration = endpoint.getConfiguration();
    }

    @Override
    protected String wireNumber(Object number, String source, PhoneNumbers numbers) {
        String normal = numbers.normalize(number, source);
        return switch (configuration.getNumberFormat()) {
            case digits -> normal.startsWith("+") ? normal.substring(1) : normal;
            case asIs -> number instanceof CharSequence && WRITTEN.matcher(number.toString()).matches()
                    ? number.toString().strip() : normal;
            case e164 -> normal;
        };
    }

    /** A plus makes no difference to the provider. */
    @Override
    protected String numberIdentity(String wire) {
        return wire.replaceAll("[^0-9]", "").replaceFirst("^00", "");
    }

    @Override
    protected List<Record> requests(Exchange exchange) {
        if (binder() == null) {
            return super.requests(exchange);
        }
        List<Record> requests = new ArrayList<>(binder().bindAll(exchange));
        if (operation.isSms()) {
            return configuration.getBatchSize() > 0 ? cut(requests) : requests;
        }
        if (requests.size() > 1) {
            throw new IllegalArgumentException(
                    "sendmode:" + operation.name()
                                               + " takes one person at a time and got " + requests.size()
                                               + ": use the split EIP before it.");
        }
        return requests;
    }

    private List<Record> cut(List<Record> requests) {
        return requests.stream().map(SmsRequest.class::cast).flatMap(sms -> sms.cut(configuration.getBatchSize()).stream())
                .map(Record.class::cast).toList();
    }
}
