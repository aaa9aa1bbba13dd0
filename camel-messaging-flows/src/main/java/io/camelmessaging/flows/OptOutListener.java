/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.OptOutWords;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.support.Observers;
import io.camelmessaging.common.support.binding.Recipients;
import io.camelmessaging.flows.engine.FlowParameters;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns who opted out and in from replies, delivery receipts and refused sends: the bean of the Kamelet
 * {@code opt-out-listener}.
 */
public class OptOutListener extends OptOutProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(OptOutListener.class);

    private static final String ONE_PROVIDERS_CODE = "[a-z0-9]+:.+";

    /** The exchange property with the endpoint that gets what may be an opt-out. */
    private static final String POSSIBLE_URI = "CamelMessagingOptOutPossible";

    private final Set<String> blockCodes = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private OptOutWords words;
    private String possible;

    @Override
    protected String template() {
        return "opt-out-listener";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        super.configure(parameters);
        words = words(parameters);
        possible = parameters.uri("possible");
        for (String code : parameters.list("blockCodes")) {
            if (!code.matches(ONE_PROVIDERS_CODE)) {
                throw parameters.wrong("blockCodes", code, "is not of the form provider:code, such as boomware:11");
            }
            blockCodes.add(code);
        }
    }

    /** The built-in words, where the parameters {@code stopWords} and {@code startWords} do not name others. */
    private static OptOutWords words(FlowParameters parameters) {
        List<String> stop = words(parameters, "stopWords", OptOutWords.STOP);
        List<String> start = words(parameters, "startWords", OptOutWords.START);
        try {
            return OptOutWords.of(stop, start);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("opt-out-listener: parameters stopWords and startWords: " + e.getMessage(), e);
        }
    }

    private static List<String> words(FlowParameters parameters, String name, Map<String, List<String>> builtIn) {
        if (!parameters.has(name)) {
            return builtIn.values().stream().flatMap(List::stream).toList();
        }
        List<String> words = parameters.list(name).stream().filter(word -> !OptOutWords.isEmpty(word)).toList();
        if (words.isEmpty()) {
            throw parameters.wrong(name, parameters.text(name, ""), "holds no word: give words separated by commas");
        }
        return words;
    }

    /**
     * Records what an event, the answer to a send or its refusal tells. The header {@link FlowConstants#OPT_OUT} says
     * what an event was.
     *
     * @throws IllegalArgumentException if the exchange holds none of them
     */
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeader(FlowConstants.OPT_OUT);
        exchange.removeProperty(POSSIBLE_URI);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Object body = message.getBody();
        if (body instanceof SendResult result) {
            String provider = message.getHeader(MessagingConstants.PROVIDER, String.class);
            sent(provider, result.outcomes(), outcome -> isBlock(provider, outcome.code()), null);
        } else if (failure instanceof RequestRejectedException refusal) {
            refused(message, refusal);
        } else if (body instanceof DeliveryReceipt receipt) {
            received(message, receipt);
        } else if (message.getHeader(MessagingConstants.SENDER) != null) {
            replied(exchange);
        } else if (failure == null) {
            throw new IllegalArgumentException(
                    "opt-out-listener found neither a reply nor a delivery receipt nor the outcome of a send: put it behind a "
                                               + "consumer or producer of a messaging component, or into onException.");
        }
    }

    private void replied(Exchange exchange) {
        Message message = exchange.getMessage();
        String provider = message.getHeader(MessagingConstants.PROVIDER, String.class);
        String sender = message.getHeader(MessagingConstants.SENDER, String.class);
        switch (words.heard(message.getBody(String.class))) {
            case OPT_OUT -> record(message, sender, true, "stop word in a reply through " + provider);
            case OPT_IN -> record(message, sender, false, "start word in a reply through " + provider);
            case POSSIBLE -> {
                message.setHeader(FlowConstants.OPT_OUT, "possible");
                if (possible != null) {
                    exchange.setProperty(POSSIBLE_URI, possible);
                }
            }
            case NONE -> {
                // an answer, to be read by the route
            }
        }
    }

    private void received(Message message, DeliveryReceipt receipt) {
        String provider = message.getHeader(MessagingConstants.PROVIDER, String.class);
        boolean blocked = receipt.rejectionReason() == RejectionReason.OPTED_OUT || isBlock(provider, receipt.rawStatus());
        if (blocked && receipt.recipient() != null) {
            record(message, receipt.recipient(), true, blocked(provider, receipt.rawStatus()));
        }
    }

    private void record(Message message, String person, boolean optedOut, String cause) {
        String key = keys().ofSender(person);
        if (!key.startsWith("+") && key.indexOf('@') < 0) {
            LOG.warn("An opt-{} came from a sender without country code ({}) and may not be found again: set the parameter "
                     + "defaultRegion of opt-out-listener.",
                    optedOut ? "out" : "in", cause);
        }
        boolean counts = record(key, optedOut, cause, message.getHeader(MessagingConstants.TIMESTAMP, Instant.class));
        message.setHeader(FlowConstants.OPT_OUT, counts ? optedOut ? "out" : "in" : "outdated");
    }

    private boolean record(String key, boolean optedOut, String cause, Instant happenedAt) {
        boolean counts = optOuts().record(key, optedOut, cause, happenedAt);
        if (counts) {
            Observers.of(getCamelContext()).tell(observer -> observer.optedOut(optedOut));
        }
        return counts;
    }

    private void sent(String provider, List<RecipientOutcome> outcomes, Predicate<RecipientOutcome> blocks, String code) {
        for (RecipientOutcome outcome : outcomes) {
            if (outcome.state() == RecipientOutcome.State.REJECTED && outcome.recipient() != null && blocks.test(outcome)) {
                String told = outcome.code() == null ? code : outcome.code();
                record(keys().ofSender(outcome.recipient()), true, blocked(provider, told), null);
            }
        }
    }

    /** Of several recipients the reason is that of those that have the code of the refusal, or none of their own. */
    private void refused(Message message, RequestRejectedException refusal) {
        String provider = refusal.provider();
        String code = refusal.providerCode();
        boolean blocks = refusal.reason() == RejectionReason.OPTED_OUT || isBlock(provider, code);
        if (!refusal.outcomes().isEmpty()) {
            sent(provider, refusal.outcomes(), outcome -> isBlock(provider, outcome.code())
                    || blocks && (outcome.code() == null || outcome.code().equals(code)), code);
        } else if (blocks) {
            List<Object> to = Recipients.of(message.getHeader(MessagingConstants.TO));
            if (to.size() == 1) {
                record(keys().ofRecipient(to.get(0), "header " + MessagingConstants.TO), true,
                        blocked(provider, code), null);
            }
        }
    }

    private boolean isBlock(String provider, String code) {
        return code != null && blockCodes.contains(provider + ":" + code);
    }

    private static String blocked(String provider, String code) {
        return "blocked by " + provider + ": " + code;
    }
}
