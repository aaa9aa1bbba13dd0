/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.ApiResponse;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one exchange, one after the other, up to its callback, which is called once whatever happens.
 */
final class SentCalls {

    private static final Logger LOG = LoggerFactory.getLogger(SentCalls.class);
    /** Stands for the answer of a call that is made once more. */
    private static final Object REPEATED = new Object();

    private final MessagingProducer<?> producer;
    private final Exchange exchange;
    private final AsyncCallback callback;
    private final List<Record> requests;
    private final List<ApiRequest> calls;
    /** Null where nobody controls the sends. */
    private final SendControl.Admission admission;
    private final List<Object> answers;

    SentCalls(MessagingProducer<?> producer, Exchange exchange, AsyncCallback callback, List<Record> requests,
              List<ApiRequest> calls, SendControl.Admission admission) {
        this.producer = producer;
        this.exchange = exchange;
        this.callback = callback;
        this.requests = requests;
        this.calls = calls;
        this.admission = admission;
        this.answers = new ArrayList<>(calls.size());
    }

    void next() {
        call(requests.get(answers.size()), Instant.now(), 0);
    }

    private void call(Record request, Instant began, int repeats) {
        producer.client().send(calls.get(answers.size()))
                .whenComplete((response, thrown) -> producer.goOn(
                        () -> go(request, began, () -> answer(request, began, repeats, response, thrown))));
    }

    /** What the call came to, or {@link #REPEATED}. */
    private Object answer(Record request, Instant began, int repeats, ApiResponse response, Throwable thrown) {
        Object answer;
        try {
            answer = producer.api().answer(request, response, thrown);
        } catch (MessagingException e) {
            CompletionStage<?> wait = producer.repeat(request, response, e, repeats);
            if (wait == null) {
                throw producer.failed(e);
            }
            wait.whenComplete((waited, ignored) -> producer.goOn(() -> go(request, began, () -> {
                if (!producer.isRunAllowed()) {
                    throw producer.failed(e);
                }
                call(request, began, repeats + 1);
                return REPEATED;
            })));
            return REPEATED;
        }
        producer.answered();
        return answer;
    }

    private void go(Record request, Instant began, Supplier<Object> answer) {
        try {
            Object answered = answer.get();
            if (answered == REPEATED) {
                return;
            }
            answers.add(answered);
            if (answered instanceof SendResult result) {
                producer.told(result.outcomes());
            }
            if (answers.size() < calls.size()) {
                next();
                return;
            }
            producer.complete(exchange, producer.combine(requests, answers));
            exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
        } catch (OutcomeUnknownException e) {
            CompletionStage<?> resolved = began == null ? null : producer.resolve(request, e, began);
            if (resolved != null) {
                resolved.whenComplete(
                        (known, thrown) -> producer.goOn(() -> go(request, null, () -> known(known, thrown, e))));
                return;
            }
            fail(request, e);
        } catch (MessagingException e) {
            fail(request, e);
        } catch (Throwable e) {
            // the callback is never lost
            exchange.setException(e);
        }
        tellAdmission();
        MessagingProducer.end(exchange, callback);
    }

    private void tellAdmission() {
        if (admission == null) {
            return;
        }
        Exception failure = exchange.getException();
        try {
            admission.ended(failure instanceof MessagingException told ? told.outcomes() : FailedSend.outcomes(answers),
                    failure);
        } catch (RuntimeException e) {
            // what was sent was sent
            LOG.warn("The control of sends failed after a send of {}:{}", producer.endpoint().scheme(),
                    producer.endpoint().getOperation().name(), e);
        }
    }

    private Object known(Object known, Throwable thrown, OutcomeUnknownException failure) {
        if (thrown == null && known != null) {
            producer.answered();
            return known;
        }
        throw MessagingProducer.unwrapped(thrown) instanceof RequestRejectedException refused ? refused : failure;
    }

    private void fail(Record request, MessagingException e) {
        producer.told(e.outcomes());
        Redaction redaction = producer.api().redaction(request);
        producer.fail(exchange, e.redacted(redaction::apply).withOutcomes(
                outcomes(request, e).stream().map(outcome -> outcome.redacted(redaction::apply)).toList()));
    }

    private List<RecipientOutcome> outcomes(Record failed, MessagingException e) {
        List<RecipientOutcome> outcomes = FailedSend.outcomes(answers);
        if (answers.size() < calls.size()) {
            outcomes.addAll(FailedSend.outcomes(e, producer.api().recipients(failed)));
            requests.subList(answers.size() + 1, requests.size()).forEach(request -> outcomes
                    .addAll(FailedSend.outcomes(RecipientOutcome.State.NOT_SENT, producer.api().recipients(request))));
        }
        return outcomes;
    }
}
