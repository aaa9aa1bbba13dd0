/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.util.regex.Pattern;

import io.camelmessaging.common.support.MessagingSpanDecorator;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.FlowMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * Keeps what happens to a message in one trace, over all the time that it waits in the database: the context is kept
 * with the message and with each attempt, in the form of the W3C ({@code traceparent}).
 * <p>
 * What names Camel's telemetry is one class further on, so that this can be loaded without it.
 */
interface FlowSpans {

    /** The class of the service that traces a context. */
    String TRACER = "org.apache.camel.telemetry.Tracer";
    /** Flags at its end tell whether the trace is recorded. */
    Pattern RECORDED = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f][13579bdf]");

    /** Where nobody traces. */
    FlowSpans NONE = (event, flow, attempt) -> {
    };

    /** An event came; its span is a child of the one that made the attempt. */
    void came(FlowEvent event, Flow flow, Attempt attempt);

    /** Those of a context; {@link #NONE} if nobody traces it. */
    static FlowSpans of(CamelContext context) {
        if (context.getClassResolver().resolveClass(TRACER) == null) {
            return NONE;
        }
        try {
            return TelemetrySpans.of(context);
        } catch (NoClassDefFoundError e) {
            // another bundle's telemetry, which this one does not see
            return NONE;
        }
    }

    /** A call goes on with the trace that its message came with. */
    static void lead(Exchange call, FlowMessage message) {
        if (message != null) {
            FlowMessage.TRACE_CONTEXT.stream().filter(header -> message.header(header) != null)
                    .forEach(header -> call.getMessage().setHeader(header, message.header(header)));
        }
    }

    /** The context of the span that made a call; null if none is recorded. */
    static String context(Exchange called) {
        String last = called.getMessage().getHeader(FlowMessage.TRACE_PARENT, String.class);
        String context = called.getProperty(MessagingSpanDecorator.SENT, last, String.class);
        return context != null && RECORDED.matcher(context).matches() ? context : null;
    }
}
