/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.util.Locale;
import java.util.Map;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.FlowMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanLifecycleManager;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.Tracer;
import org.apache.camel.telemetry.propagation.CamelHeadersSpanContextPropagationExtractor;

/** Spans by Camel's telemetry, with OpenTelemetry's conventions for messaging; no text and no number is in them. */
final class TelemetrySpans implements FlowSpans {

    private final SpanLifecycleManager spans;

    private TelemetrySpans(SpanLifecycleManager spans) {
        this.spans = spans;
    }

    static FlowSpans of(CamelContext context) {
        Tracer tracer = context.hasService(Tracer.class);
        return tracer == null || tracer.getSpanLifecycleManager() == null
                ? NONE : new TelemetrySpans(tracer.getSpanLifecycleManager());
    }

    @Override
    public void came(FlowEvent event, Flow flow, Attempt attempt) {
        String kind = event.kind().name().toLowerCase(Locale.ROOT);
        Span span = spans.create("receive " + kind, null,
                new CamelHeadersSpanContextPropagationExtractor(Map.of(FlowMessage.TRACE_PARENT, attempt.trace())));
        span.setComponent("camel-messaging-flows");
        span.setTag("messaging.system", event.provider());
        span.setTag("messaging.operation.name", kind);
        span.setTag("messaging.operation.type", "receive");
        if (event.messageId() != null) {
            span.setTag(TagConstants.MESSAGE_ID, event.messageId());
        }
        span.setTag("messaging.message.conversation_id", Redaction.text(flow.conversationId()));
        span.setTag("camel.messaging.flow", flow.name());
        span.setTag("camel.messaging.flow.id", flow.id());
        span.setTag("camel.messaging.step", Integer.toString(attempt.step()));
        if (event.status() != null) {
            span.setTag("camel.messaging.status", event.status().name().toLowerCase(Locale.ROOT));
        }
        spans.deactivate(span);
        spans.close(span);
    }
}
