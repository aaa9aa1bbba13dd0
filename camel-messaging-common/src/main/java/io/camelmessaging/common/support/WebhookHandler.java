/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.MessagingEvent;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a provider's call: checks the token, reads the events, gives each to the route, and answers.
 * <p>
 * The answer is 403 without the right token, 400 for what cannot be read and 413 for what is too large (in all three
 * the route is not called), 500 if the route failed, so that the provider repeats the call, and else what the provider
 * expects. It never holds a header or body of the request.
 */
public class WebhookHandler extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);
    private static final String TOKEN = "token";

    private final MessagingEndpoint endpoint;
    private final AsyncProcessor next;
    private final ObjectMapper mapper;
    private final byte[] token;
    /** Made with the first call: what tells the account is hashed. */
    private volatile EventIdentity identity;
    private final VertxBody vertxBody = new VertxBody();

    /**
     * Reads JSON in which a value of an unexpected type is as good as absent.
     *
     * @throws IllegalArgumentException if the endpoint has no token and does not allow that
     */
    public WebhookHandler(MessagingEndpoint endpoint, Processor next) {
        this(endpoint, next, ProviderJson.lenient(ProviderJson.mapper()));
    }

    /**
     * @param  mapper                   reads what the provider calls with
     * @throws IllegalArgumentException if the endpoint has no token and does not allow that
     */
    protected WebhookHandler(MessagingEndpoint endpoint, Processor next, ObjectMapper mapper) {
        endpoint.requireUse(endpoint.getOperation().use().listens(), "behind webhook:");
        MessagingConfiguration configuration = endpoint.getConfiguration();
        String secret = configuration.getWebhookVerifyToken();
        if ((secret == null || secret.isBlank()) && !configuration.isAllowUnauthenticated()) {
            throw new IllegalArgumentException(
                    "webhook:" + endpoint.scheme() + ":" + endpoint.getOperation().name()
                                               + " needs the option webhookVerifyToken, and the provider's calls then carry it"
                                               + " as ?token=...; without it anybody could forge them (allowUnauthenticated=true"
                                               + " accepts that).");
        }
        this.endpoint = endpoint;
        this.next = AsyncProcessorConverterHelper.convert(next);
        this.mapper = mapper;
        this.token = secret == null || secret.isBlank() ? null : secret.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The events that a call reports: the one that a JSON object is, unless the provider calls in another way. None for
     * a call that only tests the URL.
     *
     * @throws IOException if it is not what the provider sends
     */
    protected List<? extends MessagingEvent> events(WebhookCall call) throws IOException {
        if (call.content() == null || !call.content().isObject()) {
            throw new IOException("Not a JSON object");
        }
        return List.of((MessagingEvent) mapper.treeToValue(call.content(), endpoint.getOperation().rowType()));
    }

    /** Reads what the provider calls with. */
    protected final ObjectMapper mapper() {
        return mapper;
    }

    /** The text that the provider expects as answer; null for none. */
    protected String answer() {
        return null;
    }

    /** Whether a call whose route failed is answered like any other, so that the provider does not repeat it. */
    protected boolean concealsFailure() {
        return false;
    }

    /** The HTTP status that the provider expects where the route succeeded. */
    protected int answerStatus() {
        return 200;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Observers observers = endpoint.getComponent().observers();
        if (observers.isEmpty()) {
            return answer(exchange, callback);
        }
        long began = System.nanoTime();
        return answer(exchange, doneSync -> {
            int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 500, int.class);
            long nanos = System.nanoTime() - began;
            observers.tell(observer -> observer.webhookAnswered(
                    endpoint.scheme(), endpoint.getOperation().name(), status, nanos));
            callback.done(doneSync);
        });
    }

    private boolean answer(Exchange exchange, AsyncCallback callback) {
        List<? extends MessagingEvent> events;
        try {
            Map<String, String> query = WebhookCall.query(exchange.getMessage());
            if (!isAuthentic(query)) {
                LOG.warn("A call of webhook:{}:{} was refused: it has no or a wrong token (option webhookVerifyToken).",
                        endpoint.scheme(), endpoint.getOperation().name());
                return deny(exchange, callback, 403);
            }
            if (VertxBody.isIn(exchange.getMessage())) {
                exchange.getMessage().setBody(vertxBody.read(exchange.getMessage(), WebhookCall.MAX_SIZE));
            }
            events = events(WebhookCall.read(exchange.getMessage(), query, mapper));
            if (!events.stream().allMatch(MessagingEvent::complete)) {
                throw new IOException("Not what this URL is for");
            }
            // an event that cannot be told from others is not one
            events.forEach(MessagingEvent::eventId);
        } catch (WebhookCall.TooLargeException e) {
            return deny(exchange, callback, 413);
        } catch (VertxBody.TooSlowException e) {
            return deny(exchange, callback, 408);
        } catch (WebhookCall.BodyGoneException e) {
            LOG.warn("A call of webhook:{}:{} could not be read and was answered 500, so that the provider repeats it: a filter"
                     + " of the HTTP server has read its body before. Leave the path of the webhook out of what that filter"
                     + " reads (at Spring Boot often spring.mvc.hiddenmethod.filter.enabled=true, or a filter that asks for a"
                     + " parameter of the request).",
                    endpoint.scheme(), endpoint.getOperation().name());
            return deny(exchange, callback, 500);
        } catch (IOException | RuntimeException e) {
            // neither message nor cause is logged: they quote the body
            LOG.warn("A call of webhook:{}:{} was refused: it is not what the provider sends ({}).", endpoint.scheme(),
                    endpoint.getOperation().name(), e.getClass().getSimpleName());
            return deny(exchange, callback, 400);
        }
        return processEach(exchange, events.iterator(), Optional.empty(), true, callback);
    }

    /**
     * The events of one call, one after the other, each in an exchange of its own: the call's is only answered, so that
     * no server shows what became of the route. The call fails as a whole if the route fails for one, and is then
     * repeated as a whole.
     *
     * @param failure why an earlier one failed
     * @param sync    whether this is still the thread of the caller
     */
    private boolean processEach(
            Exchange call, Iterator<? extends MessagingEvent> events, Optional<Exception> failure, boolean sync,
            AsyncCallback callback) {
        Optional<Exception> failed = failure;
        while (failed.isEmpty() && events.hasNext()) {
            // the caller waits, and so does whoever hands it on to an in-memory queue
            Exchange each = endpoint.createExchange(ExchangePattern.InOut);
            each.setProperty(ExchangePropertyKey.CORRELATION_ID, call.getExchangeId());
            MessagingEvent event = events.next();
            write(each.getMessage(), event);
            boolean ended = EventExchange.process(each, next, doneSync -> {
                EventHeaders.observe(endpoint, event, ExchangeFailure.of(each).isEmpty());
                if (!doneSync) {
                    processEach(call, events, ExchangeFailure.of(each), false, callback);
                }
            });
            if (!ended) {
                return false;
            }
            failed = ExchangeFailure.of(each);
        }
        respond(call, failed);
        callback.done(sync);
        return sync;
    }

    private boolean isAuthentic(Map<String, String> query) {
        if (token == null) {
            return true;
        }
        String given = query.getOrDefault(TOKEN, "");
        return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
    }

    private void write(Message message, MessagingEvent event) {
        message.removeHeaders("*");
        message.setBody(event);
        EventHeaders.write(message, event, endpoint.scheme(), identity());
    }

    private EventIdentity identity() {
        EventIdentity known = identity;
        if (known == null) {
            known = EventIdentity.of(endpoint);
            identity = known;
        }
        return known;
    }

    private void respond(Exchange call, Optional<Exception> failure) {
        Message message = emptied(call);
        failure.ifPresent(cause -> LOG.warn("A route behind webhook:{}:{} failed ({}); the provider was {}.",
                endpoint.scheme(), endpoint.getOperation().name(), cause.getClass().getName(), concealsFailure()
                        ? "told that all is well and will not repeat the call"
                        : "answered 500, so that it repeats the call"));
        if (failure.isPresent() && !concealsFailure()) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 500);
            return;
        }
        String answer = answer();
        message.setBody(answer);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answerStatus());
        if (answer != null) {
            message.setHeader(Exchange.CONTENT_TYPE, "text/plain");
        }
    }

    /** A charset that nobody here knows would fail the answer. */
    private static Message emptied(Exchange call) {
        call.removeProperty(ExchangePropertyKey.CHARSET_NAME);
        Message message = call.getMessage();
        message.removeHeaders("*");
        message.setBody(null);
        return message;
    }

    private static boolean deny(Exchange exchange, AsyncCallback callback, int status) {
        VertxBody.letPass(exchange.getMessage());
        emptied(exchange).setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        callback.done(true);
        return true;
    }
}
