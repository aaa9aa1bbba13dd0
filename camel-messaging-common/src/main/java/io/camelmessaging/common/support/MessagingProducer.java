/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.camelmessaging.common.DryRunResult;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.PhoneNumbers;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.SmsSegments;
import io.camelmessaging.common.support.binding.RequestBinder;
import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.ApiResponse;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The way of a send: binds the requests, checks them, makes their calls through the account's dispatcher, and writes
 * what came of them to the exchange.
 * <p>
 * Nothing is sent unless the whole exchange is right, and nothing is sent twice.
 *
 * @param <A> how the provider is spoken
 */
public class MessagingProducer<A extends ProviderApi> extends DefaultAsyncProducer {

    private final MessagingEndpoint endpoint;
    private final ProviderClient<A> client;
    private final A api;
    private final RequestBinder<? extends Record> binder;
    private final String account;
    private final WrittenAnswer written;
    private final ProducerHealthCheck healthCheck;

    public MessagingProducer(MessagingEndpoint endpoint, ProviderClient<A> client) {
        super(endpoint);
        this.endpoint = endpoint;
        this.client = client;
        this.api = client.api();
        this.healthCheck = new ProducerHealthCheck(endpoint, this);
        this.account = EventIdentity.digits(endpoint.getConfiguration());
        this.written = new WrittenAnswer(endpoint, api, account);
        this.binder = endpoint.getOperation().requestType() == null
                ? null : new EndpointBinding(endpoint).binder(
                        api.mapper(), new EndpointBinding.NumberForm() {
                            @Override
                            public String wire(Object given, String source, PhoneNumbers numbers) {
                                return wireNumber(given, source, numbers);
                            }

                            @Override
                            public String identity(String wire) {
                                return numberIdentity(wire);
                            }
                        });
    }

    /** The number as the provider wants it. */
    protected String wireNumber(Object number, String source, PhoneNumbers numbers) {
        return numbers.normalize(number, source);
    }

    /** What is the same for two forms on the wire that are one number to the provider. */
    protected String numberIdentity(String wire) {
        return wire;
    }

    /**
     * The requests that the exchange asks for, one per call, in the order of the calls; {@code null} as an element
     * stands for a call without input.
     */
    protected List<Record> requests(Exchange exchange) {
        return Collections.singletonList(binder == null ? null : binder.bind(exchange));
    }

    /** How many SMS segments the text of a request takes; of several messages the most. */
    protected int segments(Record request) {
        return SmsSegments.of(binder.text(request)).count();
    }

    /** The one body that the answers make, one for each request. */
    protected Object combine(List<Record> requests, List<Object> answers) {
        return answers.size() == 1 ? answers.get(0) : all((PartialAnswer<?>) answers.get(0), answers);
    }

    @SuppressWarnings("unchecked")
    private static <T extends PartialAnswer<T>> T all(PartialAnswer<T> first, List<?> answers) {
        return first.followedBy((List<T>) answers.subList(1, answers.size()));
    }

    /** Hears that a send came to a body; the headers are written. */
    protected void succeeded(Exchange exchange, Object answer) {
        // most providers need not know
    }

    /**
     * What has to be done before the exchange can be bound, such as an upload.
     *
     * @return null for nothing; it fails with what the exchange is to fail with
     */
    protected CompletionStage<?> prepare(Exchange exchange) {
        return null;
    }

    /**
     * Whether a call that failed is made again, as a provider that drops repeats by a key allows.
     *
     * @param  response null if none came
     * @param  repeats  how often it was repeated already
     * @return          completes when it is to be made again; null if it is not
     */
    protected CompletionStage<?> repeat(Record request, ApiResponse response, MessagingException failure, int repeats) {
        return null;
    }

    /** Speaks the operation through the account's dispatcher. */
    protected final ProviderClient<A> client() {
        return client;
    }

    /**
     * Asks elsewhere what became of a request that got no clear answer.
     *
     * @param  began when its call was made
     * @return       the answer that the request would have got, or a failure if that is not known; null if there is
     *               nobody to ask
     */
    protected CompletionStage<?> resolve(Record request, OutcomeUnknownException failure, Instant began) {
        return null;
    }

    /** Hears of what became of recipients, with each call that tells it. */
    protected void told(List<RecipientOutcome> outcomes) {
        // most providers need not know
    }

    /** Makes a call of another operation on the way of a send. */
    protected final CompletionStage<Object> call(ProviderClient<A> other, Record request) {
        try {
            return other.send(other.api().call(request))
                    .handle((response, thrown) -> answer(other.api(), request, response, thrown));
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    protected RequestBinder<? extends Record> binder() {
        return binder;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Observers observers = endpoint.getComponent().observers();
        return send(exchange, observers.isEmpty() ? callback : new ObservedSend(observers, endpoint, exchange, callback));
    }

    private boolean send(Exchange exchange, AsyncCallback callback) {
        try {
            CompletionStage<?> prepared = prepare(exchange);
            if (prepared == null) {
                if (begin(exchange, callback)) {
                    callback.done(true);
                    return true;
                }
                return false;
            }
            prepared.whenComplete((ignored, thrown) -> goOn(() -> prepared(exchange, callback, thrown)));
            return false;
        } catch (Throwable e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private void prepared(Exchange exchange, AsyncCallback callback, Throwable thrown) {
        try {
            if (thrown == null) {
                if (begin(exchange, callback)) {
                    end(exchange, callback);
                }
                return;
            }
            fail(exchange, unwrapped(thrown));
        } catch (Throwable e) {
            exchange.setException(e);
        }
        end(exchange, callback);
    }

    /**
     * Nothing is sent unless all requests of the exchange are right, and unless the context's control of sends admits
     * them.
     *
     * @return whether the exchange has ended, with nothing called; the callback is not called then
     */
    private boolean begin(Exchange exchange, AsyncCallback callback) throws JsonProcessingException {
        if (VerificationAnswer.class.isAssignableFrom(endpoint.getOperation().responseType())) {
            // what an earlier check came to says nothing of this code, whatever becomes of its check
            exchange.getMessage().removeHeader(MessagingConstants.VERIFIED);
            exchange.getMessage().removeHeader(MessagingConstants.VERIFICATION_REASON);
        }
        List<Record> requests = requests(exchange);
        List<ApiRequest> calls = new ArrayList<>(requests.size());
        for (Record request : requests) {
            checkSegments(exchange, request);
            calls.add(api.call(request));
        }
        SendControl.Admission admission = admission(exchange, requests);
        if (admission != null && !admission.isGranted()) {
            exchange.setRouteStop(true);
            return true;
        }
        if (endpoint.getConfiguration().isDryRun()) {
            DryRunResult result = DryRun.result(endpoint, isSend() ? planned(requests) : List.of(), admission);
            complete(exchange, result);
            if (admission != null) {
                admission.ended(result.outcomes(), null);
            }
            return true;
        }
        new SentCalls(this, exchange, callback, requests, calls, admission).next();
        return false;
    }

    /** Whether the operation sends messages. */
    private boolean isSend() {
        return SendResult.class.isAssignableFrom(endpoint.getOperation().responseType());
    }

    private SendControl.Admission admission(Exchange exchange, List<Record> requests) {
        SendControl control = isSend() ? SendControl.of(exchange.getContext()) : null;
        return control == null ? null : control.admit(new PlannedSend(exchange, endpoint, account, planned(requests)));
    }

    private List<PlannedSend.PlannedMessage> planned(List<Record> requests) {
        return requests.stream().flatMap(request -> planned(request).stream()).toList();
    }

    /** The messages that a request sends, one for each recipient. */
    protected List<PlannedSend.PlannedMessage> planned(Record request) {
        String text = binder.text(request);
        int segments = endpoint.getOperation().isSms() ? segments(request) : 1;
        return api.recipients(request).stream()
                .map(recipient -> new PlannedSend.PlannedMessage(recipient, text, segments)).toList();
    }

    /** The failure of a stage without its wrapping. */
    protected static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    static void end(Exchange exchange, AsyncCallback callback) {
        try {
            callback.done(false);
        } catch (Throwable e) {
            AtomicBoolean ended = new AtomicBoolean();
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    ended.set(true);
                }
            });
            ExchangeFailure.endAfter(e, exchange, ended::get, () -> callback.done(false));
        }
    }

    /**
     * The route goes on in its pool and not on the client's I/O thread; where the pool is full or gone, here. A
     * synchronous call goes on in the thread that waits for it: to wake it from the pool could find all of the pool's
     * threads waiting likewise.
     */
    final void goOn(Runnable rest) {
        if (endpoint.getConfiguration().isSynchronous()) {
            rest.run();
            return;
        }
        try {
            endpoint.getComponent().routePool().execute(rest);
        } catch (RejectedExecutionException e) {
            rest.run();
        }
    }

    private Object answer(ProviderApi of, Record request, ApiResponse response, Throwable thrown) {
        try {
            Object answer = of.answer(request, response, thrown);
            healthCheck.succeeded();
            return answer;
        } catch (MessagingException e) {
            throw failed(e);
        }
    }

    /** The failure of a call, of which the health check and the account are told. */
    final MessagingException failed(MessagingException failure) {
        healthCheck.failed(failure);
        endpoint.getComponent().refused(endpoint.getConfiguration(), failure);
        return failure;
    }

    final void complete(Exchange exchange, Object answer) {
        written.complete(exchange, answer);
        if (!(answer instanceof DryRunResult)) {
            succeeded(exchange, answer);
        }
    }

    final void fail(Exchange exchange, Throwable failure) {
        written.fail(exchange, failure);
    }

    final MessagingEndpoint endpoint() {
        return endpoint;
    }

    final A api() {
        return api;
    }

    /** The provider is there. */
    final void answered() {
        healthCheck.succeeded();
    }

    private void checkSegments(Exchange exchange, Record request) {
        if (!endpoint.getOperation().isSms()) {
            return;
        }
        int segments = segments(request);
        int allowed = endpoint.getConfiguration().getMaxSegments();
        if (allowed > 0 && segments > allowed) {
            throw new IllegalArgumentException(
                    endpoint.scheme() + ":" + endpoint.getOperation().name() + " got a text of " + segments
                                               + " SMS segments, more than the option maxSegments (" + allowed
                                               + ") allows: shorten it or raise the option.");
        }
        exchange.getMessage().setHeader(MessagingConstants.SEGMENTS, segments);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.getComponent().openDispatcher(endpoint.getConfiguration());
        healthCheck.succeeded();
        healthCheck.register(getEndpoint().getCamelContext());
    }

    @Override
    protected void doStop() throws Exception {
        healthCheck.unregister();
        super.doStop();
    }
}
