/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.support.SynchronousDelegateProducer;

/**
 * An endpoint of a provider whose events can be polled too.
 */
public abstract class PollingEndpoint extends ScheduledPollEndpoint implements MessagingEndpoint {

    private static final long DEFAULT_DELAY = 30_000;

    // declared again for its default: Camel's own of 500 ms would use up any provider's patience
    @UriParam(label = "consumer,scheduler", defaultValue = "30s", javaType = "java.time.Duration",
              description = "How long to wait between two polls.")
    private long delay = DEFAULT_DELAY;

    protected PollingEndpoint(String uri, Component component) {
        super(uri, component);
        setDelay(DEFAULT_DELAY);
    }

    /** Makes the producer of an operation that is sent. */
    protected abstract Producer producer();

    @Override
    public Producer createProducer() throws Exception {
        requireUse(getOperation().use() == Operation.Use.SEND, "in to(..)");
        Producer producer = producer();
        return getConfiguration().isSynchronous() ? new SynchronousDelegateProducer(producer) : producer;
    }

    /** Makes the consumer of an operation that is polled; it is configured afterwards. */
    protected abstract MessagingPollingConsumer consumer(Processor processor);

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        requireUse(getOperation().use() != Operation.Use.SEND, "in from(..)");
        MessagingPollingConsumer consumer = consumer(processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public MessagingComponent getComponent() {
        return (MessagingComponent) super.getComponent();
    }

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }
}
