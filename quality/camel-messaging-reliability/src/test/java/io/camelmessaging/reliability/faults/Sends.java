/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.faults;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.WireEntry;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Sends, and what the route and the provider know of them; stands before the producer and counts its callbacks.
 */
final class Sends extends AsyncProcessorSupport {

    private enum Outcome {
        ACCEPTED,
        REFUSED,
        UNAVAILABLE,
        UNKNOWN,
        FAILED
    }

    private final TestedProvider provider;
    private final AsyncProducer producer;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger callbacks = new AtomicInteger();
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

    Sends(TestedProvider provider, AsyncProducer producer) {
        this.provider = provider;
        this.producer = producer;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        calls.incrementAndGet();
        return producer.process(exchange, doneSync -> {
            callbacks.incrementAndGet();
            callback.done(doneSync);
        });
    }

    /** Notes how a send ended for the route. */
    void ended(String number, Exception thrown) {
        Outcome outcome;
        if (thrown == null) {
            outcome = Outcome.ACCEPTED;
        } else if (thrown instanceof RequestRejectedException) {
            outcome = Outcome.REFUSED;
        } else if (thrown instanceof ProviderUnavailableException) {
            outcome = Outcome.UNAVAILABLE;
        } else {
            outcome = thrown instanceof OutcomeUnknownException ? Outcome.UNKNOWN : Outcome.FAILED;
        }
        outcomes.put(number.substring(1), outcome);
    }

    int ended() {
        return outcomes.size();
    }

    /** Whether a send ended as something that no contract knows. */
    boolean failed() {
        return outcomes.containsValue(Outcome.FAILED);
    }

    Line line(Day day, int struck, int sent, MessagingSandbox sandbox) {
        Map<String, Long> arrived = sandbox.messages().stream().collect(Collectors.groupingBy(SentMessage::to,
                Collectors.counting()));
        int lost = sent - outcomes.size();
        int doubled = 0;
        for (Map.Entry<String, Outcome> message : outcomes.entrySet()) {
            long times = arrived.getOrDefault(message.getKey(), 0L);
            boolean toldAsNotSent = message.getValue() == Outcome.REFUSED || message.getValue() == Outcome.UNAVAILABLE;
            if (message.getValue() == Outcome.ACCEPTED && times == 0) {
                lost++;
            }
            if (times > 1 || times == 1 && toldAsNotSent) {
                doubled++;
            }
        }
        return new Line(
                provider.scheme(), "send", day.name(), struck, sent, count(Outcome.ACCEPTED), count(Outcome.REFUSED),
                count(Outcome.UNAVAILABLE), count(Outcome.UNKNOWN), repeated(sandbox.wire()), lost, doubled, calls.get(),
                callbacks.get(), 0, 0);
    }

    private int count(Outcome outcome) {
        return (int) outcomes.values().stream().filter(outcome::equals).count();
    }

    /** Requests beyond the first of each message. */
    private int repeated(List<WireEntry> wire) {
        Pattern recipient = Pattern.compile(provider.digits() + "\\d{5}");
        Map<String, Integer> requests = new ConcurrentHashMap<>();
        wire.stream().filter(call -> !call.callback() && call.method().equals("POST")).forEach(call -> {
            Matcher found = recipient.matcher(call.requestBody());
            if (found.find()) {
                requests.merge(found.group(), 1, Integer::sum);
            }
        });
        return requests.values().stream().mapToInt(count -> count - 1).sum();
    }
}
