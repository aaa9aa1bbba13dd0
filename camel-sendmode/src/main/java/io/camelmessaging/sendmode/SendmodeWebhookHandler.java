/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.support.ProviderJson;
import io.camelmessaging.common.support.WebhookCall;
import io.camelmessaging.common.support.WebhookHandler;
import io.camelmessaging.sendmode.model.CustomerReply;
import io.camelmessaging.sendmode.model.DeliveryReport;
import org.apache.camel.Processor;

/**
 * Reads what Sendmode pushes: parameters of a query, a form or a JSON object, their names in any case.
 */
final class SendmodeWebhookHandler extends WebhookHandler {

    private static final String TOKEN = "token";

    private final SendmodeOperation operation;
    private final SendmodeConfiguration configuration;

    SendmodeWebhookHandler(SendmodeEndpoint endpoint, Processor next) {
        super(endpoint, next, ProviderJson.mapper());
        this.operation = endpoint.getOperation();
        this.configuration = endpoint.getConfiguration();
    }

    @Override
    protected List<? extends MessagingEvent> events(WebhookCall call) throws IOException {
        Map<String, String> parameters = parameters(call);
        return List.of(operation == SendmodeOperation.replies ? reply(parameters) : report(parameters));
    }

    private static Map<String, String> parameters(WebhookCall call) {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        parameters.putAll(call.query());
        parameters.putAll(call.form());
        if (call.content() != null && call.content().isObject()) {
            call.content().properties().forEach(field -> parameters.put(field.getKey(), WebhookCall.text(field.getValue())));
        }
        parameters.remove(TOKEN);
        return parameters;
    }

    private DeliveryReport report(Map<String, String> parameters) throws IOException {
        String eventId = parameters.remove("EventID");
        String number = WebhookCall.number(parameters.remove("Phonenumber"));
        String dataType = parameters.remove("DataType");
        String status = parameters.remove("Status");
        String customerId = parameters.remove("CustomerID");
        // without its id a report of another message to the same number would be taken for a repeat
        if (status == null || status.isBlank() || eventId == null || eventId.isBlank()) {
            throw new IOException("Not a delivery report");
        }
        return new DeliveryReport(
                eventId, number, dataType, status.strip(), blankToNull(customerId), international(number),
                rest(parameters));
    }

    private CustomerReply reply(Map<String, String> parameters) throws IOException {
        String number = WebhookCall.number(parameters.remove("mobilenumber"));
        String command = parameters.remove("command");
        String sentTo = WebhookCall.number(parameters.remove("sentto"));
        if (number == null || number.isBlank() || command == null) {
            throw new IOException("Not a reply");
        }
        return new CustomerReply(number, command, sentTo, Instant.now(), international(number), rest(parameters));
    }

    private String international(String number) {
        return SendmodeNumbers.e164(number, configuration.getDefaultRegion());
    }

    private static Map<String, Object> rest(Map<String, String> parameters) {
        return new LinkedHashMap<>(parameters);
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** The provider takes a push for received only with this text. */
    @Override
    protected String answer() {
        return "True";
    }

    @Override
    protected boolean concealsFailure() {
        return configuration.getAnswerOnFailure().equals("true");
    }
}
