/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.SynchronousDelegateProducer;

/**
 * An endpoint of a provider whose events come by webhook alone.
 */
public abstract class SendingEndpoint extends DefaultEndpoint implements MessagingEndpoint {

    protected SendingEndpoint(String uri, Component component) {
        super(uri, component);
    }

    /** Makes the producer of an operation that is sent. */
    protected abstract Producer producer();

    @Override
    public Producer createProducer() throws Exception {
        requireUse(getOperation().use() == Operation.Use.SEND, "in to(..)");
        Producer producer = producer();
        return getConfiguration().isSynchronous() ? new SynchronousDelegateProducer(producer) : producer;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        requireUse(false, "in from(..)");
        return null;
    }

    @Override
    public MessagingComponent getComponent() {
        return (MessagingComponent) super.getComponent();
    }
}
