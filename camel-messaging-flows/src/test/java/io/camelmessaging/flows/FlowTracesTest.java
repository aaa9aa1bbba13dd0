/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.sendmode.SendmodeProvider;
import io.camelmessaging.sendmode.SendmodeComponent;
import io.camelmessaging.sendmode.SendmodeConfiguration;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What happens to a message over hours, and on several nodes, is one trace. */
class FlowTracesTest {

    private static final String NUMBER = "+37255500123";

    private final DataSource database = Databases.h2();
    private final Exporter spans = new Exporter();
    private final SdkTracerProvider provider
            = SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();
    private final List<DefaultCamelContext> nodes = new CopyOnWriteArrayList<>();
    private final MessagingSandbox sandbox = MessagingSandbox.create().start();

    /** Keeps what ended. */
    private static final class Exporter implements SpanExporter {

        private final List<SpanData> ended = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(DefaultCamelContext::stop);
        sandbox.close();
        provider.close();
    }

    private DefaultCamelContext node() throws Exception {
        return node(database, true);
    }

    private DefaultCamelContext node(DataSource state, boolean tracing) throws Exception {
        DefaultCamelContext context = FlowContexts.on(state);
        nodes.add(context);
        if (tracing) {
            context.getRegistry().bind("tracer", provider.get("test"));
            context.getRegistry().bind("propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
            OpenTelemetryTracer tracer = new OpenTelemetryTracer();
            tracer.setCamelContext(context);
            tracer.init(context);
        }
        SendmodeConfiguration sendmode = context.getComponent("sendmode", SendmodeComponent.class).getConfiguration();
        sendmode.setBaseUrl(sandbox.baseUrl("sendmode"));
        sendmode.setApiKey(SendmodeProvider.ACCESS_KEY);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:receipts").routeId("receipts").to("kamelet:flow-events");
                from("direct:in").routeId("in").to("kamelet:failover-on-receipt?name=orders"
                                                   + "&step1=sendmode:sms&done=mock:done&failed=mock:failed&expired=mock:expired");
            }
        });
        context.start();
        return context;
    }

    private SpanData span(String name) {
        return spans.ended.stream().filter(span -> span.getName().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError(
                        spans.ended.stream().map(SpanData::getName).toList().toString()));
    }

    @Test
    void aReceiptOnAnotherNodeIsInTheTraceOfItsMessage() throws Exception {
        DefaultCamelContext first = node();
        Exchange taken = first.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody("secret text");
            exchange.getMessage().setHeaders(new HashMap<>(
                    Map.of(MessagingConstants.TO, NUMBER,
                            MessagingConstants.FROM, "Shop", FlowConstants.CONVERSATION_ID, "order-17")));
        });
        String flowId = taken.getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        await().until(() -> MessagingFlows.of(first).store().attempts(flowId).stream()
                .anyMatch(attempt -> attempt.trace() != null));
        String reference = MessagingFlows.of(first).store().attempts(flowId).get(0).reference();
        first.stop();

        DefaultCamelContext second = node();
        second.createProducerTemplate().request("direct:receipts", event -> event.getMessage().setHeaders(new HashMap<>(
                Map.of(
                        MessagingConstants.PROVIDER, "sendmode", MessagingConstants.REFERENCE, reference,
                        MessagingConstants.STATUS, DeliveryStatus.DELIVERED, MessagingConstants.EVENT_ID, "e1"))));
        await().until(() -> MessagingFlows.of(second).store().find(flowId).orElseThrow().isEnded());

        SpanData send = span("send sendmode:sms");
        SpanData receipt = span("receive receipt");
        assertThat(receipt.getTraceId()).isEqualTo(send.getTraceId()).isEqualTo(span("in").getTraceId());
        assertThat(receipt.getParentSpanId()).isEqualTo(send.getSpanId());
        assertThat(receipt.getAttributes().asMap()).containsEntry(AttributeKey.stringKey("camel.messaging.status"), "delivered")
                .containsEntry(AttributeKey.stringKey("messaging.message.conversation_id"), "order-17")
                .containsEntry(AttributeKey.stringKey("messaging.system"), "sendmode");
        // who is told of the end is in it too
        assertThat(spans.ended).anySatisfy(span -> {
            assertThat(span.getName()).isEqualTo("mock");
            assertThat(span.getTraceId()).isEqualTo(send.getTraceId());
        });
    }

    /** A statement is a transaction here, and each waits for the disk. */
    @Test
    void whoTracesWritesAttemptsNoMoreOften() throws Exception {
        List<String> traced = statementsOfAMessage(true);
        List<String> untraced = statementsOfAMessage(false);

        assertThat(traced).hasSameSizeAs(untraced).isNotEmpty();
        assertThat(span("receive receipt").getTraceId()).isEqualTo(span("send sendmode:sms").getTraceId());
    }

    /** Those that change attempts, or read their traces, until the receipt of the message is done with. */
    private List<String> statementsOfAMessage(boolean tracing) throws Exception {
        List<String> statements = new CopyOnWriteArrayList<>();
        DefaultCamelContext context = node(noting(Databases.h2(), DataSource.class, statements), tracing);
        String flowId = context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeader(MessagingConstants.TO, NUMBER);
            exchange.getMessage().setHeader(MessagingConstants.FROM, "Shop");
        }).getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        FlowStore store = MessagingFlows.of(context).store();
        await().until(() -> store.attempts(flowId).stream().anyMatch(attempt -> attempt.state() == Attempt.State.ACCEPTED));
        context.createProducerTemplate().request("direct:receipts", event -> event.getMessage().setHeaders(new HashMap<>(
                Map.of(
                        MessagingConstants.PROVIDER, "sendmode", MessagingConstants.REFERENCE,
                        store.attempts(flowId).get(0).reference(), MessagingConstants.STATUS, DeliveryStatus.DELIVERED,
                        MessagingConstants.EVENT_ID, "e1"))));
        await().until(() -> store.find(flowId).orElseThrow().isEnded());
        return statements;
    }

    private static <T> T noting(T noted, Class<T> type, List<String> statements) {
        return type.cast(Proxy.newProxyInstance(FlowTracesTest.class.getClassLoader(), new Class<?>[] { type },
                (self, method, arguments) -> {
                    if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql
                            && (sql.matches("update \\S*messaging_attempt.*") || sql.startsWith("select trace"))) {
                        statements.add(sql);
                    }
                    try {
                        Object result = method.invoke(noted, arguments);
                        return result instanceof Connection connection
                                ? noting(connection, Connection.class, statements) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Test
    void aSendIsASpanWithTheConventionsForMessagingAndWithoutSecrets() throws Exception {
        DefaultCamelContext context = node();
        context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody("secret text");
            exchange.getMessage().setHeaders(new HashMap<>(
                    Map.of(MessagingConstants.TO, NUMBER,
                            MessagingConstants.FROM, "Shop")));
        });
        await().until(() -> spans.ended.stream().anyMatch(span -> span.getName().equals("send sendmode:sms")));

        Map<String, String> attributes = new HashMap<>();
        span("send sendmode:sms").getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value.toString()));
        assertThat(attributes).containsEntry("messaging.system", "sendmode").containsEntry("messaging.operation.type", "send")
                .containsEntry("messaging.operation.name", "sms").containsEntry("messaging.destination.name", "sendmode:sms")
                .containsKeys("server.address", "messaging.message.conversation_id");
        assertThat(attributes.toString()).doesNotContain("secret text", SendmodeProvider.ACCESS_KEY, NUMBER,
                NUMBER.substring(1));
    }
}
