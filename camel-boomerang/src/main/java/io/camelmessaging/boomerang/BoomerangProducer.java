/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.boomerang.model.BoomerangRequest;
import io.camelmessaging.boomerang.model.MessagesAccepted;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.PhoneNumbers;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.support.MessagingProducer;
import io.camelmessaging.common.support.ProviderClient;
import io.camelmessaging.common.support.wire.ApiResponse;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one sending operation of Boomerang, again where an idempotency key makes that safe.
 */
final class BoomerangProducer extends MessagingProducer<BoomerangApi> {

    private static final Logger LOG = LoggerFactory.getLogger(BoomerangProducer.class);
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private final BoomerangEndpoint endpoint;
    private final BoomerangConfiguration configuration;
    private final IdempotencyKeys keys;
    private final Set<CompletableFuture<Void>> waits = ConcurrentHashMap.newKeySet();

    BoomerangProducer(BoomerangEndpoint endpoint) {
        super(endpoint, new ProviderClient<>(endpoint, new BoomerangApi(endpoint)));
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.keys = new IdempotencyKeys(
                endpoint.getOperation().name() + " " + configuration.account(), configuration.isAutoIdempotencyKey(),
                configuration.getMaxRecipientsPerRequest());
    }

    /** The provider takes E.164 with a plus and without; digits that are such a number stay as they are. */
    @Override
    protected String wireNumber(Object number, String source, PhoneNumbers numbers) {
        String e164 = numbers.normalize(number, source);
        String given = String.valueOf(number);
        return e164.length() == given.length() + 1 && e164.startsWith("+") && e164.endsWith(given) ? given : e164;
    }

    @Override
    protected String numberIdentity(String wire) {
        return wire.startsWith("+") ? wire.substring(1) : wire;
    }

    @Override
    protected List<Record> requests(Exchange exchange) {
        List<BoomerangRequest> messages = binder().bindAll(exchange).stream().map(BoomerangRequest.class::cast).toList();
        exchange.getMessage().setHeader(BoomerangConstants.REQUESTED_COUNT,
                messages.stream().mapToInt(message -> message.recipients().size()).sum());
        return keys.cut(exchange, messages).stream().map(Record.class::cast).toList();
    }

    @Override
    protected CompletionStage<?> repeat(Record request, ApiResponse response, MessagingException failure, int repeats) {
        if (((BoomerangRequest) request).uniqueIdentifier() == null || repeats >= configuration.getRetries()
                || failure instanceof RequestRejectedException) {
            return null;
        }
        Duration asked = response == null ? Duration.ZERO : response.retryAfter().orElse(Duration.ZERO);
        if (asked.compareTo(MAX_WAIT) > 0) {
            return null;
        }
        double doubled = configuration.getRetryDelay() * Math.pow(2, repeats);
        long longest = (long) Math.min(doubled, (double) MAX_WAIT.toMillis());
        Duration wait = asked.plusMillis(ThreadLocalRandom.current().nextLong(longest + 1));
        LOG.debug("boomerang:{} is repeated in {} with the same idempotency key.", endpoint.getOperation().name(), wait);
        return pause(wait);
    }

    private CompletableFuture<Void> pause(Duration time) {
        CompletableFuture<Void> wait = new CompletableFuture<>();
        waits.add(wait);
        wait.whenComplete((waited, thrown) -> waits.remove(wait));
        wait.completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS);
        return wait;
    }

    @Override
    protected void succeeded(Exchange exchange, Object answer) {
        MessagesAccepted accepted = (MessagesAccepted) answer;
        int taken = accepted.count(RecipientOutcome.State.ACCEPTED);
        int unconfirmed = accepted.count(RecipientOutcome.State.UNKNOWN);
        keys.forget(exchange, exchange.getMessage().getHeader(BoomerangConstants.SENT_IDEMPOTENCY_KEY, String.class));
        if (taken == 0) {
            LOG.warn("boomerang:{} succeeded and the provider took nothing new, as it does where it knows the idempotency key.",
                    endpoint.getOperation().name());
        } else if (unconfirmed > 0) {
            LOG.warn("boomerang:{} was confirmed for {} recipients and not for {}; the outcomes of the body tell which.",
                    endpoint.getOperation().name(), taken, unconfirmed);
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        // what waits ends with what is known so far
        waits.forEach(wait -> wait.complete(null));
    }
}
