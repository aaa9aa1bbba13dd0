/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.optout.MessageRecipients;
import io.camelmessaging.flows.optout.OptOuts;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Lets no message pass to somebody who opted out: the bean of the Kamelet {@code opt-out-guard}.
 */
public class OptOutGuard extends OptOutProcessor {

    private boolean strict;

    @Override
    protected String template() {
        return "opt-out-guard";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        super.configure(parameters);
        strict = "fail".equals(parameters.oneOf("partialFailure", null, "accept", "fail"));
    }

    /**
     * Takes those who opted out from the recipients of a message.
     *
     * @throws RecipientOptedOutException if nobody is left, or if somebody opted out and the guard is strict
     * @throws IllegalArgumentException   if it cannot be told who gets the message
     */
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeader(FlowConstants.OPT_OUT_REFUSED);
        // it counts for one send
        Object exempt = message.removeHeader(FlowConstants.OPT_OUT_EXEMPT);
        if (exempt != null && Boolean.parseBoolean(exempt.toString())) {
            return;
        }
        MessageRecipients named = new MessageRecipients(message);
        List<Object> recipients = named.all();
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException(
                    "opt-out-guard found no recipient to check: give it as header " + MessagingConstants.TO
                                               + ", or as the field to of a Map or SmsMessage.");
        }
        Map<Object, String> keys = new LinkedHashMap<>();
        recipients.forEach(one -> keys.computeIfAbsent(one, given -> keys().ofRecipient(given, "recipient of opt-out-guard")));
        Map<String, OptOuts.OptOut> optedOut = optOuts().among(keys.values().stream().distinct().toList());
        if (optedOut.isEmpty()) {
            return;
        }
        List<String> refused = recipients.stream().filter(one -> optedOut.containsKey(keys.get(one))).map(Object::toString)
                .toList();
        message.setHeader(FlowConstants.OPT_OUT_REFUSED, refused);
        if (strict || !named.keep(one -> !optedOut.containsKey(keys.get(one)))) {
            String first = keys.values().stream().filter(optedOut::containsKey).findFirst().orElseThrow();
            throw new RecipientOptedOutException(first, optedOut.get(first), recipients.size(), refused.size());
        }
    }
}
