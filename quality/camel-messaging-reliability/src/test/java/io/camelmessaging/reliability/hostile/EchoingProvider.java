/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.support.MessagingComponent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

import static org.assertj.core.util.Throwables.getStackTrace;

/**
 * A provider that repeats what it got, components that call it, and all that an application and its operators get to
 * see of these calls: exceptions, logs at DEBUG, events, health, JMX, consoles and the beans' texts.
 */
final class EchoingProvider implements AutoCloseable {

    /** Of the server here, and of HttpClient, whose DEBUG the documentation says to leave off. */
    private static final List<String> NOT_OURS = List.of("io.netty", "io.vertx", "org.apache.hc.client5");

    private final Vertx vertx = Vertx.vertx();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final StringWriter log = new StringWriter();
    private final List<String> events = new ArrayList<>();
    private final String baseUrl;
    private final ProducerTemplate template;
    private final WriterAppender appender;
    private volatile Echo echo;
    private int made;

    EchoingProvider() throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(ignored -> {
            request.response().setStatusCode(echo.status());
            echo.headers().forEach(request.response()::putHeader);
            request.response().end(echo.body());
        })).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        baseUrl = "http://127.0.0.1:" + server.actualPort();
        appender = capture();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").process(
                        exchange -> exchange.getProperty("producer", AsyncProducer.class).process(exchange));
            }
        });
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                events.add(event.toString());
            }
        });
        context.setDevConsole(true);
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        for (String kind : List.of("producers", "consumers")) {
            HealthCheckRepository repository = (HealthCheckRepository) checks.resolveById(kind);
            repository.setEnabled(true);
            checks.register(repository);
        }
        context.start();
        template = context.createProducerTemplate();
    }

    private WriterAppender capture() {
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        WriterAppender all = WriterAppender.createAppender(
                PatternLayout.newBuilder().withPattern("%p %c{1} %m%n%throwable").build(), (Filter) null, log, "echoes", false,
                true);
        all.start();
        logging.getConfiguration().getRootLogger().setLevel(Level.DEBUG);
        logging.getConfiguration().getRootLogger().addAppender(all, Level.DEBUG, null);
        NOT_OURS.forEach(name -> logging.getConfiguration().addLogger(name, new LoggerConfig(name, Level.INFO, true)));
        logging.updateLoggers();
        return all;
    }

    <C extends MessagingComponent> C component(String scheme, Class<C> type) {
        C component = context.getComponent(scheme, type);
        component.getConfiguration().setBaseUrl(baseUrl);
        return component;
    }

    CamelContext context() {
        return context;
    }

    /** Makes a call that is answered so, and returns all that is told of it, and how the call ended. */
    Told send(String uri, Object body, Map<String, Object> headers, Echo answer) throws Exception {
        begin(answer);
        Endpoint endpoint = endpoint(uri);
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        List<String> told = new ArrayList<>();
        Exception thrown;
        try {
            Exchange exchange = template.send("direct:send", sent -> {
                sent.setProperty("producer", producer);
                sent.getMessage().setBody(body);
                sent.getMessage().getHeaders().putAll(headers);
            });
            thrown = exchange.getException();
            if (thrown == null && exchange.getMessage().getBody() != body) {
                told.add(String.valueOf((Object) exchange.getMessage().getBody()));
            }
            HealthCheckHelper.invoke(context).forEach(result -> told.add(
                    result.getMessage().orElse("") + result.getDetails() + result.getError().map(Throwable::toString)
                            .orElse("")));
        } finally {
            producer.stop();
            context.removeEndpoint(endpoint);
        }
        return end(told, thrown);
    }

    /** Polls once, is answered so, and returns all that is told of it. */
    Told poll(String uri, Echo answer) throws Exception {
        begin(answer);
        Endpoint endpoint = endpoint(uri + "&startScheduler=false");
        ScheduledPollConsumer consumer = (ScheduledPollConsumer) endpoint.createConsumer(exchange -> {
        });
        consumer.start();
        List<String> told = new ArrayList<>();
        try {
            consumer.run();
            HealthCheckHelper.invoke(context).forEach(result -> told.add(
                    result.getMessage().orElse("") + result.getDetails() + result.getError().map(Throwable::toString)
                            .orElse("")));
        } finally {
            consumer.stop();
            context.removeEndpoint(endpoint);
        }
        return end(told, null);
    }

    /**
     * @param lines   all that was told
     * @param failure how the call ended; null if it succeeded
     */
    record Told(List<String> lines, Exception failure) {
    }

    /** All that JMX and the developer consoles show. */
    List<String> operatorsView() throws Exception {
        List<String> seen = new ArrayList<>();
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName bean : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            seen.add(bean.toString());
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(bean).getAttributes()) {
                try {
                    seen.add(bean.getKeyProperty("name") + " " + attribute.getName() + " "
                             + beans.getAttribute(bean, attribute.getName()));
                } catch (JMException | RuntimeException e) {
                    seen.add(String.valueOf(e));
                }
            }
        }
        DevConsoleRegistry consoles = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        consoles.loadDevConsoles();
        consoles.stream().forEach(console -> {
            seen.add(console.getId() + " " + console.call(DevConsole.MediaType.TEXT));
            seen.add(console.getId() + " " + console.call(DevConsole.MediaType.JSON));
        });
        return seen.stream().flatMap(String::lines).toList();
    }

    private Endpoint endpoint(String uri) {
        // one of its own each time, as the credentials change
        return context.getEndpoint(uri + (uri.contains("?") ? "&" : "?") + "responseTimeout=" + (30_000 + made++));
    }

    private void begin(Echo answer) {
        echo = answer;
        log.getBuffer().setLength(0);
        events.clear();
    }

    private Told end(List<String> told, Exception thrown) {
        told.addAll(log.toString().lines().toList());
        told.addAll(events);
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            told.add(String.valueOf(t));
            if (t instanceof MessagingException failure) {
                told.add(failure.providerCode() + " " + failure.providerText() + " " + failure.outcomes());
            }
        }
        if (thrown != null) {
            told.addAll(getStackTrace(thrown).lines().toList());
        }
        return new Told(told, thrown);
    }

    @Override
    public void close() throws Exception {
        context.close();
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        NOT_OURS.forEach(logging.getConfiguration()::removeLogger);
        logging.getConfiguration().getRootLogger().removeAppender("echoes");
        logging.getConfiguration().getRootLogger().setLevel(Level.WARN);
        logging.updateLoggers();
        appender.stop();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
