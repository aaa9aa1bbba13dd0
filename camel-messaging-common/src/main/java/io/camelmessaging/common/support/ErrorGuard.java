/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Ordered;
import org.apache.camel.Processor;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Makes whatever a step throws the failure of its exchange, in every route of a context with this jar.
 * <p>
 * Camel does so with exceptions. Of an {@code Error} it loses the exchange, which then hangs for ever, or sends it on
 * to the next step as if all were well: its adapter of plain processors calls back before the error gets out. Who waits
 * for the end of an exchange, as a webhook, a poll or a flow does, must be told either way.
 */
public final class ErrorGuard implements ContextServicePlugin, InterceptStrategy, Ordered {

    /** Camel's plugins are made from {@code META-INF/services} before any route is. */
    public ErrorGuard() {
        // nothing to set
    }

    /** Guards the routes that are made from now on, where a runtime has not loaded the plugin. */
    public static void guard(CamelContext context) {
        if (context.getCamelContextExtension().getInterceptStrategies().stream().noneMatch(ErrorGuard.class::isInstance)) {
            context.getCamelContextExtension().addInterceptStrategy(new ErrorGuard());
        }
    }

    @Override
    public void load(CamelContext context) {
        guard(context);
    }

    /** Next to the step itself, so that all other interceptors see a failed exchange. */
    @Override
    public int getOrder() {
        return LOWEST;
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor next) {
        return new Guarded(AsyncProcessorConverterHelper.convert(target));
    }

    private static final class Guarded extends DelegateAsyncProcessor {

        Guarded(AsyncProcessor step) {
            super(step);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Held held = new Held(callback);
            boolean sync;
            try {
                sync = getProcessor().process(exchange, held);
            } catch (Throwable thrown) {
                if (held.stepEnded(Phase.OVER) == Phase.GOING_ON) {
                    // the exchange is at later steps by now
                    throw thrown;
                }
                exchange.setException(thrown);
                callback.done(true);
                return true;
            }
            if (held.stepEnded(Phase.GOING_ON) == Phase.HELD) {
                callback.done(true);
                return true;
            }
            return sync;
        }
    }

    private enum Phase {
        /** The step works. */
        AT_STEP,
        /** The step works and has called back. */
        HELD,
        /** The step has returned, or has called back from elsewhere. */
        GOING_ON,
        /** The step has failed, and what it may have left to another thread counts no more. */
        OVER
    }

    /** Keeps the call back of a step that works in this thread until it has returned, as it may throw still. */
    private static final class Held implements AsyncCallback {

        private final AsyncCallback callback;
        private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.AT_STEP);

        Held(AsyncCallback callback) {
            this.callback = callback;
        }

        @Override
        public void done(boolean doneSync) {
            if (doneSync && phase.compareAndSet(Phase.AT_STEP, Phase.HELD)) {
                return;
            }
            if (phase.getAndUpdate(now -> now == Phase.OVER ? now : Phase.GOING_ON) != Phase.OVER) {
                callback.done(doneSync);
            }
        }

        /**
         * What was known of the step when it ended.
         *
         * @param next how later call backs are taken
         */
        Phase stepEnded(Phase next) {
            return phase.getAndSet(next);
        }
    }
}
