package io.camelmessaging.flows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.Recipients;
import io.camelmessaging.common.SmsMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Lets no message pass to somebody who opted out: the bean of the Kamelet {@code opt-out-guard}.
 */
public class OptOutGuard extends OptOutProcessor {

    private static final String TO_FIELD = "to";

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
        List<Object> recipients = recipients(message);
        List<String> keys = recipients.stream().map(one -> keys().ofRecipient(one, "recipient of opt-out-guard")).toList();
        Map<String, OptOuts.OptOut> optedOut = optOuts().among(keys);
        if (optedOut.isEmpty()) {
            return;
        }
        List<String> allowed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            (optedOut.containsKey(keys.get(i)) ? refused : allowed).add(recipients.get(i).toString());
        }
        message.setHeader(FlowConstants.OPT_OUT_REFUSED, refused);
        if (allowed.isEmpty() || strict) {
            String first = keys.stream().filter(optedOut::containsKey).findFirst().orElseThrow();
            throw new RecipientOptedOutException(first, optedOut.get(first), recipients.size(), refused.size());
        }
        address(message, allowed);
    }

    /** Everybody whom a component would send the message to. */
    private static List<Object> recipients(Message message) {
        Object body = message.getBody();
        Object to;
        if (body instanceof SmsMessage sms && !sms.to().isEmpty()) {
            to = sms.to();
        } else if (body instanceof Map<?, ?> map) {
            to = map.get(TO_FIELD);
        } else if (body instanceof Iterable || body instanceof Object[]
                || body instanceof Record && !(body instanceof SmsMessage)) {
            throw new IllegalArgumentException(
                    "opt-out-guard cannot tell who gets a body of type " + body.getClass().getName()
                                               + ": split a list before, and give the message as text, SmsMessage or Map.");
        } else {
            to = message.getHeader(MessagingConstants.TO);
        }
        List<Object> recipients = Recipients.of(to);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException(
                    "opt-out-guard found no recipient to check: give it as header " + MessagingConstants.TO
                                               + ", or as the field " + TO_FIELD + " of a Map or SmsMessage.");
        }
        return recipients;
    }

    private static void address(Message message, List<String> allowed) {
        Object body = message.getBody();
        if (body instanceof SmsMessage sms && !sms.to().isEmpty()) {
            message.setBody(new SmsMessage(
                    allowed, sms.from(), sms.text(), sms.subject(), sms.reference(), sms.idempotencyKey(), sms.schedule(),
                    sms.callbackUrl()));
        } else if (body instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            copy.put(TO_FIELD, allowed);
            message.setBody(copy);
        } else {
            message.setHeader(MessagingConstants.TO, allowed);
        }
    }
}
