/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import java.util.List;
import java.util.Map;

import io.camelmessaging.common.support.MessagingEndpoint;
import io.camelmessaging.common.support.Operation;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.support.SynchronousDelegateProducer;

/**
 * A {@code courier:} endpoint.
 */
public class CourierEndpoint extends ScheduledPollEndpoint implements MessagingEndpoint {

    private final CourierOperation operation;
    private final CourierConfiguration configuration;
    private IdempotentRepository idempotentRepository;
    private int maxMessagesPerPoll;
    private String webhookMethods = "POST";

    public CourierEndpoint(String uri, CourierComponent component, CourierOperation operation,
                           CourierConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() throws Exception {
        requireUse(operation.use() == Operation.Use.SEND, "in to(..)");
        Producer producer = new CourierProducer(this);
        return configuration.isSynchronous() ? new SynchronousDelegateProducer(producer) : producer;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        CourierConsumer consumer = new CourierConsumer(this, processor);
        consumer.setMaxMessagesPerPoll(maxMessagesPerPoll);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        return new CourierWebhookHandler(this, next);
    }

    @Override
    public List<String> getWebhookMethods() {
        return List.of(webhookMethods.split("-"));
    }

    @Override
    public Map<String, String> authentication() {
        return Map.of("Authorization", "Bearer " + configuration.getApiKey());
    }

    @Override
    public CourierComponent getComponent() {
        return (CourierComponent) super.getComponent();
    }

    @Override
    public CourierOperation getOperation() {
        return operation;
    }

    @Override
    public CourierConfiguration getConfiguration() {
        return configuration;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public void setWebhookMethods(String webhookMethods) {
        this.webhookMethods = webhookMethods;
    }
}
