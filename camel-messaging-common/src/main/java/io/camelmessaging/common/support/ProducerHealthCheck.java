/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.RequestRejectedException;
import org.apache.camel.CamelContext;
import org.apache.camel.Producer;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.util.ObjectHelper;

/**
 * Tells whether the provider took the last call.
 * <p>
 * It asks nobody: a provider bills or limits calls. Down is an endpoint whose last call found the provider unavailable
 * or its credentials or account refused; a refused recipient says nothing of the provider.
 */
final class ProducerHealthCheck extends AbstractHealthCheck {

    private final MessagingEndpoint endpoint;
    private final AtomicReference<MessagingException> last = new AtomicReference<>();
    /** Where it is registered; null for nowhere. */
    private WritableHealthCheckRepository repository;

    /**
     * @param producer tells the checks of several producers of one endpoint apart
     */
    ProducerHealthCheck(MessagingEndpoint endpoint, Producer producer) {
        super("camel", "producer:" + endpoint.scheme() + "-" + endpoint.getOperation().name() + "-"
                       + ObjectHelper.getIdentityHashCode(producer));
        this.endpoint = endpoint;
    }

    /** Has it asked with the other producers' checks of the context, if there are any. */
    void register(CamelContext context) {
        WritableHealthCheckRepository checks = HealthCheckHelper.getHealthCheckRepository(
                context, "producers", WritableHealthCheckRepository.class);
        if (checks != null) {
            setEnabled(endpoint.getComponent().isHealthCheckProducerEnabled());
            checks.addHealthCheck(this);
            repository = checks;
        }
    }

    void unregister() {
        if (repository != null) {
            repository.removeHealthCheck(this);
            repository = null;
        }
    }

    /** An outage of a provider is no reason to take an application out of service. */
    @Override
    public boolean isReadiness() {
        return false;
    }

    void succeeded() {
        last.set(null);
    }

    void failed(MessagingException failure) {
        boolean providerAnswers = failure instanceof RequestRejectedException rejected && switch (rejected.reason()) {
            case AUTHENTICATION, ACCOUNT, FUNDS -> false;
            default -> true;
        };
        last.set(providerAnswers ? null : failure);
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        MessagingException failure = last.get();
        builder.detail("operation", endpoint.getOperation().name());
        if (failure == null) {
            builder.up();
        } else {
            builder.down().message(failure.getMessage()).error(failure);
        }
    }
}
