/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.camelmessaging.desk.DeskRole;
import io.camelmessaging.desk.FlowDesk;
import io.camelmessaging.desk.TokenAccess;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;

/**
 * All that can watch a node: meters, traces, health, consoles, JMX and an open desk. What asks does so every few
 * seconds, as Prometheus, an orchestrator and the page in a browser do, and more often than the first two usually
 * would.
 */
final class Watchers implements FlowNode.Watch, AutoCloseable {

    private static final String TOKEN = "a-token-of-this-run-alone";
    private static final int SCRAPED_EVERY = 5;
    private static final int DESK_LOOKS_EVERY = 3;
    private static final List<String> CONSOLES = List.of("messaging-accounts", "messaging-flows");

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SdkTracerProvider traces;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private DefaultCamelContext context;
    private ScheduledExecutorService looks;

    /** @param sampled which part of the messages is traced */
    Watchers(double sampled) {
        traces = SdkTracerProvider.builder().setSampler(Sampler.traceIdRatioBased(sampled))
                .addSpanProcessor(BatchSpanProcessor.builder(new Nowhere()).build()).build();
    }

    /** Takes spans as a collector does that is quick. */
    private static final class Nowhere implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
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

    @Override
    public void over(DefaultCamelContext watched) throws Exception {
        context = watched;
        context.getRegistry().bind("meters", meters);
        context.getRegistry().bind("tracer", traces.get("camel-messaging"));
        context.getRegistry().bind("propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        OpenTelemetryTracer tracer = new OpenTelemetryTracer();
        tracer.setCamelContext(context);
        tracer.init(context);
        context.setDevConsole(true);
        FlowDesk desk = new FlowDesk();
        desk.setAccess(TokenAccess.create().with("ann", TOKEN, EnumSet.allOf(DeskRole.class)));
        context.getRegistry().bind("desk", desk);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
    }

    /** Everybody looks from now on, until {@link #away()}. */
    void look() {
        looks = Executors.newScheduledThreadPool(2);
        looks.scheduleWithFixedDelay(() -> look(this::scrape), 0, SCRAPED_EVERY, TimeUnit.SECONDS);
        looks.scheduleWithFixedDelay(() -> look(this::desk), 0, DESK_LOOKS_EVERY, TimeUnit.SECONDS);
    }

    /** Nobody looks any more; tells if somebody could not. */
    void away() throws Exception {
        looks.shutdown();
        if (!looks.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("A look took longer than a minute");
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private void look(WarmUp.Piece look) {
        try {
            look.run();
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }

    private void scrape() throws Exception {
        seen("meters", meters.scrape().contains("camel_messaging_flow_open"));
        seen("health", HealthCheckHelper.invoke(context, "full").stream()
                .anyMatch(result -> result.getCheck().getId().equals("messaging-flows")));
        DevConsoleRegistry consoles = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        for (String console : CONSOLES) {
            for (DevConsole.MediaType type : DevConsole.MediaType.values()) {
                seen(console, consoles.resolveById(console).call(type) != null);
            }
        }
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        int attributes = 0;
        for (ObjectName bean : server.queryNames(new ObjectName(
                "org.apache.camel:context=" + context.getManagementName()
                                                                + ",type=services,*"),
                null)) {
            if (bean.getKeyProperty("name").matches("(MessagingFlows|Observers|FlowAdministration).*")) {
                for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
                    server.getAttribute(bean, attribute.getName());
                    attributes++;
                }
            }
        }
        seen("JMX", attributes > 0);
    }

    /** What the page in a browser asks for each time. */
    private void desk() throws IOException, InterruptedException {
        String url = "http://127.0.0.1:" + context.hasService(VertxPlatformHttpServer.class).getPort() + "/flow-desk/api/";
        ask(HttpRequest.newBuilder(URI.create(url + "overview?hours=24")));
        ask(HttpRequest.newBuilder(URI.create(url + "flows")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"view\":\"open\"}")));
    }

    private void ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<Void> answer = http.send(request.header("Authorization", "Bearer " + TOKEN).build(),
                HttpResponse.BodyHandlers.discarding());
        seen("desk", answer.statusCode() == 200);
    }

    private static void seen(String what, boolean seen) {
        if (!seen) {
            throw new IllegalStateException("Nothing is shown by " + what);
        }
    }

    @Override
    public void close() {
        traces.close();
        meters.close();
    }
}
