package io.camelmessaging.common.support;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.camelmessaging.common.DryRunResult;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.PartialFailure;
import io.camelmessaging.common.PhoneNumbers;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.ProvidesHeaders;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.SmsSegments;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.binding.RequestBinder;
import io.camelmessaging.common.support.wire.ApiRequest;
import io.camelmessaging.common.support.wire.ApiResponse;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a send: binds the requests, checks them, makes their calls through the account's dispatcher, and writes
 * what came of them to the exchange.
 * <p>
 * Nothing is sent unless the whole exchange is right, and nothing is sent twice.
 *
 * @param <A> how the provider is spoken
 */
public class MessagingProducer<A extends ProviderApi> extends DefaultAsyncProducer {

    private static final Logger LOG = LoggerFactory.getLogger(MessagingProducer.class);

    private final MessagingEndpoint endpoint;
    private final ProviderClient<A> client;
    private final A api;
    private final RequestBinder<? extends Record> binder;
    private final String account;
    private final ProducerHealthCheck healthCheck;

    public MessagingProducer(MessagingEndpoint endpoint, ProviderClient<A> client) {
        super(endpoint);
        this.endpoint = endpoint;
        this.client = client;
        this.api = client.api();
        this.healthCheck = new ProducerHealthCheck(endpoint, this);
        this.account = EventIdentity.digits(endpoint.getConfiguration());
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

    /** Makes one call; a provider that drops repeats by a key may make it again. */
    protected CompletionStage<ApiResponse> send(Exchange exchange, Record request, ApiRequest call) {
        return client.send(call);
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
        new Sending(exchange, callback, requests, calls, admission).next();
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

    private static void end(Exchange exchange, AsyncCallback callback) {
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

    /** The calls of one exchange, one after the other. */
    private final class Sending {

        private final Exchange exchange;
        private final AsyncCallback callback;
        private final List<Record> requests;
        private final List<ApiRequest> calls;
        /** Null where nobody controls the sends. */
        private final SendControl.Admission admission;
        private final List<Object> answers = new ArrayList<>();

        Sending(Exchange exchange, AsyncCallback callback, List<Record> requests, List<ApiRequest> calls,
                SendControl.Admission admission) {
            this.exchange = exchange;
            this.callback = callback;
            this.requests = requests;
            this.calls = calls;
            this.admission = admission;
        }

        void next() {
            int index = answers.size();
            Record request = requests.get(index);
            Instant began = Instant.now();
            send(exchange, request, calls.get(index))
                    .whenComplete(
                            (response, thrown) -> goOn(() -> go(request, began, () -> answer(api, request, response, thrown))));
        }

        private void go(Record request, Instant began, Supplier<Object> answer) {
            try {
                Object answered = answer.get();
                answers.add(answered);
                if (answered instanceof SendResult result) {
                    told(result.outcomes());
                }
                if (answers.size() < calls.size()) {
                    next();
                    return;
                }
                complete(exchange, combine(requests, answers));
                exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
            } catch (OutcomeUnknownException e) {
                CompletionStage<?> resolved = began == null ? null : resolve(request, e, began);
                if (resolved != null) {
                    resolved.whenComplete((known, thrown) -> goOn(() -> go(request, null, () -> known(known, thrown, e))));
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
            end(exchange, callback);
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
                LOG.warn("The control of sends failed after a send of {}:{}", endpoint.scheme(),
                        endpoint.getOperation().name(), e);
            }
        }

        private Object known(Object known, Throwable thrown, OutcomeUnknownException failure) {
            if (thrown == null && known != null) {
                healthCheck.succeeded();
                return known;
            }
            throw unwrapped(thrown) instanceof RequestRejectedException refused ? refused : failure;
        }

        private void fail(Record request, MessagingException e) {
            told(e.outcomes());
            Redaction redaction = api.redaction(request);
            MessagingProducer.this.fail(exchange, e.redacted(redaction::apply).withOutcomes(
                    outcomes(request, e).stream().map(outcome -> outcome.redacted(redaction::apply)).toList()));
        }

        private List<RecipientOutcome> outcomes(Record failed, MessagingException e) {
            List<RecipientOutcome> outcomes = FailedSend.outcomes(answers);
            if (answers.size() < calls.size()) {
                outcomes.addAll(FailedSend.outcomes(e, api.recipients(failed)));
                requests.subList(answers.size() + 1, requests.size()).forEach(request -> outcomes
                        .addAll(FailedSend.outcomes(RecipientOutcome.State.NOT_SENT, api.recipients(request))));
            }
            return outcomes;
        }
    }

    /**
     * The route goes on in its pool and not on the client's I/O thread; where the pool is full or gone, here. A
     * synchronous call goes on in the thread that waits for it: to wake it from the pool could find all of the pool's
     * threads waiting likewise.
     */
    private void goOn(Runnable rest) {
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

    /** Ends an exchange with what a call came to, and the delay that the provider asked for. */
    private void fail(Exchange exchange, Throwable failure) {
        exchange.setException(failure);
        ResultHeaders.setOrRemove(exchange.getMessage(), Exchange.REDELIVERY_DELAY,
                failure instanceof ProviderUnavailableException unavailable
                        ? unavailable.retryAfter().map(Duration::toMillis).orElse(null) : null);
    }

    /** What came of a call; the health check is told of it. */
    private Object answer(ProviderApi of, Record request, ApiResponse response, Throwable thrown) {
        try {
            Object answer = of.answer(request, response, thrown);
            healthCheck.succeeded();
            return answer;
        } catch (MessagingException e) {
            healthCheck.failed(e);
            throw e;
        }
    }

    private void complete(Exchange exchange, Object answer) {
        if (answer instanceof SendResult result) {
            refuseFailures(result);
        }
        Message message = exchange.getMessage();
        message.setBody(answer);
        message.setHeader(MessagingConstants.PROVIDER, endpoint.scheme());
        message.setHeader(MessagingConstants.ACCOUNT, account);
        if (answer instanceof SendResult result) {
            ResultHeaders.write(message, result, endpoint.getOperation().isSms());
        }
        if (answer instanceof ProvidesHeaders own) {
            own.headers().forEach((name, value) -> ResultHeaders.setOrRemove(message, name, value));
        }
        if (!(answer instanceof DryRunResult)) {
            succeeded(exchange, answer);
        }
    }

    /** A refusal inside an answer of success is one if nobody was accepted, or if the route wants it so. */
    private void refuseFailures(SendResult result) {
        int refused = result.count(RecipientOutcome.State.REJECTED);
        boolean strict = endpoint.getConfiguration() instanceof BulkConfiguration bulk
                && bulk.getPartialFailure() == PartialFailure.fail;
        if (refused == 0 || result.count(RecipientOutcome.State.ACCEPTED) > 0 && !strict) {
            return;
        }
        RecipientOutcome first = result.outcomes().stream()
                .filter(outcome -> outcome.state() == RecipientOutcome.State.REJECTED).findFirst().orElseThrow();
        throw new RequestRejectedException(
                api.reason(first), api.failure(
                        200, first.code(), null, refused + " of " + result.outcomes().size()
                                                 + " recipients were refused, the first was "
                                                 + Redaction.recipient(first.recipient())
                                                 + "; outcomes() of the exception tells of each",
                        null));
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
